"""POST /_sim/lines: who is at the other end of numbers from now on; a rule takes the place of one for the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.call.lines import NUMBERS, parse_line, who_form
from simulator.server.api.base.family import plain_error
from simulator.server.api.base.message import Outgoing
from simulator.server.api.base.operation import UNUSABLE
from simulator.server.api.base.reading import text_of
from simulator.server.sim.base.sessions import body_of
from simulator.server.sim.get_lines import LinesShown, lines_data

if TYPE_CHECKING:
    from simulator.server.api.base.message import Incoming

METHOD, PATH, FAMILY = "POST", "/_sim/lines", plain_error
SUMMARY = "Say who is at the other end: {numbers: '+65*', who: 'answered:2s keys=1,2#'}"
ANSWER, REFUSED = LinesShown, {422: UNUSABLE}
BODY = {
    "type": "object",
    "required": ["numbers", "who"],
    "properties": {
        "numbers": {"type": "string", "pattern": rf"^\s*(?:{NUMBERS})\s*$", "examples": ["+65*"]},
        "who": {"type": "string", "pattern": rf"^\s*(?:{who_form()})\s*$", "examples": ["answered:2s keys=1,2#"]},
    },
    "additionalProperties": False,
}


async def answer(asked: Incoming) -> Outgoing:
    """The rules as they are then."""
    given = body_of(asked, ("numbers", "who"))
    asked.emulation.set_line(parse_line(f"{text_of(given, 'numbers')}={text_of(given, 'who')}"))
    return Outgoing(200, lines_data(asked.emulation))
