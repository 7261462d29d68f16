"""What happens in a trace and on a move, in the same words: what an invariant says is judged by these alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.exploring.search.standing import end_of
from simulator.model.call.event import Dialled, Ended, Heard, Pressed, Stopped, Struck
from simulator.model.call.happening import Happening
from simulator.model.record import record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from simulator.model.behaviour.behaviour import Behaviour, Move, Place
    from simulator.model.call.event import Event
    from simulator.model.flow.invariant import LimitUnit


@record
class HappenedAt:
    """A happening of a run: its time in ms, the keys that were pressed until then, and the index of the event after."""

    happening: Happening
    at: int
    keys: int
    until: int

    def amount(self, unit: LimitUnit) -> int:
        """How much of a limit is used up."""
        return self.keys if unit == "keys" else self.at


def of_trace(trace: Sequence[Event]) -> Iterator[HappenedAt]:
    """What happens in a run, in order. A key that reaches nobody is none; a dial that is refused neither."""
    keys = 0
    for index, event in enumerate(trace):
        found: Happening | None = None
        if isinstance(event, Pressed):
            keys += 1
        elif isinstance(event, Heard):
            found = Happening("heard", event.prompt.words)
        elif isinstance(event, Dialled):
            refused = isinstance(trace[index + 1], Struck) and trace[index + 1].at == event.at
            found = Happening("dialled", event.destination) if event.leg == "B" and not refused else None
        elif isinstance(event, Ended | Stopped):
            found = _end(end_of(trace[: index + 1]))
        if found is not None:
            yield HappenedAt(found, event.at, keys, index + 1)


def of_move(behaviour: Behaviour, move: Move) -> Iterator[Happening]:
    """What happens on a move, in order: its keys come before all of it."""
    for prompt in move.heard:
        yield Happening("heard", prompt.words)
    place = behaviour.points[move.dest].place
    if place.is_end:
        yield _end(place)
    elif place.kind == "dial" and place.leg == "B":
        yield Happening("dialled", place.words[0])


def _end(place: Place) -> Happening:
    return Happening("end", "", place.status, place.error, place.by)
