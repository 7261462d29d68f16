"""The chain of one kind of callers over a behaviour: points are its states, and moments between ring, talk and IVR."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from simulator.errors import UsageError
from simulator.exploring.expecting.at_entry import REJECTED, AtEntry
from simulator.exploring.expecting.chain import Chain, ChainArc
from simulator.exploring.expecting.sums import Sums, sums_of, sums_of_law
from simulator.model.behaviour.input_class import HANGUP, HASH, LONG, PARTIAL, SHORT, SILENCE
from simulator.model.call.leg_outcomes import leg_row
from simulator.model.callers.law import law_of

if TYPE_CHECKING:
    from simulator.model.behaviour.behaviour import Behaviour, Move, Place
    from simulator.model.caller_model import CallerModel

GONE = ("COMPLETED", "caller")
"""How a call ends whose caller hangs up: the session's outcome, and by whom."""
NOT_REACHED = ("not reached", "")
"""The end of what exploration left open."""
_REJECTIONS = (SILENCE, HASH, PARTIAL, SHORT, LONG)


@define
class CallersChain:
    """Builds the chain of callers of a kind; `behaviour` knows the moves of all tries."""

    behaviour: Behaviour
    kind: CallerModel
    entries: AtEntry
    rate: float
    arcs: list[ChainArc] = field(init=False, factory=list)
    ends: list[tuple[str, str]] = field(init=False, factory=lambda: [GONE, NOT_REACHED])
    size: int = field(init=False)
    _classes: dict[str, dict[str, Sums]] = field(init=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        self.size = len(self.behaviour.points)

    def chain(self) -> Chain:
        """The whole chain. Raises UsageError where the behaviour says too little."""
        for number, point in enumerate(self.behaviour.points):
            if number in self.behaviour.open:
                self.arcs.append(ChainArc(number, self._end(NOT_REACHED), 1.0))
            elif not point.place.is_end:
                self._leave(number, point.place)
        return Chain(self.size, self.arcs, self.ends)

    def _leave(self, number: int, place: Place) -> None:
        moves = [self.behaviour.moves[index] for index in self.behaviour.leaving[number]]
        if place.kind == "capture":
            self._entry(number, place, moves)
        elif place.kind == "dial":
            self._dial(number, place.leg, moves)
        else:
            source = number
            if place.kind == "inbound":
                source = self._answered(number, moves[0])
            self._on(source, _certain(moves[0].after, self.rate), self._dest(moves[0].dest))

    def _entry(self, number: int, place: Place, moves: list[Move]) -> None:
        if place.id not in self._classes:
            self._classes[place.id] = self.entries.classes(place)
        for name, sums in self._classes[place.id].items():
            if not sums.chance:
                continue
            if name == HANGUP:
                self._leaves(number, sums)
                continue
            move = _move(moves, name)
            if move is None:
                raise UsageError(
                    f"nothing is known of the class {name} at {place.id}: it cannot be told what comes of it"
                )
            self._on(number, sums.later(move.after, self.rate), self._dest(move.dest), entry=True)

    def _dial(self, number: int, leg: str, moves: list[Move]) -> None:
        by_class = {move.input_class: move for move in moves}
        for share, name in self.kind.outcomes(leg):
            move = by_class.get(name)
            if move is None:
                raise UsageError(f"nothing is known of a leg that is {name}: explore with it")
            if leg == "A":
                self._leg_a(number, move, share)
            else:
                self._leg_b(number, move, share)

    def _leg_a(self, number: int, move: Move, share: float) -> None:
        """While leg A rings nobody has answered, so that nobody hangs up.

        Raises UsageError of a machine: the entries that nobody makes there stand in no move.
        """
        if move.input_class == "machine":
            raise UsageError("entries in front of a machine on leg A are in no chain: run_many tells what comes of it")
        if not move.answered:
            self._add(number, self._dest(move.dest), sums_of([(move.ms, share)]), "ring")
            return
        up = self._state()
        self._add(number, up, sums_of([(move.ring, share)]), "ring")
        self._on(self._answered(up, move), _certain(move.after, self.rate), self._dest(move.dest))

    def _leg_b(self, number: int, move: Move, share: float) -> None:
        """Who waits for leg B may hang up; who talks to it does not."""
        rings = sums_of([(move.ring, share)], self.rate)
        if not move.answered:
            failed = self._state() if move.after else self._dest(move.dest)
            self._on(number, rings, failed, part="ring")
            if move.after:
                self._on(failed, _certain(move.after, self.rate), self._dest(move.dest))
            return
        bridged, over = self._state(), self._state()
        person = not leg_row(move.input_class).greets
        self._on(number, rings, bridged, part="ring", person=person)
        talk = self.kind.talk if person else None
        talks = sums_of([(move.talk, 1.0)]) if talk is None else sums_of_law(law_of(talk, 1000))
        self._add(bridged, over, talks, "talk")
        self._on(over, _certain(move.after, self.rate), self._dest(move.dest))

    def _answered(self, state: int, move: Move) -> int:
        """Who has not hung up at once; what follows in that moment comes before, unless the webhook is asked."""
        dest, soon = self.behaviour.points[move.dest].place, not move.after and not move.asked
        if not self.kind.at_once or (dest.is_end and soon):
            return state
        stays = self._state()
        meets = soon and dest.kind == "capture"
        met = move.dest if meets else -1
        self.arcs.append(ChainArc(state, self._end(GONE), self.kind.at_once, entry=meets, met=met))
        self.arcs.append(ChainArc(state, stays, 1 - self.kind.at_once))
        return stays

    def _on(
        self, source: int, sums: Sums, dest: int, *, part: str = "ivr", entry: bool = False, person: bool = False
    ) -> None:
        """On to a state, for those who do not hang up meanwhile."""
        self._add(source, dest, sums, part, entry=entry, person=person)
        if self.rate:
            self._add(source, self._end(GONE), sums.gone(self.rate), part, entry=entry)

    def _leaves(self, source: int, sums: Sums) -> None:
        """Hangs up at an entry, or before that by the clock."""
        self._add(source, self._end(GONE), sums, "ivr", entry=True)
        if self.rate:
            self._add(source, self._end(GONE), sums.gone(self.rate), "ivr", entry=True)

    def _add(self, source: int, dest: int, sums: Sums, part: str, *, entry: bool = False, person: bool = False) -> None:
        self.arcs.append(ChainArc(source, dest, sums.stays, sums.first, sums.second, part, entry, person))

    def _dest(self, point: int) -> int:
        place = self.behaviour.points[point].place
        if not place.is_end:
            return point
        status = f"stopped {place.by}" if place.status == "STOPPED" else place.status
        outcome = status if place.error is None else f"{status} {place.error}"
        return self._end((outcome, "simulator" if place.status == "STOPPED" else place.by))

    def _end(self, end: tuple[str, str]) -> int:
        if end not in self.ends:
            self.ends.append(end)
        return -1 - self.ends.index(end)

    def _state(self) -> int:
        self.size += 1
        return self.size - 1


def _certain(ms: int, rate: float) -> Sums:
    return sums_of([(ms, 1.0)], rate)


def _move(moves: list[Move], name: str) -> Move | None:
    """The move of a class; whatever is rejected leads to the same."""
    bare = name.removesuffix(REJECTED)
    wanted = (bare, *_REJECTIONS) if bare != name else (bare,)
    return next((move for one in wanted for move in moves if move.input_class == one), None)
