"""The moves of a behaviour as sessions of a log take them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from simulator.exploring.conclusions.all_tries import with_all_tries
from simulator.model.behaviour.input_class import HASH, LONG, PARTIAL, SHORT, SILENCE

if TYPE_CHECKING:
    from simulator.entries.offers import Offers
    from simulator.model.assumptions import Assumptions
    from simulator.model.behaviour.behaviour import Behaviour, Move, Place, Point
    from simulator.model.call.logged import LoggedAsk

REJECTED = (SILENCE, HASH, PARTIAL, SHORT, LONG)
"""What leads to the next try, or to the end of the last: the plainest first."""


@define
class MoveGraph:
    """What exploration found, with the moves of all tries; the settings say what a log leaves open."""

    behaviour: Behaviour
    offers: Offers
    settings: Assumptions
    points: tuple[Point, ...] = field(init=False)
    leaving: list[list[Move]] = field(init=False)

    def __attrs_post_init__(self) -> None:
        whole = with_all_tries(self.behaviour)
        self.points = whole.points
        self.leaving = [[whole.moves[index] for index in moves] for moves in whole.leaving]

    def place(self, point: int) -> Place:
        """The place of a point."""
        return self.points[point].place

    def move(self, point: int, *names: str) -> Move | None:
        """The move of the first of these classes that has one."""
        return next((move for name in names for move in self.leaving[point] if move.input_class == name), None)

    def alone(self, point: int) -> Move | None:
        """The move of a caller who does nothing."""
        if self.place(point).kind == "capture":
            return self.move(point, *REJECTED)
        return next(iter(self.leaving[point]), None)

    def entered(self, point: int, ask: LoggedAsk) -> Move | None:
        """The move of digits that a question tells of, where they can have been entered here."""
        place = self.place(point)
        if place.kind != "capture" or not place.told or ask.digits is None or ask.stage != place.stage:
            return None
        found = self.move(point, self.offers.name(ask.digits, place.stage, place.offered, place.told))
        return found if found is not None and found.asked else None
