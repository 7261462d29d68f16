"""The menu tree: each prompt once, under it what each key leads to, and numbers where a place comes again."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from attrs import define, field

from simulator.model.behaviour.input_class import HANGUP
from simulator.model.behaviour.words import ending, in_short
from simulator.model.call.leg_outcomes import connected
from simulator.model.drawing.words import in_quotes, shortened
from simulator.model.instants import in_words
from simulator.render.behaviour._alike import alike
from simulator.render.drawing.place_words import input_words, purposes

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Sequence

    from simulator.model.behaviour.behaviour import Behaviour, Move, Place

DEEPEST = 6
"""Levels of indentation; what lies deeper is written at the margin, after the rest."""
CONNECTED = tuple(row.name for row in connected())
LONGEST_TALK = 12
"""Lists without a question that are told on one line."""


@define
class Tree:
    """Writes the tree of a behaviour, line by line; a place is told where the fewest inputs lead to it."""

    behaviour: Behaviour
    _homes: dict[object, object] = field(init=False, factory=dict)
    """The place under which each is told."""
    _numbers: dict[object, int] = field(init=False, factory=dict)
    _told: set[object] = field(init=False, factory=set)
    _later: deque[int] = field(init=False, factory=deque)
    _points: Sequence[Hashable] = field(init=False)

    @_points.default
    def _classed(self) -> Sequence[Hashable]:
        return alike(self.behaviour)

    def lines(self) -> Iterator[str]:
        """Every place, from the beginning of a call; written twice, since a line may name a number that comes later."""
        self._find_homes()
        for _ in self._places():
            pass
        self._told.clear()
        yield from self._places()
        hangs = next((move for move in self.behaviour.moves if move.input_class == HANGUP), None)
        if hangs is not None:
            yield ""
            yield f"A caller who hangs up: {ending(self._place(hangs.dest))}"

    def _find_homes(self) -> None:
        self._homes[self._alike(0)] = None
        waiting = deque([0])
        while waiting:
            point = waiting.popleft()
            for move in self._told_at(point):
                _, dest = self._follow(move)
                if self._place(dest).kind not in ("end", "play") and self._alike(dest) not in self._homes:
                    self._homes[self._alike(dest)] = self._alike(point)
                    waiting.append(dest)

    def _told_at(self, point: int) -> Iterator[Move]:
        """The moves that have a line at a place, in the order of its lines."""
        place, (others, again) = self._place(point), self._sorted(point)
        for _, move in (*self._grouped(place, others), *self._grouped(place, self._finals(again))):
            yield move

    def _places(self) -> Iterator[str]:
        yield from self._block(0, 0)
        while self._later:
            yield ""
            yield from self._block(self._later.popleft(), 0)

    def _place(self, point: int) -> Place:
        return self.behaviour.points[point].place

    def _moves(self, point: int) -> list[Move]:
        found = (self.behaviour.moves[index] for index in self.behaviour.leaving[point])
        return [move for move in found if move.input_class != HANGUP]

    def _sorted(self, point: int) -> tuple[list[Move], list[Move]]:
        """What leads on from a place, and what is asked again."""
        again = [move for move in self._moves(point) if self._is_retry(move)]
        others = [move for move in self._moves(point) if move not in again]
        if self._place(point).kind == "dial":
            others.sort(key=lambda move: move.input_class in CONNECTED)
        return others, again

    def _block(self, point: int, depth: int) -> Iterator[str]:
        """A place and what comes of each input there."""
        place, pad, same = self._place(point), "    " * depth, self._alike(point)
        self._told.add(same)
        number = self._numbers.setdefault(same, len(self._numbers) + 1)
        unknown = " (not explored)" if point in self.behaviour.open else ""
        yield f"{pad}{number}. {in_short(place)}{unknown}"
        others, again = self._sorted(point)
        for labels, move in self._grouped(place, others):
            yield from self._entry(f"{pad}   {labels}", move, depth, same)
        if again:
            yield from self._retries(place, again, depth, same)

    def _alike(self, point: int) -> object:
        """What two points share that are told once: a place, unless a backend remembers and goes on differently."""
        return self._points[point]

    def _is_retry(self, move: Move) -> bool:
        source, dest = self.behaviour.points[move.source], self.behaviour.points[move.dest]
        return source.place.id == dest.place.id and dest.tries > source.tries

    def _retries(self, place: Place, again: list[Move], depth: int, home: object) -> Iterator[str]:
        """What is asked again, how often, and what comes of the last try."""
        pad, labels = "    " * depth, _listed(input_words(place, one, {}) for one in _classes(again))
        times = self.behaviour.points[self._last(again).dest].tries + 1
        yield f"{pad}   {labels}: {self._said(again[0], place)}asked again, {times} tries in all"
        for which, move in self._grouped(place, self._finals(again)):
            start = f"{pad}      {'' if which == labels else f'{which}, '}the last time"
            yield from self._entry(start, move, depth, home)

    def _last(self, again: list[Move]) -> Move:
        """The move to the last try."""
        last = again[0]
        while following := [move for move in self._moves(last.dest) if self._is_retry(move)]:
            last = following[0]
        return last

    def _finals(self, again: list[Move]) -> list[Move]:
        """What comes of the same inputs at the last try."""
        classes = _classes(again)
        return [move for move in self._moves(self._last(again).dest) if move.input_class in classes] if again else []

    def _grouped(self, place: Place, moves: Iterable[Move]) -> Iterator[tuple[str, Move]]:
        """Inputs with one and the same answer, on one line."""
        means = purposes(place)
        groups: dict[object, list[Move]] = {}
        for move in moves:
            groups.setdefault((move.dest, move.heard, move.fault and move.fault.what), []).append(move)
        for some in groups.values():
            yield _listed(input_words(place, one, means) for one in _classes(some)), some[0]

    def _entry(self, start: str, move: Move, depth: int, home: object) -> Iterator[str]:
        """A line for an input: what is heard, and where it leads; a new place follows, further in."""
        when = f", at {in_words(move.at)}" if move.at is not None and not self._place(move.dest).is_end else ""
        told, dest = self._follow(move)
        if move.fault is not None:
            does = "takes it for two" if move.fault.twice else "fails"
            told.append(f"the backend {does} ({shortened(move.fault.what, 160)});")
        place, same = self._place(dest), self._alike(dest)
        line = " ".join([f"{start}{when} ->", *told])
        if place.is_end:
            yield f"{line} {ending(place)}"
        elif place.kind == "play":
            yield f"{line} and so on, without end"
        elif same in self._told or self._homes[same] != home:
            yield f"{line} see {self._numbers.get(same)}"
        elif depth < DEEPEST:
            yield line
            yield from self._block(dest, depth + 1)
        else:
            self._told.add(same)
            self._later.append(dest)
            yield f"{line} see {self._numbers.get(same)}"

    def _follow(self, move: Move) -> tuple[list[str], int]:
        """What is heard until the call asks something or ends, and the point where it does."""
        told, seen = [self._said(move, self._place(move.dest)).strip()], {move.dest}
        while self._place(move.dest).kind == "play" and len(seen) < LONGEST_TALK:
            onward = self._moves(move.dest)
            if not onward:
                break
            move = onward[0]
            told.append(self._said(move, self._place(move.dest)).strip())
            if move.dest in seen:
                break
            seen.add(move.dest)
        return list(filter(None, told)), move.dest

    def _said(self, move: Move, dest: Place) -> str:
        """What is heard on the way, the prompt of the destination left out."""
        words = [prompt.words for prompt in move.heard]
        if dest.kind == "capture" and words[-1:] == [dest.words[0]]:
            words.pop()
        return "".join(f"{in_quotes(text)} " for text in words if text)


def _classes(moves: Iterable[Move]) -> dict[str, None]:
    """The input classes of some moves, each once, in order."""
    return dict.fromkeys(move.input_class for move in moves)


def _listed(labels: Iterable[str]) -> str:
    return ", ".join(labels)
