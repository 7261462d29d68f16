"""The places that a caller passes who does nothing, until the webhook is asked or the call is over, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.call.leg_outcomes import ANSWERED, leg_row
from simulator.model.record import record
from simulator.populations.fitting.seen import silent_ms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.model.behaviour.behaviour import Move, Place
    from simulator.model.call.logged import LoggedAsk, LoggedLeg, LoggedSession
    from simulator.populations.fitting.graph import MoveGraph

MOST_STEPS = 200
"""Places between two questions: more are a circle."""
CANCELED = "canceled"


@record
class Step:
    """A place on the way, the move that leaves it, and when (in ms since the last question) it begins and ends.

    They are None where nobody knows: after entries that no question tells of, and legs of unknown times. Leg B `talks`
    so long; `told` is False where the log has no word of what a dial came to.
    """

    point: int
    place: Place
    move: Move
    begins: int | None
    ends: int | None
    talks: int = 0
    told: bool = True

    @property
    def after(self) -> int | None:
        """When the next place begins."""
        return None if self.ends is None else self.ends + self.move.after

    def late(self, due: int | None, move: Move) -> int | None:
        """How long after the prompt an entry ended that led to a question `due` then, by this move."""
        if due is None or self.begins is None:
            return None
        return due - self.begins - self.place.prompt_ms - (move.after - move.back)

    def over_by(self, ms: int) -> bool:
        """Whether it is over by then."""
        return self.ends is not None and self.ends <= ms

    def stage(self, ask: LoggedAsk) -> str | None:
        """The stage that it asks with."""
        return None if ask.call_status == "CALL_RECEIVED" else self.place.stage


def steps(graph: MoveGraph, session: LoggedSession, point: int, passed: int, dialled: int) -> Iterator[Step]:
    """The way from a point, `passed` ms after the last question; `dialled` legs of the session were dialled before."""
    at: int | None = passed
    for _ in range(MOST_STEPS):
        place = graph.place(point)
        leg = session.legs[dialled] if place.kind == "dial" and dialled < len(session.legs) else None
        dialled += place.kind == "dial"
        move = _dial(graph, session, point, leg) if place.kind == "dial" else graph.alone(point)
        if move is None:
            return
        takes, talks = _takes(place, move, leg)
        told = leg is None or leg.result(graph.settings) is not None
        step = Step(point, place, move, at, None if at is None or takes is None else at + takes, talks, told)
        yield step
        if move.asked:
            return
        clear = place.kind != "capture" or graph.place(move.dest).id == place.id
        at, point = step.after if clear else None, move.dest


def _dial(graph: MoveGraph, session: LoggedSession, point: int, leg: LoggedLeg | None) -> Move | None:
    """What the log says of a leg; None where there is none, or where the caller hung up while it rang.

    Of a leg between others a summary tells nothing: it is taken as answered.
    """
    if leg is None:
        return None
    result = leg.result(graph.settings) or ANSWERED
    left = session.summary is not None and session.summary.status == "COMPLETED"
    return None if result == CANCELED and left else graph.move(point, result)


def _takes(place: Place, move: Move, leg: LoggedLeg | None) -> tuple[int | None, int]:
    """How long a place takes, what comes after it aside, and the ms of a bridge."""
    if place.kind == "capture":
        return place.prompt_ms + silent_ms(place), 0
    if leg is None:
        return 0, 0
    talks = leg.talks if leg_row(move.input_class).connected else 0
    return (None if leg.rings is None or talks is None else leg.rings + talks), talks or 0
