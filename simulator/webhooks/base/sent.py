"""Every webhook of a session, in the order in which they are sent, with what was answered."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from attrs import field

from simulator.model.call.event import Asked, Refused, Replied
from simulator.model.record import frozen
from simulator.webhooks import vca
from simulator.webhooks.base.facts import OF_LEGS, legs_of
from simulator.webhooks.base.known import sending

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.model.call.event import Event
    from simulator.webhooks.base.facts import Facts
    from simulator.webhooks.base.known import WebhookType

QUESTION: WebhookType = vca
"""The type that is answered."""


@frozen
class Webhook:
    """A webhook as it was sent `at` ms of the session; `reply` is the text that was answered, or None."""

    at: int
    type: str
    body: dict[str, Any] = field(hash=False)
    reply: str | None = None


def _kinds(facts: Facts) -> tuple[WebhookType, ...]:
    """The types that the account has registered, and those that it need not."""
    account = facts.setting.account
    if not account.webhooks:
        return sending()
    return tuple(kind for kind in sending() if not kind.REGISTERED or account.sends(kind.TYPE))


@cache
def _telling(kinds: tuple[WebhookType, ...]) -> dict[type[Event], list[WebhookType]]:
    """For each kind of event the types that tell of it: most events nobody tells of."""
    found: dict[type[Event], list[WebhookType]] = {}
    for kind in kinds:
        for told in kind.TELLS:
            found.setdefault(told, []).append(kind)
    return found


def asking(facts: Facts) -> dict[str, Any]:
    """The VCA that the platform is sending now: the last event of the trace is the question.

    What was sent before is counted, not built: a live backend is asked often.
    """
    question = facts.trace[-1]
    assert isinstance(question, Asked)  # the call waits for its answer
    telling, number = _telling(_kinds(facts)), 0
    told = [event for event in facts.trace if type(event) in telling or type(event) in OF_LEGS]
    facts.legs = legs_of(told)
    for event in told:
        for kind in telling.get(type(event), ()):
            if event is question and kind is QUESTION:
                break
            number += kind.count(facts, event)
    return vca.ask(facts, question, number)


def counted(facts: Facts) -> dict[str, int]:
    """How many webhooks of each type the platform sent, none of them built; a type without any is left out."""
    telling = _telling(_kinds(facts))
    found: dict[str, int] = {}
    for event in facts.trace:
        for kind in telling.get(type(event), ()):
            found[kind.TYPE] = found.get(kind.TYPE, 0) + kind.count(facts, event)
    return found


def further(facts: Facts, seen: int, number: int) -> Iterator[tuple[Event, Webhook]]:
    """The webhooks that the events from the one at `seen` on give, each with its event; `number` were sent before."""
    telling = _telling(_kinds(facts))
    for event in facts.trace[seen:]:
        for kind in telling.get(type(event), ()):
            for body in kind.bodies(facts, event, number):
                yield event, Webhook(event.at, kind.TYPE, body)
                number += 1


def sent(facts: Facts) -> list[Webhook]:
    """All webhooks of the types that the account has registered."""
    kinds = _kinds(facts)
    found: list[Webhook] = []
    replies = iter([event.body for event in facts.trace if isinstance(event, Replied | Refused)])
    for event in facts.trace:
        for kind in kinds:
            for body in kind.bodies(facts, event, len(found)):
                reply = next(replies, None) if kind is QUESTION else None
                found.append(Webhook(event.at, kind.TYPE, body, reply))
    return found
