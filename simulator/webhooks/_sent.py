"""Every webhook of a session, in the order in which they are sent, with what was answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import frozen

from simulator.model.event import Answered, Asked, Bridged, Captured, Dialled, LegEnded, Refused, Replied
from simulator.registry import modules
from simulator.webhooks.vca import ask

if TYPE_CHECKING:
    from types import ModuleType

    from simulator.webhooks._facts import Facts

_TELLING = frozenset((Dialled, Answered, Bridged, Captured, LegEnded, Asked))
"""Events that webhooks tell of while a call goes on."""
ALWAYS = ("DTMF",)
"""Kinds that no account registers: a capture names the address itself."""


@frozen
class Webhook:
    """A webhook as it was sent `at` ms of the session; `reply` is the text that was answered, or None."""

    at: int
    type: str
    body: dict[str, Any]
    reply: str | None = None


def _kinds(facts: Facts) -> list[ModuleType]:
    """The kinds that the account has registered."""
    account = facts.setting.account
    return [kind for kind in modules("simulator.webhooks") if kind.TYPE in ALWAYS or account.sends(kind.TYPE)]


def asking(facts: Facts) -> dict[str, Any]:
    """The VCA that the platform is sending now: the last event of the trace is the question.

    What was sent before is counted, not built: a live backend is asked often.
    """
    question = facts.trace[-1]
    assert isinstance(question, Asked)  # the call waits for its answer
    kinds = _kinds(facts)
    telling = [event for event in facts.trace if type(event) in _TELLING and event is not question]
    return ask(facts, question, sum(kind.count(facts, event) for event in telling for kind in kinds))


def sent(facts: Facts) -> list[Webhook]:
    """All webhooks of the kinds that the account has registered."""
    kinds = _kinds(facts)
    found: list[Webhook] = []
    replies = iter([event.body for event in facts.trace if isinstance(event, Replied | Refused)])
    for event in facts.trace:
        for kind in kinds:
            for body in kind.bodies(facts, event, len(found)):
                reply = next(replies, None) if isinstance(event, Asked) else None
                found.append(Webhook(event.at, kind.TYPE, body, reply))
    return found
