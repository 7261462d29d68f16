"""Every webhook of a session, in the order in which they are sent, with what was answered."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from attrs import frozen

from simulator.model.call.event import Answered, Asked, Bridged, Captured, Dialled, LegEnded, Refused, Replied
from simulator.registry import modules
from simulator.webhooks.base.facts import legs_of
from simulator.webhooks.vca import ask

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from simulator.model.call.event import Event
    from simulator.webhooks.base.facts import Facts

_TOLD = frozenset((Dialled, Answered, Bridged, Captured, LegEnded, Asked))
"""Events that webhooks tell of while a call goes on, and those that legs are made of."""
ALWAYS = ("DTMF",)
"""Kinds that no account registers: a capture names the address itself."""


@frozen
class Webhook:
    """A webhook as it was sent `at` ms of the session; `reply` is the text that was answered, or None."""

    at: int
    type: str
    body: dict[str, Any]
    reply: str | None = None


def _kinds(facts: Facts) -> tuple[ModuleType, ...]:
    """The kinds that the account has registered."""
    account = facts.setting.account
    known = modules("simulator.webhooks")
    if not account.webhooks:
        return known
    return tuple(kind for kind in known if kind.TYPE in ALWAYS or account.sends(kind.TYPE))


@cache
def _counts(kinds: tuple[ModuleType, ...]) -> dict[type[Event], list[Callable[[Facts, Event], int]]]:
    """For each type of event the counts of those kinds that tell of it: most events nobody tells of."""
    found: dict[type[Event], list[Callable[[Facts, Event], int]]] = {}
    for kind in kinds:
        for told in kind.TELLS:
            found.setdefault(told, []).append(kind.count)
    return found


def asking(facts: Facts) -> dict[str, Any]:
    """The VCA that the platform is sending now: the last event of the trace is the question.

    What was sent before is counted, not built: a live backend is asked often.
    """
    question = facts.trace[-1]
    assert isinstance(question, Asked)  # the call waits for its answer
    counts, number = _counts(_kinds(facts)), 0
    told = [event for event in facts.trace if type(event) in _TOLD]
    facts.legs = legs_of(told)
    for event in told[:-1]:
        for count in counts.get(type(event), ()):
            number += count(facts, event)
    return ask(facts, question, number)


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
