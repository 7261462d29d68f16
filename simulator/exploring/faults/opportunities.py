"""Where faults can strike: for every place, which prompt, reply or dial of which call, counted from its beginning."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from attrs import frozen

from simulator.model.behaviour.input_class import DONE
from simulator.model.reports.fault_matrix import FAULTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.exploring.search.routes import Routes
    from simulator.model.behaviour.behaviour import Move
    from simulator.model.behaviour.way import Way
    from simulator.model.machine.table import Prompt

REPLY = tuple(kind.name for kind in FAULTS if kind.group == "reply")
DIAL = frozenset(kind.name for kind in FAULTS if kind.group == "dial")
SESSION = tuple(kind.name for kind in FAULTS if kind.group == "session")


@frozen
class Opportunity:
    """One fault that can strike at the place with the id `place`, in the call `way`.

    `number` counts from 1 the replies, prompts or dials of that call, whichever it is; `first` says that no earlier
    prompt of the call is of the same kind.
    """

    place: str
    fault: str
    input_class: str
    way: Way
    number: int
    first: bool = False

    @property
    def is_dial(self) -> bool:
        """Whether the fault is what a dial comes to."""
        return self.fault in DIAL


@frozen(eq=False)
class Opportunities:
    """All of a behaviour: each prompt of a place, each edge that asks the webhook, each dial."""

    routes: Routes

    def __iter__(self) -> Iterator[Opportunity]:
        """In the order of the shortest calls; every prompt of a place is struck once."""
        spoken: set[tuple[str, str, str]] = set()
        for input_class, path in self._edges:
            yield from self._replies(input_class, path)
            yield from self._prompts(input_class, path, spoken)
            yield from self._dials(input_class, path)

    @cached_property
    def _edges(self) -> list[tuple[str, tuple[int, ...]]]:
        """The input class of each edge, with the moves of the shortest call that takes it."""
        moves = self.routes.behaviour.moves
        found = []
        for (_, input_class, _), some in self.routes.behaviour.edges.items():
            move = min(some, key=lambda index: (self.routes.cost(moves[index].source), moves[index].keys, index))
            found.append((input_class, (*self.routes.moves_to(moves[move].source), move)))
        return sorted(found, key=lambda one: (sum(moves[index].keys for index in one[1]), len(one[1])))

    def _replies(self, input_class: str, path: tuple[int, ...]) -> Iterator[Opportunity]:
        moves = self._moves(path)
        if moves[-1].asked:
            way, number = self.routes.way(path), sum(move.asked for move in moves)
            for fault in REPLY:
                yield Opportunity(self._place(moves[-1].source), fault, input_class, way, number)

    def _prompts(
        self, input_class: str, path: tuple[int, ...], spoken: set[tuple[str, str, str]]
    ) -> Iterator[Opportunity]:
        last = self._moves(path)[-1]
        earlier = [prompt for move in self._moves(path)[:-1] for prompt in move.heard]
        for prompt in last.heard:
            place = self._hears(last, prompt)
            key = (place, prompt.part, prompt.words)
            if key not in spoken:
                spoken.add(key)
                first = kind_of(prompt) not in map(kind_of, earlier)
                way, number = self.routes.way(path), len(earlier) + 1
                yield Opportunity(place, kind_of(prompt), input_class, way, number, first)
            earlier.append(prompt)

    def _dials(self, input_class: str, path: tuple[int, ...]) -> Iterator[Opportunity]:
        moves, points = self._moves(path), self.routes.behaviour.points
        source = points[moves[-1].source].place
        if source.kind != "dial":
            return
        number = sum(points[move.source].place.kind == "dial" for move in moves)
        if input_class in DIAL:
            yield Opportunity(source.id, input_class, input_class, self.routes.way(path), number)
        elif source.leg == "A":
            for fault in SESSION:
                yield Opportunity(source.id, fault, DONE, self.routes.way(path[:-1]), number)

    def _hears(self, move: Move, prompt: Prompt) -> str:
        """The place where a prompt of a move is heard: where it begins, unless it leads on to what waits for input."""
        points = self.routes.behaviour.points
        source, dest = points[move.source].place, points[move.dest].place
        own = source.kind == "play" and prompt.words in source.words
        return source.id if own or dest.kind in ("end", "play") else dest.id

    def _moves(self, path: tuple[int, ...]) -> list[Move]:
        return [self.routes.behaviour.moves[index] for index in path]

    def _place(self, point: int) -> str:
        return self.routes.behaviour.points[point].place.id


def kind_of(prompt: Prompt) -> str:
    """Which fault can strike a prompt: a file is not fetched, everything else not spoken."""
    return "playFile" if prompt.part == "playFile" else "say"
