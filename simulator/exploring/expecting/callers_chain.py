"""The chain of one kind of callers over a behaviour: points are its states, and moments between ring, talk and IVR."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from simulator.errors import UsageError
from simulator.exploring.expecting.at_entry import REJECTED, AtEntry, EntryClasses
from simulator.exploring.expecting.chain import Chain, ChainArc
from simulator.exploring.expecting.on_the_way import asked_after, goal_after
from simulator.exploring.expecting.sums import Sums, sums_of, sums_of_law
from simulator.model.behaviour.input_class import HANGUP, HASH, LONG, PARTIAL, SHORT, SILENCE
from simulator.model.call.leg_outcomes import leg_row
from simulator.model.callers.law import law_of

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    goals: tuple[str, ...] = ()
    arcs: list[ChainArc] = field(init=False, factory=list)
    ends: list[tuple[str, str]] = field(init=False, factory=lambda: [GONE, NOT_REACHED])
    size: int = field(init=False)
    owners: list[int] = field(init=False)
    _classes: dict[str, EntryClasses] = field(init=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        self.size = len(self.behaviour.points)
        self.owners = list(range(self.size))

    def chain(self) -> Chain:
        """The whole chain. Raises UsageError where the behaviour says too little."""
        for number, point in enumerate(self.behaviour.points):
            if number in self.behaviour.open:
                self.arcs.append(ChainArc(number, self._end(NOT_REACHED), 1.0))
            elif not point.place.is_end:
                self._leave(number, point.place)
        return Chain(self.size, self.arcs, self.ends, self.owners)

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
            self._goes(self._sums(0, 1.0), moves[0], _arc(source, moves[0].input_class))

    def _entry(self, number: int, place: Place, moves: list[Move]) -> None:
        if place.id not in self._classes:
            self._classes[place.id] = self.entries.classes(place)
        found = self._classes[place.id]
        for name, sums in found.sums.items():
            if not sums.chance:
                continue
            if name == HANGUP:
                self._leaves(number, sums)
                continue
            move = move_of(moves, name)
            if move is None:
                raise UsageError(
                    f"nothing is known of the class {name} at {place.id}: it cannot be told what comes of it"
                )
            self._goes(sums, move, ChainArc(number, 0, 0.0, entry=True, name=name, keys=found.pressed[name]))

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
        name = move.input_class
        if not move.answered:
            missed = _arc(number, name, "ring")._replace(dest=self._dest(move.dest), asks=share * move.asked)
            self._add(self._sums(move.ms, share, 0), missed)
            return
        up = self._state(number)
        self._add(self._sums(move.ring, share, 0), _arc(number, name, "ring")._replace(dest=up))
        self._goes(self._sums(0, 1.0), move, _arc(self._answered(up, move), name))

    def _leg_b(self, number: int, move: Move, share: float) -> None:
        """Who waits for leg B may hang up; who talks to it does not."""
        name = move.input_class
        rings, ringing = self._sums(move.ring, share), _arc(number, name, "ring")
        if not move.answered:
            if move.after:
                failed = self._state(number)
                self._on(rings, ringing._replace(dest=failed))
                self._goes(self._sums(0, 1.0), move, _arc(failed, name))
            else:
                self._goes(rings, move, ringing)
            return
        bridged, over = self._state(number), self._state(number)
        person = not leg_row(name).greets
        self._on(rings, ringing._replace(dest=bridged, person=person))
        talk, grid = self.kind.talk if person else None, self.entries.grid
        talks = self._sums(move.talk, 1.0, 0) if talk is None else sums_of_law(law_of(talk, 1000), grid)
        self._add(talks, _arc(bridged, name, "talk")._replace(dest=over))
        self._goes(self._sums(0, 1.0), move, _arc(over, name))

    def _answered(self, state: int, move: Move) -> int:
        """Who has not hung up at once; what follows in that moment comes before, unless the webhook is asked."""
        dest, soon = self.behaviour.points[move.dest].place, not move.after and not move.asked
        if not self.kind.at_once or (dest.is_end and soon):
            return state
        stays = self._state(state)
        meets = soon and dest.kind == "capture"
        met, gone = move.dest if meets else -1, self.kind.at_once
        goal = gone * (soon and self._goal(move) is not None)
        self.arcs.append(self._gone(state)._replace(chance=gone, entry=meets, met=met, goal=goal))
        self.arcs.append(ChainArc(state, stays, 1 - self.kind.at_once))
        return stays

    def _goes(self, sums: Sums, move: Move, arc: ChainArc) -> None:
        """Where a move leads, after a time and what then comes by itself; on the way goals and the webhook are met."""
        rate = self.rate
        asks = sums.later(asked_after(move), rate).stays if move.asked else 0.0
        met = self._goal(move)
        goal = 0.0 if met is None else sums.later(met, rate).stays
        onward = arc._replace(dest=self._dest(move.dest), asks=asks, goal=goal)
        if rate and arc.entry and move.after:
            self._after_entry(sums, sums.later(move.after, rate), onward)
        else:
            self._on(sums.later(move.after, rate), onward)

    def _after_entry(self, entered: Sums, sums: Sums, arc: ChainArc) -> None:
        """On to a state after an entry: who hangs up after its end has made an entry of its class all the same."""
        self._add(sums, arc)
        gone, before = self._gone(arc.source)._replace(entry=True), entered.gone(self.rate)
        self._add(before, gone)
        late = max(arc.goal - sums.stays, 0.0)
        self._add(sums.gone(self.rate).plus(before.times(-1)), gone._replace(name=arc.name, late=late))

    def _goal(self, move: Move) -> int | None:
        return goal_after(move, self.behaviour.points[move.dest].place, self.goals) if self.goals else None

    def _on(self, sums: Sums, arc: ChainArc) -> None:
        """On to a state, for those who do not hang up meanwhile."""
        self._add(sums, arc)
        if self.rate:
            late = max(arc.goal - sums.stays, 0.0)
            part, entry = arc.part, arc.entry
            self._add(sums.gone(self.rate), self._gone(arc.source)._replace(part=part, entry=entry, late=late))

    def _leaves(self, source: int, sums: Sums) -> None:
        """Hangs up at an entry, or before that by the clock."""
        gone = self._gone(source)._replace(entry=True)
        self._add(sums, gone)
        if self.rate:
            self._add(sums.gone(self.rate), gone)

    def _gone(self, source: int) -> ChainArc:
        return ChainArc(source, self._end(GONE), 0.0, name=HANGUP)

    def _add(self, sums: Sums, arc: ChainArc) -> None:
        self.arcs.append(ChainArc(arc.source, arc.dest, sums.stays, sums.first, sums.second, *arc[5:-1], sums.masses))

    def _sums(self, ms: float, share: float, rate: float | None = None) -> Sums:
        """The sums of a time that is certain, for such a share; nobody leaves where the rate is 0."""
        return sums_of([(ms, share)], self.rate if rate is None else rate, self.entries.grid)

    def _dest(self, point: int) -> int:
        place = self.behaviour.points[point].place
        if not place.is_end:
            return point
        return self._end(ended(place))

    def _end(self, end: tuple[str, str]) -> int:
        if end not in self.ends:
            self.ends.append(end)
        return -1 - self.ends.index(end)

    def _state(self, of: int) -> int:
        self.size += 1
        self.owners.append(self.owners[of])
        return self.size - 1


def ended(place: Place) -> tuple[str, str]:
    """The outcome of an end, and by whom."""
    stopped = place.status == "STOPPED"
    status = f"stopped {place.by}" if stopped else place.status
    outcome = status if place.error is None else f"{status} {place.error}"
    return outcome, "simulator" if stopped else place.by


def _arc(source: int, name: str, part: str = "ivr") -> ChainArc:
    """An arc of a class, before it is known where it leads, and how long it takes."""
    return ChainArc(source, 0, 0.0, part=part, name=name)


def move_of(moves: Sequence[Move], name: str) -> Move | None:
    """The move of a class; whatever is rejected leads to the same."""
    bare = name.removesuffix(REJECTED)
    wanted = (bare, *_REJECTIONS) if bare != name else (bare,)
    return next((move for one in wanted for move in moves if move.input_class == one), None)
