"""Every webhook of a session, in the order in which they are sent, with what was answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import frozen

from simulator.model.event import Asked, Refused, Replied
from simulator.registry import modules

if TYPE_CHECKING:
    from simulator.webhooks._facts import Facts

ALWAYS = ("DTMF",)
"""Kinds that no account registers: a capture names the address itself."""


@frozen
class Webhook:
    """A webhook as it was sent `at` ms of the session; `reply` is the text that was answered, or None."""

    at: int
    type: str
    body: dict[str, Any]
    reply: str | None = None


def sent(facts: Facts) -> list[Webhook]:
    """All webhooks of the kinds that the account has registered."""
    account = facts.setting.account
    kinds = [kind for kind in modules("simulator.webhooks") if kind.TYPE in ALWAYS or account.sends(kind.TYPE)]
    found: list[Webhook] = []
    replies = iter([event.body for event in facts.trace if isinstance(event, Replied | Refused)])
    for event in facts.trace:
        for kind in kinds:
            for body in kind.bodies(facts, event, len(found)):
                reply = next(replies, None) if isinstance(event, Asked) else None
                found.append(Webhook(event.at, kind.TYPE, body, reply))
    return found
