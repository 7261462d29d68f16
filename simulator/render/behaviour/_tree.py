"""The menu tree: each prompt once, under it what each key leads to, and numbers where a place comes again."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from attrs import define, field

from simulator.model.behaviour.input_class import DONE, HANGUP, OTHER, PARTIAL, SILENCE, in_words
from simulator.model.behaviour.words import ending, in_short
from simulator.model.call.leg_outcomes import LEG_OUTCOMES, connected
from simulator.model.drawing.words import shortened
from simulator.render.behaviour_drawing import purposes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from simulator.model.behaviour.behaviour import Behaviour, Move, Place

DEEPEST = 6
"""Levels of indentation; what lies deeper is written at the margin, after the rest."""
LONGEST_PROMPT = 500
SHORTER = {
    DONE: "then", OTHER: "any other key", SILENCE: "silence", PARTIAL: "some keys, then silence",
    **{row.name: row.short for row in LEG_OUTCOMES.values()},
}  # fmt: skip
"""Input classes in fewer words than elsewhere."""
CONNECTED = tuple(row.name for row in connected())
LONGEST_TALK = 12
"""Lists without a question that are told on one line."""


@define
class Tree:
    """Writes the tree of a behaviour, line by line."""

    behaviour: Behaviour
    _numbers: dict[object, int] = field(init=False, factory=dict)
    _later: deque[int] = field(init=False, factory=deque)

    def lines(self) -> Iterator[str]:
        """Every place, from the beginning of a call."""
        yield from self._block(0, 0)
        while self._later:
            yield ""
            yield from self._block(self._later.popleft(), 0)
        hangs = next((move for move in self.behaviour.moves if move.input_class == HANGUP), None)
        if hangs is not None:
            yield ""
            yield f"A caller who hangs up: {ending(self._place(hangs.dest))}"

    def _place(self, point: int) -> Place:
        return self.behaviour.points[point].place

    def _moves(self, point: int) -> list[Move]:
        found = (self.behaviour.moves[index] for index in self.behaviour.leaving[point])
        return [move for move in found if move.input_class != HANGUP]

    def _block(self, point: int, depth: int) -> Iterator[str]:
        """A place and what comes of each input there."""
        place, pad = self._place(point), "    " * depth
        number = self._numbers.setdefault(self._alike(point), len(self._numbers) + 1)
        unknown = " (not explored)" if point in self.behaviour.open else ""
        yield f"{pad}{number}. {_heading(place)}{unknown}"
        again = [move for move in self._moves(point) if self._is_retry(move)]
        others = [move for move in self._moves(point) if move not in again]
        if place.kind == "dial":
            others.sort(key=lambda move: move.input_class in CONNECTED)
        for labels, move in self._grouped(place, others):
            yield from self._entry(f"{pad}   {labels}", move, depth)
        if again:
            yield from self._retries(place, again, depth)

    def _alike(self, point: int) -> object:
        """What two points share that are told once: a place, unless a backend remembers and goes on differently."""
        onward = frozenset((move.input_class, self._place(move.dest).id) for move in self._moves(point))
        return (self._place(point).id, onward)

    def _is_retry(self, move: Move) -> bool:
        source, dest = self.behaviour.points[move.source], self.behaviour.points[move.dest]
        return source.place.id == dest.place.id and dest.tries > source.tries

    def _retries(self, place: Place, again: list[Move], depth: int) -> Iterator[str]:
        """What is asked again, how often, and what comes of the last try."""
        pad, classes = "    " * depth, [move.input_class for move in again]
        last = again[0]
        while following := [move for move in self._moves(last.dest) if self._is_retry(move)]:
            last = following[0]
        labels = _listed(_label(one, place, {}) for one in dict.fromkeys(classes))
        times = self.behaviour.points[last.dest].tries + 1
        yield f"{pad}   {labels}: {self._said(again[0], place)}asked again, {times} tries in all"
        finals = (move for move in self._moves(last.dest) if move.input_class in classes)
        for which, move in self._grouped(place, finals):
            yield from self._entry(f"{pad}      {'' if which == labels else f'{which}, '}the last time", move, depth)

    def _grouped(self, place: Place, moves: Iterable[Move]) -> Iterator[tuple[str, Move]]:
        """Inputs with one and the same answer, on one line."""
        means = purposes(place)
        groups: dict[object, list[Move]] = {}
        for move in moves:
            groups.setdefault((move.dest, move.heard, move.fault and move.fault.what), []).append(move)
        for alike in groups.values():
            classes = dict.fromkeys(move.input_class for move in alike)
            yield _listed(_label(one, place, means) for one in classes), alike[0]

    def _entry(self, start: str, move: Move, depth: int) -> Iterator[str]:
        """A line for an input: what is heard, and where it leads; a new place follows, further in."""
        told, dest = self._follow(move)
        if move.fault is not None:
            told.append(f"the backend fails ({shortened(move.fault.what, 160)});")
        place, alike = self._place(dest), self._alike(dest)
        line = " ".join([f"{start} ->", *told])
        if place.is_end:
            yield f"{line} {ending(place)}"
        elif place.kind == "play":
            yield f"{line} and so on, without end"
        elif alike in self._numbers:
            yield f"{line} see {self._numbers[alike]}"
        elif depth < DEEPEST:
            yield line
            yield from self._block(dest, depth + 1)
        else:
            self._numbers[alike] = len(self._numbers) + 1
            self._later.append(dest)
            yield f"{line} see {self._numbers[alike]}"

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
        return "".join(f'"{shortened(text)}" ' for text in words if text)


def _label(input_class: str, place: Place, means: dict[str, str]) -> str:
    if input_class == OTHER and (place.high > 1 or not place.offered):
        return "any other entry" if place.offered else "any entry" if place.high > 1 else "any key"
    purpose = shortened(means.get(input_class, ""), 60)
    keys = f"{input_class}, then {after}" if (after := dict(place.closing).get(input_class)) else input_class
    if purpose:
        return f"{keys}{':' * (keys != input_class)} {purpose}"
    return keys if keys != input_class else SHORTER.get(input_class) or in_words(input_class)


def _heading(place: Place) -> str:
    """A place as the head of its lines: a prompt in full."""
    if place.kind != "capture":
        return in_short(place)
    said = " ".join(f'"{shortened(words, LONGEST_PROMPT)}"' for words in place.words)
    return f"{said} ({place.past})" if place.past else said


def _listed(labels: Iterable[str]) -> str:
    return ", ".join(labels)
