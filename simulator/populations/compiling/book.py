"""The tables while they are made: rows are added, and states, ends, laws and streams get their numbers."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from attrs import define, field

from simulator.exploring.expecting.callers_chain import ended
from simulator.populations.compiling.laws import LawTable, stream_key
from simulator.populations.compiling.linking import WIDTHS, linked
from simulator.populations.layout import NOT_REACHED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.model.assumptions import Assumptions
    from simulator.model.behaviour.behaviour import Behaviour
    from simulator.populations.compiling.pressing import Alternatives
    from simulator.populations.layout import Tables

CALLER = "caller"
"""The name of the stream that a caller is drawn from."""
FIRST_ENDS = (
    ("COMPLETED", "caller"), ("not reached", ""), ("stopped maxSessionLength", "simulator"),
    ("stopped maxReplies", "simulator"), ("trapped", "simulator"), ("unknown", ""),
)  # fmt: skip
"""The ends that a walk comes to by itself: outcome, and by whom."""


@define
class TableBook:
    """Rows so far; `said` has for each choice what stands for it, `kinds` the segment of callers and what they want."""

    behaviour: Behaviour
    settings: Assumptions
    ends: list[tuple[str, str]] = field(init=False, factory=lambda: list(FIRST_ENDS))
    kinds: list[tuple[str, str]] = field(init=False, factory=list)
    said: list[Alternatives] = field(init=False, factory=list)
    laws: LawTable = field(init=False, factory=LawTable)
    waiting: deque[int] = field(init=False, factory=deque)
    rows: dict[str, list[int]] = field(init=False, factory=lambda: {name: [] for name in WIDTHS})
    _places: dict[str, int] = field(init=False)
    _streams: dict[str, int] = field(init=False, factory=lambda: {CALLER: 0})
    _states: dict[int, int] = field(init=False, factory=dict)
    _count: int = field(init=False, default=0)

    def __attrs_post_init__(self) -> None:
        self._places = {name: number for number, name in enumerate(self.behaviour.places)}

    def tables(self) -> Tables:
        """All of them, in one."""
        settings = self.settings
        rules = [
            settings.dial_delay, settings.max_session_length, settings.max_replies,
            int(settings.overall_timer_starts == "promptStart"), int(settings.key_at_timer_counts),
            int(settings.digit_timeout_first),
        ]  # fmt: skip
        streams = [stream_key(name) for name in self._streams]
        return linked(rules, {**self.rows, "quantiles": self.laws.quantiles, "streams": streams})

    def begin(self) -> int:
        """Another kind of callers begins: its first state, or end."""
        self._states.clear()
        return self.dest(0)

    def add(self, name: str, row: Sequence[int]) -> int:
        """Add a record to a table; its number."""
        rows, wide = self.rows[name], WIDTHS[name]
        rows += [*row, *[0] * (wide - len(row))]
        return len(rows) // wide - 1

    def place(self, point: int) -> int:
        """The number of the place of a point."""
        return self._places[self.behaviour.points[point].place.id]

    def stream(self, name: str) -> int:
        """The number of a stream."""
        return self._streams.setdefault(name, len(self._streams))

    def dest(self, point: int) -> int:
        """A point as this kind of callers comes to it: a state, or below 0 an end."""
        place = self.behaviour.points[point].place
        if place.is_end:
            end = ended(place)
            if end not in self.ends:
                self.ends.append(end)
            return -1 - self.ends.index(end)
        if point in self.behaviour.open:
            return -1 - NOT_REACHED
        if point not in self._states:
            self._states[point] = self._count
            self._count += 1
            self.waiting.append(point)
        return self._states[point]
