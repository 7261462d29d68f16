"""Ids of a session, made neutral before texts are compared: a value of ours that comes back is ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.webhooks.base.facts import Facts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.engine.call import Call


def own_ids(call: Call) -> tuple[tuple[str, str], ...]:
    """The ids of a session that is run, and what stands for each."""
    facts = Facts(call.setting, call.trace)
    calls = ((facts.call_id(leg), "<callId>") for leg in facts.legs)
    return ((facts.session_id, "<sessionId>"), (facts.request_id, "<callFlowRequestId>"), *calls)


def neutral(text: str | None, ids: Iterable[tuple[str, str]]) -> str | None:
    """A text in which neutral words stand for the ids."""
    for own, word in ids if text else ():
        text = text.replace(own, word) if text else text
    return text
