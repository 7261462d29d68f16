"""The whole conversation as one machine: what exploration found, places as states and input classes as triggers."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from transitions import MachineError

from simulator.compiler.graphed import GraphedMachine
from simulator.model.behaviour.words import extent, in_short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transitions import EventData

    from simulator.model.behaviour.behaviour import Behaviour, Move, Place, Point
    from simulator.model.behaviour.ground import Ground


class Conversation(GraphedMachine):
    """A stock `transitions.Machine` of a whole flow, its own model: `machine.trigger("1")`, `machine.silence()`.

    A state is the id of a place, with ` try 2` at a later try; `places` gives the place of each. `ground` and `extent`
    say how all of it is known; behind the states that are `open` nobody looked, so that a trigger there raises
    `transitions.MachineError`, which says so.
    """

    def __init__(self, behaviour: Behaviour) -> None:
        names = [_name(point) for point in behaviour.points]
        self.places: dict[str, Place] = {name: point.place for name, point in zip(names, behaviour.points, strict=True)}
        self.ground: Ground = behaviour.ground
        self.extent = extent(behaviour)
        self.open = tuple(names[number] for number in sorted(behaviour.open))
        super().__init__(
            model="self",
            states=list(self.places),
            initial=names[0],
            transitions=[
                {"trigger": trigger, "source": names[move.source], "dest": names[move.dest]}
                for trigger, move in _triggers(behaviour)
            ],
            auto_transitions=False,
            send_event=True,
            on_exception=self._unknown if self.open else None,
        )

    @property
    def place(self) -> Place:
        """The place in which it is."""
        return self.places[self.state]

    def _unknown(self, event: EventData) -> None:
        if self.state in self.open:
            raise MachineError(f"what comes after {self.state!r} is not known: {self.extent}") from event.error
        assert event.error is not None  # transitions calls this with one
        raise event.error

    def _labels(self) -> Iterator[tuple[str, str]]:
        return ((name, in_short(place)) for name, place in self.places.items())


def _name(point: Point) -> str:
    return f"{point.place.id} try {point.tries + 1}" if point.tries else point.place.id


def _triggers(behaviour: Behaviour) -> Iterator[tuple[str, Move]]:
    """Each move with its input class; with what is done, where one class leads to several places."""
    led = Counter({(move.source, move.input_class, move.dest) for move in behaviour.moves})
    ways = Counter((source, name) for source, name, _ in led)
    found: dict[tuple[int, str], Move] = {}
    for move in behaviour.moves:
        name = move.input_class
        found.setdefault((move.source, name if ways[move.source, name] == 1 else f"{name}: {move.does}"), move)
    return ((trigger, move) for (_, trigger), move in found.items())
