"""The chain of one kind of callers over a behaviour: points are its states, and moments between ring, talk and IVR."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from simulator.errors import UsageError
from simulator.exploring.expecting.arc_starts import ArcMet, ArcStart, LaterOn
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
    _known_later: dict[tuple[Sums, int], LaterOn] = field(init=False, factory=dict)
    _reached: list[int] = field(init=False, factory=list)
    _known: set[int] = field(init=False, factory=set)
    _gone: dict[ArcStart, tuple[Sums, float]] = field(init=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        self.size = len(self.behaviour.points)
        self.owners = list(range(self.size))

    def chain(self) -> Chain:
        """The whole chain. Raises UsageError where the behaviour says too little of what these callers come to."""
        self._dest(0)
        # It grows meanwhile. Other points are met by legs alone that these callers never have.
        for number in self._reached:
            if number in self.behaviour.open:
                self.arcs.append(ChainArc(number, self._end(NOT_REACHED), 1.0))
            else:
                self._from(number, self.behaviour.points[number].place)
        for way, (sums, late) in self._gone.items():
            self._add(way, self._end(GONE), sums, late=late)
        return Chain(self.size, self.arcs, self.ends, self.owners)

    def _from(self, number: int, place: Place) -> None:
        moves = [self.behaviour.moves[index] for index in self.behaviour.leaving[number]]
        if place.kind == "capture":
            self._entry(number, place, moves)
        elif place.kind == "dial":
            self._dial(number, place.leg, moves)
        else:
            source = number
            if place.kind == "inbound":
                source = self._answered(number, moves[0])
            self._goes(self._sums(0, 1.0), moves[0], ArcStart(source, moves[0].input_class))

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
            self._goes(sums, move, ArcStart(number, name, entry=True, keys=found.pressed[name]))

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
        name, ring = move.input_class, ArcStart(number, move.input_class, "ring")
        if not move.answered:
            self._add(ring, self._dest(move.dest), self._sums(move.ms, share, 0), asks=share * move.asked)
            return
        up = self._state(number)
        self._add(ring, up, self._sums(move.ring, share, 0))
        self._goes(self._sums(0, 1.0), move, ArcStart(self._answered(up, move), name))

    def _leg_b(self, number: int, move: Move, share: float) -> None:
        """Who waits for leg B may hang up; who talks to it does not."""
        name = move.input_class
        rings, ringing = self._sums(move.ring, share), ArcStart(number, name, "ring")
        if not move.answered:
            if move.after:
                failed = self._state(number)
                self._on(rings, ringing, failed)
                self._goes(self._sums(0, 1.0), move, ArcStart(failed, name))
            else:
                self._goes(rings, move, ringing)
            return
        bridged, over = self._state(number), self._state(number)
        person = not leg_row(name).greets
        self._on(rings, ringing._replace(person=person), bridged)
        talk, grid = self.kind.talk if person else None, self.entries.grid
        talks = self._sums(move.talk, 1.0, 0) if talk is None else sums_of_law(law_of(talk, 1000), grid)
        self._add(ArcStart(bridged, name, "talk"), over, talks)
        self._goes(self._sums(0, 1.0), move, ArcStart(over, name))

    def _answered(self, state: int, move: Move) -> int:
        """Who has not hung up at once; what follows in that moment comes before, unless the webhook is asked."""
        dest, soon = self.behaviour.points[move.dest].place, not move.after and not move.asked
        if not self.kind.at_once or (dest.is_end and soon):
            return state
        stays = self._state(state)
        meets = soon and dest.kind == "capture"
        met, gone = move.dest if meets else -1, self.kind.at_once
        goal = gone * (soon and self._goal(move) is not None)
        self.arcs.append(ChainArc(state, self._end(GONE), gone, entry=meets, met=met, name=HANGUP, goal=goal))
        self.arcs.append(ChainArc(state, stays, 1 - self.kind.at_once))
        return stays

    def _goes(self, sums: Sums, move: Move, way: ArcStart) -> None:
        """Where a move leads, after a time and what then comes by itself; on the way goals and the webhook are met."""
        met = self._goal(move)
        asks = sums.later(asked_after(move), self.rate).stays if move.asked else 0.0
        goal = 0.0 if met is None else sums.later(met, self.rate).stays
        dest = self._dest(move.dest)
        if self.rate and way.entry and move.after:
            self._after_entry(sums, move.after, way, ArcMet(dest, asks, goal))
        else:
            self._on(self._later(sums, move.after).on, way, dest, asks, goal)

    def _after_entry(self, entered: Sums, after: int, way: ArcStart, met: ArcMet) -> None:
        """On to a state after an entry: who hangs up after its end has made an entry of its class all the same."""
        later = self._later(entered, after)
        self._add(way, met.dest, later.on, met.asks, met.goal)
        self._leave(ArcStart(way.source, HANGUP, entry=True), later.before)
        self._leave(ArcStart(way.source, way.name, entry=True), later.after, max(met.goal - later.on.stays, 0.0))

    def _later(self, sums: Sums, ms: int) -> LaterOn:
        key = sums, ms
        if key not in self._known_later:
            on, before = sums.later(ms, self.rate), sums.gone(self.rate)
            self._known_later[key] = LaterOn(on, before, on.gone(self.rate).plus(before.times(-1)))
        return self._known_later[key]

    def _goal(self, move: Move) -> int | None:
        return goal_after(move, self.behaviour.points[move.dest].place, self.goals) if self.goals else None

    def _on(self, sums: Sums, way: ArcStart, dest: int, asks: float = 0.0, goal: float = 0.0) -> None:
        """On to a state, for those who do not hang up meanwhile."""
        self._add(way, dest, sums, asks, goal)
        if self.rate:
            gone = ArcStart(way.source, HANGUP, way.part, entry=way.entry)
            self._leave(gone, sums.gone(self.rate), max(goal - sums.stays, 0.0))

    def _leaves(self, source: int, sums: Sums) -> None:
        """Hangs up at an entry, or before that by the clock."""
        way = ArcStart(source, HANGUP, entry=True)
        self._leave(way, sums.stayed())
        if self.rate:
            self._leave(way, sums.gone(self.rate))

    def _leave(self, way: ArcStart, sums: Sums, late: float = 0.0) -> None:
        """Those who hang up, some `late` ones behind a goal; all of them on one way are one arc in the end."""
        known, before = self._gone.get(way, (None, 0.0))
        self._gone[way] = sums if known is None else known.plus(sums), before + late

    def _add(
        self, way: ArcStart, dest: int, sums: Sums, asks: float = 0.0, goal: float = 0.0, late: float = 0.0
    ) -> None:
        self.arcs.append(
            ChainArc(
                way.source, dest, sums.stays, sums.first, sums.second, way.part, way.entry, way.person,
                -1, way.name, way.keys, asks, goal, late, sums.masses,
            )
        )  # fmt: skip

    def _sums(self, ms: float, share: float, rate: float | None = None) -> Sums:
        """The sums of a time that is certain, for such a share; nobody leaves where the rate is 0."""
        return sums_of([(ms, share)], self.rate if rate is None else rate, self.entries.grid)

    def _dest(self, point: int) -> int:
        place = self.behaviour.points[point].place
        if not place.is_end:
            if point not in self._known:
                self._known.add(point)
                self._reached.append(point)
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


def move_of(moves: Sequence[Move], name: str) -> Move | None:
    """The move of a class; whatever is rejected leads to the same."""
    bare = name.removesuffix(REJECTED)
    wanted = (bare, *_REJECTIONS) if bare != name else (bare,)
    for one in wanted:
        for move in moves:
            if move.input_class == one:
                return move
    return None
