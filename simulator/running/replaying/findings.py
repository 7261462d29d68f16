"""What is found while a session is run again: what was compared, what differs, and what the log does not tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from simulator.model.call.event import Moved
from simulator.model.reports.session_replay import ASPECTS, Departure, NotTold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from simulator.model.call.event import Event


@define
class ReplayFindings:
    """Of each aspect the first difference is kept, the questions that were asked in the order of the call."""

    compared: set[str] = field(factory=set)
    differences: dict[str, Departure] = field(factory=dict)
    not_told: list[NotTold] = field(factory=list)
    skipped: set[str] = field(factory=set)

    def look(
        self, what: str, number: int, logged: str, found: str, state: str = "", *, same: bool | None = None
    ) -> None:
        """Compare one aspect on the way to question `number`: the words, unless somebody knows better."""
        self.compared.add(what)
        if not (logged == found if same is None else same):
            self.differences.setdefault(what, Departure(number, logged, found, state, what))

    def untold(self, what: str, why: str) -> None:
        """The log does not tell this, or a part of it."""
        self.not_told.append(NotTold(what, why))

    def untold_once(self, what: str, why: str) -> None:
        """The same of something that holds for several parts."""
        if NotTold(what, why) not in self.not_told:
            self.untold(what, why)

    def skip(self, aspects: Iterable[str]) -> None:
        """The log tells these, but the path was left before."""
        self.skipped.update(aspects)

    @property
    def in_order(self) -> tuple[Departure, ...]:
        """The differences, the first of the call first; at one question as aspects are listed."""
        order = list(ASPECTS)
        return tuple(sorted(self.differences.values(), key=lambda one: (one.number, order.index(one.what))))


def state_of(trace: Sequence[Event]) -> str:
    """The state that was left last."""
    return next((event.row.source for event in reversed(trace) if isinstance(event, Moved)), "")
