"""The states of one kind of callers: what they choose at each, and what comes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from simulator.exploring.expecting.callers_chain import move_of
from simulator.exploring.expecting.on_the_way import goal_after
from simulator.model.call.keys import NEXT_KEY_MS
from simulator.model.call.leg_outcomes import leg_row
from simulator.populations.compiling.laws import thresholds
from simulator.populations.compiling.linking import WIDTHS
from simulator.populations.compiling.pressing import pressings
from simulator.populations.layout import (
    DIAL,
    DOWN,
    ENTRY,
    FIRST_GONE,
    FIRST_MET,
    FIRST_MOVED,
    GREETED,
    INBOUND,
    LEAVES,
    NEVER,
    S_TRAP,
    STEP,
    TALKED,
    UP,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from simulator.exploring.expecting.at_entry import AtEntry
    from simulator.model.behaviour.behaviour import Behaviour, Move, Place
    from simulator.model.caller_model import CallerModel
    from simulator.populations.compiling.book import TableBook
    from simulator.populations.compiling.pressing import Alternatives, Pressing


@define
class KindMaker:
    """Adds the states of a kind to the book; `goals` are stages or words heard, `trapped` points that nobody leaves."""

    book: TableBook
    kind: CallerModel
    entries: AtEntry
    goals: Sequence[str]
    trapped: Collection[int]
    _moves: dict[int, int] = field(init=False, factory=dict)
    _pressings: dict[str, dict[Pressing, Alternatives]] = field(init=False, factory=dict)

    def states(self) -> None:
        """All that wait, and those that they lead to."""
        while self.book.waiting:
            self._state(self.book.waiting.popleft())

    def _state(self, point: int) -> None:
        place, moves = self._behaviour.points[point].place, self._leaving(point)
        first = len(self.book.said)
        row = [STEP, self.book.place(point), 0, 0]
        if place.kind == "capture":
            row = [ENTRY, *row[1:], self._stream(place), *self._entry(place, moves)]
        elif place.kind == "dial":
            self._dial(place, moves)
            row = [DIAL, *row[1:], self._stream(place)]
        else:
            row[0] = INBOUND if place.kind == "inbound" else STEP
            first = self._move(moves[0])
        row[2:4] = first, len(self.book.said)
        row += [0] * (S_TRAP - len(row))
        self.book.add("states", [*row, int(point in self.trapped)])

    @property
    def _behaviour(self) -> Behaviour:
        return self.book.behaviour

    def _leaving(self, point: int) -> list[int]:
        """The moves from a point, those of calls that begin at another instant left out."""
        when = (None, *self._behaviour.instants[:1])
        return [at for at in self._behaviour.leaving[point] if point or self._behaviour.moves[at].at in when]

    def _stream(self, place: Place) -> int:
        return self.book.stream(f"{place.kind}{place.leg} {place.stage or ''}")

    def _entry(self, place: Place, moves: Sequence[int]) -> list[int]:
        """The choices at a capture; the rest of its row."""
        if place.id not in self._pressings:
            self._pressings[place.id] = pressings(place, self.entries)
        found = self._pressings[place.id]
        shares = [sum(chance for chance, _ in keys) for keys in found.values()]
        rows = [self._pressing(one, moves) for one in found]
        if self.kind.hangup:
            shares, rows = [self.kind.hangup, *shares], [[LEAVES], *rows]
            self.book.said.append([(1.0, "")])
        self.book.said += found.values()
        self._choices(shares, rows)
        laws, timers = self.book.laws, [ms for ms in (place.digit_timeout, place.overall_timeout) if ms]
        gap = NEXT_KEY_MS if self.kind.inter_key is None else self.kind.inter_key
        return [
            place.prompt_ms, place.digit_timeout, place.overall_timeout, place.high if place.completes else 0,
            laws.add(self.kind.reaction), laws.add(gap), min([ms - 1 for ms in timers], default=NEVER),
        ]  # fmt: skip

    def _pressing(self, one: Pressing, moves: Sequence[int]) -> list[int]:
        codes, ends = self.book.rows["codes"], self.book.rows["ends"]
        first, begin = len(codes), len(ends) // WIDTHS["ends"]
        codes += one.codes
        for name, rejected in one.ends:
            ends += [self._named(name, moves), int(rejected)]
        return [len(one.codes), one.begin, first, begin]

    def _named(self, name: str, moves: Sequence[int]) -> int:
        """The move of a class; -1 where exploration knows none."""
        if not name:
            return -1
        found = move_of([self._behaviour.moves[at] for at in moves], name)
        return -1 if found is None else self._move(next(at for at in moves if self._behaviour.moves[at] is found))

    def _dial(self, place: Place, moves: Sequence[int]) -> None:
        by_class = {self._behaviour.moves[at].input_class: at for at in moves}
        told = self.kind.outcomes(place.leg)
        self._choices([share for share, _ in told], [self._rung(place, by_class[name]) for _, name in told])
        self.book.said += [[(1.0, name)] for _, name in told]

    def _rung(self, place: Place, at: int) -> list[int]:
        """What one outcome of a dial comes to."""
        move = self._behaviour.moves[at]
        person = not leg_row(move.input_class).greets
        law, what = -1, DOWN
        if move.answered and place.leg == "A":
            what = UP
        elif move.answered:
            what = TALKED if person else GREETED
            law = self.book.laws.add(self.kind.talk, 1000) if person else -1
        return [what, move.ring, 0, self._move(at), law, move.talk]

    def _choices(self, shares: Sequence[float], rows: Sequence[Sequence[int]]) -> None:
        for until, row in zip(thresholds(shares), rows, strict=True):
            self.book.add("choices", [until, *row])

    def _move(self, at: int) -> int:
        """The number of a move as this kind makes it."""
        if at not in self._moves:
            move = self._behaviour.moves[at]
            dest = self.book.dest(move.dest)
            place = self._behaviour.points[move.dest].place
            goal = goal_after(move, place, self.goals)
            row = [move.after, dest, int(move.asked), move.back, -1 if goal is None else goal, _soon(move, place)]
            self._moves[at] = self.book.add("moves", row)
        return self._moves[at]


def _soon(move: Move, dest: Place) -> int:
    """What comes before a hang-up in the ms in which the move begins; a question is answered after it."""
    if move.after or move.asked:
        return FIRST_GONE
    return FIRST_MET if dest.kind == "capture" and dest.prompt_ms else FIRST_MOVED
