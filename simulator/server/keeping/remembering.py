"""What a server keeps beside its sessions: the clock, and the lines that were set; each a document of no account."""

from __future__ import annotations

from math import isinf
from typing import TYPE_CHECKING

from simulator.model.call.lines import line_text
from simulator.server.store.rows import DocumentRow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.model.call.lines import LineRule
    from simulator.server.clock import ServerClock

NOBODY = ""
"""The account of these documents."""
CLOCK, LINES, SEEDS, FAULTS, SEED = "clock", "lines", "seeds", "faults", "seed"
"""Their names; the last two are for another server alone."""
MAX = "max"


def clock_row(clock: ServerClock, wall: float) -> DocumentRow:
    """The instant of the server and of the world, in ms since 1970, and how fast the one follows the other."""
    speed = MAX if isinf(clock.speed) else clock.speed
    kept = {"now": clock.now, "wall": round(wall * 1000), "speed": speed, "paused": clock.paused}
    return DocumentRow(NOBODY, CLOCK, kept)


def lines_row(rules: Iterable[LineRule]) -> DocumentRow:
    """The rules that were set while it ran."""
    return DocumentRow(NOBODY, LINES, [line_text(one) for one in rules])


def seeds_row(seeds: int) -> DocumentRow:
    """How many seeds were given by a server whose ids are the same each time."""
    return DocumentRow(NOBODY, SEEDS, seeds)
