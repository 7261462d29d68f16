"""GET /_sim/lines: the rules that count before those of the account files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.server.api.base.family import plain_error
from simulator.server.api.base.message import Outgoing

if TYPE_CHECKING:
    from simulator.model.call.lines import LineRule
    from simulator.server.api.base.message import Incoming

METHOD, PATH, FAMILY = "GET", "/_sim/lines", plain_error
SUMMARY = "Show who is at the other end"


async def answer(asked: Incoming) -> Outgoing:
    """One object for each rule."""
    return Outgoing(200, {"lines": [line_data(one) for one in asked.emulation.lines]})


def line_data(rule: LineRule) -> dict[str, Any]:
    """A rule: the numbers, what a dial there comes to, and the keys."""
    outcome = "manual" if rule.outcome is None else rule.outcome.result
    return {"numbers": rule.numbers, "outcome": outcome, "keys": rule.script.text}
