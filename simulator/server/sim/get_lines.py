"""GET /_sim/lines: the rules that count before those of the account files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, TypedDict

from simulator.server.api.base.family import plain_error
from simulator.server.api.base.message import Outgoing
from simulator.server.document.says import Says

if TYPE_CHECKING:
    from simulator.model.call.lines import LineRule
    from simulator.server.api.base.message import Incoming
    from simulator.server.emulation import Emulation

METHOD, PATH, FAMILY = "GET", "/_sim/lines", plain_error
SUMMARY = "Show who is at the other end"


class LineShown(TypedDict):
    """Who is at the other end of these numbers, and which keys are pressed there."""

    numbers: Annotated[str, Says("+65*")]
    outcome: Annotated[
        str, Says("answered", words="what a dial there comes to; `manual`: it rings until a person answers")
    ]
    keys: Annotated[str, Says("1 2#")]


class LinesShown(TypedDict):
    """The rules, those that count first before the others."""

    lines: list[LineShown]


ANSWER = LinesShown


async def answer(asked: Incoming) -> Outgoing:
    """One object for each rule."""
    return Outgoing(200, lines_data(asked.emulation))


def lines_data(emulation: Emulation) -> LinesShown:
    """All of them."""
    return {"lines": [_line(one) for one in emulation.lines]}


def _line(rule: LineRule) -> LineShown:
    """A rule: the numbers, what a dial there comes to, and the keys."""
    outcome = "manual" if rule.outcome is None else rule.outcome.result
    return {"numbers": rule.numbers, "outcome": outcome, "keys": rule.script.text}
