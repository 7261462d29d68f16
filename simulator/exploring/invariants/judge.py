"""The invariants of a flow, judged over its behaviour; the way of each refutation is run once, and has to show it.

Times and keys are those of the inputs that were tried: one of each class, pressed at the usual pace; legs ring and talk
as the account's settings say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve, frozen

from simulator.exploring.conclusions.all_tries import with_all_tries
from simulator.exploring.invariants.always import always
from simulator.exploring.invariants.happenings import of_move
from simulator.exploring.invariants.never import never
from simulator.exploring.invariants.reaches import reaches
from simulator.exploring.invariants.refutation import Unrefuted
from simulator.exploring.invariants.witness import Witnesses
from simulator.exploring.search.routes import Routes
from simulator.model.behaviour.ground import weakest
from simulator.model.behaviour.judgement import Judgement
from simulator.model.behaviour.way import Way
from simulator.model.behaviour.words import not_reached, tried, without_some
from simulator.model.call.happening import Happening
from simulator.model.call.leg_outcomes import not_connected
from simulator.model.flow.invariant import NEVER, REACHES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from simulator.exploring.invariants.refutation import Refutation
    from simulator.exploring.invariants.witness import Witness
    from simulator.model.behaviour.behaviour import Behaviour
    from simulator.model.behaviour.judgement import JudgementOutcome
    from simulator.model.flow.flow_file import FlowFile
    from simulator.model.flow.invariant import Invariant
    from simulator.running.dry_run import DryRun

JUDGES: Mapping[str, Callable[[Invariant, Behaviour], tuple[Refutation, ...] | Unrefuted]] = {
    "never": never,
    "always": always,
    "reaches": reaches,
}
"""By the name of its kind: what looks for the shortest refutations."""


@frozen(eq=False)
class Judged:
    """A judgement, and the run that shows a refutation."""

    judgement: Judgement
    run: DryRun | None = None


def judge(
    flow: FlowFile, behaviour: Behaviour, *, at: str | int | None = None, seed: int | None = None
) -> tuple[Judged, ...]:
    """Each invariant of a flow, in the order of the file. `at` and `seed` are those of its exploration."""
    whole = with_all_tries(behaviour)
    witnesses = Witnesses(flow, Routes(whole, flow.account.assumptions), at, seed)
    return tuple(_judged(one, whole, witnesses) for one in flow.invariants)


def _judged(invariant: Invariant, behaviour: Behaviour, witnesses: Witnesses) -> Judged:
    found = JUDGES[invariant.kind.name](invariant, behaviour)
    span = invariant.span
    plain = Judgement(invariant.name, invariant.statement, "proved", behaviour.ground, "", span.line, span.column)
    if isinstance(found, Unrefuted):
        return Judged(_holding(plain, invariant, behaviour, found))
    return _refuted(plain, behaviour, witnesses.best(invariant, found))


def _holding(plain: Judgement, invariant: Invariant, behaviour: Behaviour, found: Unrefuted) -> Judgement:
    """What no way refutes: proved, or no more than held."""
    left = [*_untried_legs(invariant, behaviour)]
    words = "; ".join(filter(None, (found.words, *left, *_grounds(behaviour), *_unmet(invariant, behaviour))))
    ground = weakest(behaviour.ground, "proved" if found.sure and not left else "tried")
    outcome: JudgementOutcome = "proved" if ground == "proved" else "held" if found.known else "undecided"
    return evolve(plain, outcome=outcome, words=words, ground=ground)


def _untried_legs(invariant: Invariant, behaviour: Behaviour) -> Iterator[str]:
    """The outcomes of a dial that were not tried and would end a call as it must not end, or without what must come."""
    legs = {place.leg for place in behaviour.places.values() if place.kind == "dial"}
    in_scope = legs if invariant.after is None else legs - {"A"}  # before leg A answers nothing comes that begins it
    if invariant.kind is REACHES or not in_scope:
        return
    done = {move.input_class for move in behaviour.moves}
    for row in not_connected():
        met = invariant.condition.met(Happening("end", status=row.status))
        breaks = met if invariant.kind is NEVER else row.explored and not met
        if breaks and row.name not in done and row.name not in behaviour.unrung:
            yield f"no call was tried in which {row.words}"


def _refuted(plain: Judgement, behaviour: Behaviour, witness: Witness) -> Judged:
    """What a way refutes, where its run shows that."""
    found, moves = witness.way, witness.refutation.moves
    # The moves of later tries have no number outside of here: nothing but keys and legs is told of them.
    way = Way(found.dtmf, found.legs, found.keys, found.moves, found.ms, inbound=found.inbound, at=found.at)
    last = behaviour.moves[moves[-1]].dest if moves else 0
    seen = evolve(plain, ground=behaviour.known, way=way, place=behaviour.points[last].place.id)
    if witness.words:
        return Judged(evolve(seen, outcome="refuted", words=witness.words), witness.run)
    words = f"a run of what was found to refute it did not show it: {way.told}"
    return Judged(evolve(seen, outcome="undecided", words=words))


def _grounds(behaviour: Behaviour) -> Iterator[str]:
    """What the claim rests on, where it is not proved."""
    if behaviour.ground == "proved":
        return
    yield from not_reached(behaviour)
    if behaviour.unstable:
        yield "the backend is not deterministic"
    if behaviour.known == "assumed":
        yield "pasts are told apart by the fingerprint alone"
    yield from without_some(behaviour.unrung, behaviour.instants)
    some = list(tried(behaviour))
    for place, words in some[:1]:
        yield f"{words} at {place}"
    if len(some) > 1:
        yield f"and not all at {len(some) - 1} more"


def _unmet(invariant: Invariant, behaviour: Behaviour) -> Iterator[str]:
    """What a scope speaks of and no way has: the invariant may not say what was meant."""
    scope = [one for one in (invariant.after, invariant.before) if one is not None]
    if not scope:
        return
    happened = [one for move in behaviour.moves for one in of_move(behaviour, move)]
    for condition in (invariant.condition, *scope):
        if not any(map(condition.met, happened)):
            yield f"on no way {condition.words}"
