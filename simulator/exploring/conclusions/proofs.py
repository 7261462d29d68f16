"""What holds for the calls of a flow, on its complete behaviour; each statement that fails shows why.

In front of a table it is proved; in front of a backend it holds in all that was tried, and its words say no more.

Times and keys are those of the inputs that were tried: one of each class, pressed at the usual pace.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from simulator.exploring.conclusions.all_tries import with_all_tries
from simulator.exploring.conclusions.circles import circles, reaching, round_trip
from simulator.exploring.conclusions.longest import ENDLESS, keys_at_most, longest
from simulator.exploring.conclusions.nearest_person import farthest_from_person
from simulator.model.behaviour.explored import Proof
from simulator.model.behaviour.ground import weakest
from simulator.model.behaviour.input_class import HANGUP, SILENCE
from simulator.model.behaviour.words import ending, in_short, not_reached

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from simulator.exploring.search.routes import Routes
    from simulator.model.behaviour.behaviour import Behaviour, Move


_LONGEST = {"longestCall": ("the longest call", "the length"), "mostKeys": ("the most keys of a call", "the keys")}


def proofs(behaviour: Behaviour, routes: Routes) -> tuple[Proof, ...]:
    """Every proof; of an incomplete behaviour only that it proves nothing, and why."""
    if not behaviour.complete:
        why = [*not_reached(behaviour), *(["the backend is not deterministic"] if behaviour.unstable else [])]
        words = f"nothing is proved, since not all is known: {'; '.join(why)}"
        return (Proof("complete", False, words, ground=behaviour.ground),)
    return tuple(evolve(one, ground=weakest(one.ground, behaviour.ground)) for one in _proofs(behaviour, routes))


def _proofs(behaviour: Behaviour, routes: Routes) -> tuple[Proof, ...]:
    whole = evolve(routes, behaviour=with_all_tries(behaviour))
    places, edges = len(behaviour.places), len(behaviour.edges)
    known = _said(behaviour, "everything a caller can meet is known", "what was tried is known")
    return (
        Proof("complete", True, f"{known}: {places} places, {edges} edges", places),
        _ends(behaviour, routes),
        _end_in_reach(behaviour, routes),
        _silent(behaviour, routes),
        _longest(whole, "longestCall", lambda move: move.ms),
        _longest(whole, "mostKeys", lambda move: move.keys),
        *_outcomes(behaviour, routes),
        _person(behaviour, routes),
    )


def _loop_of(behaviour: Behaviour, routes: Routes, counts: Callable[[Move], bool]) -> tuple[int, ...]:
    """The moves of a circle, from its point with the shortest way; empty where there is none."""
    onward: list[list[int]] = [[] for _ in behaviour.points]
    for move in behaviour.moves:
        if counts(move):
            onward[move.source].append(move.dest)
    points = [point for circle in circles(onward) for point in circle]
    if not points:
        return ()

    def leaving(point: int) -> Iterator[tuple[int, int]]:
        return ((index, behaviour.moves[index].dest) for index in behaviour.leaving[point]
                if counts(behaviour.moves[index]))  # fmt: skip

    return round_trip(routes.shortest(points), leaving)


def _looped(behaviour: Behaviour, routes: Routes, name: str, words: str, loop: Sequence[int]) -> Proof:
    """A proof that fails by a loop: the keys to it and once round it."""
    moves = behaviour.moves
    names = tuple(dict.fromkeys(behaviour.points[moves[index].source].place.id for index in loop))
    first = in_short(behaviour.places[names[0]])
    way = routes.to(moves[loop[0]].source, *loop)
    return Proof(name, False, f"{words}: a loop of {_count(len(names), 'place')} begins at {first}", None, way, names)


def _ends(behaviour: Behaviour, routes: Routes) -> Proof:
    loop = _loop_of(behaviour, routes, lambda _: True)
    if loop:
        return _looped(behaviour, routes, "everyCallEnds", "not every call ends", loop)
    words = _said(behaviour, "every call ends, whatever the caller does", "each call that was tried ends")
    return Proof("everyCallEnds", True, words)


def _end_in_reach(behaviour: Behaviour, routes: Routes) -> Proof:
    points = behaviour.points
    ends = [number for number, point in enumerate(points) if point.place.is_end]
    steps = ((move.source, move.dest) for move in behaviour.moves if move.input_class != HANGUP)
    free = reaching(len(points), steps, ends)
    lost = [number for number in range(len(points)) if number not in free]
    if not lost:
        where = _said(behaviour, "every place", "each place that was found")
        return Proof("endInReach", True, f"from {where} the call can end without a hang-up of the caller")
    first = routes.shortest(lost)
    names = dict.fromkeys(points[number].place.id for number in lost)
    words = f"{_count(len(names), 'place')} where only the caller can end the call: {in_short(points[first].place)}"
    return Proof("endInReach", False, words, len(names), routes.to(first))


def _silent(behaviour: Behaviour, routes: Routes) -> Proof:
    def silent(move: Move) -> bool:
        kind = behaviour.points[move.source].place.kind
        return move.input_class == SILENCE if kind == "capture" else move.input_class != HANGUP

    steps = ((move.dest, move.source) for move in behaviour.moves if silent(move))
    met = reaching(len(behaviour.points), steps, [0])
    loop = _loop_of(behaviour, routes, lambda move: move.source in met and silent(move))
    if loop:
        return _looped(behaviour, routes, "silenceEnds", "the call of a silent caller does not end", loop)
    return Proof("silenceEnds", True, "the call of a silent caller ends")


def _longest(whole: Routes, name: str, weight: Callable[[Move], int]) -> Proof:
    found = longest(whole.behaviour, weight)
    what, length = _LONGEST[name]
    if found.loop:
        return _looped(whole.behaviour, whole, name, f"no bound for {length} of a call", found.loop)
    timed = name == "longestCall"
    said = f"{found.value / 1000:.1f} s at the usual pace" if timed else _count(found.value, "key")
    longer = _longer(whole.behaviour, None if timed else found.value) if whole.behaviour.ground == "proved" else ""
    return Proof(name, True, f"{what}: {said}{longer}", found.value, whole.way(found.moves),
                 ground="tried" if longer else "proved")  # fmt: skip


def _longer(behaviour: Behaviour, keys: int | None) -> str:
    """What is said where entries can be longer than those that were tried; `keys` are the most of all calls."""
    at_most = keys_at_most(behaviour)
    if keys is None:
        more = any(at_most(move) > move.keys for move in behaviour.moves)
        return " in what was tried; longer entries take longer" if more else ""
    most = longest(behaviour, at_most).value
    words = f" in what was tried; longer entries take {'more' if most >= ENDLESS else f'at most {most}'}"
    return words if most > keys else ""


def _outcomes(behaviour: Behaviour, routes: Routes) -> Iterator[Proof]:
    for number, point in enumerate(behaviour.points):
        if point.place.is_end:
            way = routes.to(number)
            words = f"the shortest way to `{ending(point.place)}`: {_count(way.keys, 'key')}"
            yield Proof(point.place.id, True, words, way.keys, way)


def _person(behaviour: Behaviour, routes: Routes) -> Proof:
    far = farthest_from_person(behaviour)
    if far is None:
        nobody = _said(behaviour, "no caller reaches a person", "no call that was tried reaches a person")
        return Proof("person", False, f"{nobody}: no list dials a second leg")
    if far.lost:
        first = routes.shortest(far.lost)
        words = f"no way to a person from {_count(len(far.lost), 'place')}: {in_short(behaviour.points[first].place)}"
        return Proof("person", False, words, far.keys, routes.to(first))
    words = f"a person is at most {_count(far.keys, 'key')} away"
    if far.keys:
        words += f", the farthest from {in_short(behaviour.points[far.point].place)}"
    return Proof("person", True, words, far.keys, routes.to(far.point))


def _said(behaviour: Behaviour, proved: str, tried: str) -> str:
    return proved if behaviour.ground == "proved" else tried


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
