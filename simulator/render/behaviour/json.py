"""JSON, for programs: every place and edge, the findings, the proofs, and what was not reached. `version` is 1."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.exploring.conclusions.all_tries import with_all_tries
from simulator.exploring.conclusions.trapped import trapped
from simulator.model.behaviour.words import not_reached
from simulator.render.json import dumps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.model.behaviour.behaviour import Behaviour, EdgeKey, Place
    from simulator.model.behaviour.explored import Discovery, Explored, Proof
    from simulator.model.behaviour.judgement import Judgement
    from simulator.model.behaviour.tried_entries import TriedEntries
    from simulator.model.behaviour.way import Way

FORMAT = "json"
VERSION = 1


def render(explored: Explored, colour: bool = False) -> str:  # noqa: ARG001 - one signature for every format
    """All of it; each place and each thing not reached with its shortest way (`dtmf`, `legs`, `keys`, `ms`)."""
    behaviour = explored.behaviour
    open_points = sorted(behaviour.open)
    whole = with_all_tries(behaviour)
    return dumps(
        {
            "version": VERSION,
            "title": behaviour.title,
            "complete": behaviour.complete,
            "ground": behaviour.ground,
            "walks": behaviour.walks,
            "places": _places(explored),
            "edges": (_edge(whole, key, moves) for key, moves in whole.edges.items()),
            "trapped": [_trapped(explored, part) for part in trapped(whole)],
            "findings": [_finding(one) for one in explored.findings],
            "dropped": [_finding(one) for one in explored.dropped],
            "proofs": [_proof(one) for one in explored.proofs],
            **({"invariants": [_invariant(one) for one in explored.invariants]} if explored.invariants else {}),
            "notReached": {
                "bounds": list(behaviour.bounds),
                "why": list(not_reached(behaviour)),
                "open": [{"place": _name(behaviour, one), **_way(explored.way_to(one))} for one in open_points],
            },
        }
    )


def _name(behaviour: Behaviour, point: int) -> str:
    return behaviour.points[point].place.id


def _places(explored: Explored) -> Iterator[dict[str, Any]]:
    seen: set[str] = set()
    for number, point in enumerate(explored.behaviour.points):
        if point.place.id not in seen:
            seen.add(point.place.id)
            data = {**_place(point.place), "way": _way(explored.way_to(number))}
            if entries := explored.behaviour.tried.get(point.place.id):
                data["tried"] = _tried(entries)
            yield data


def _place(place: Place) -> dict[str, Any]:
    data: dict[str, Any] = {"id": place.id, "kind": place.kind}
    if place.kind == "end":
        return {**data, "status": place.status, "error": place.error, "by": place.by}
    data |= {"clientActionId": place.stage, "action": place.action, "words": list(place.words)}
    if place.kind == "dial":
        return {**data, "leg": place.leg}
    if place.kind == "capture":
        data |= {"offered": list(place.offered), "announced": list(place.announced)}
        data |= {"low": place.low, "high": place.high, "voice": place.voice}
        data |= {"promptMs": place.prompt_ms, "digitTimeout": place.digit_timeout or None}
        data |= {"overallTimeout": place.overall_timeout, "tries": place.tries, "hashEnds": place.hash_ends}
        data |= {"completes": place.completes, "chosen": list(place.chosen), "random": dict(place.random)}
    return data


def _tried(found: TriedEntries) -> dict[str, Any]:
    return {
        "entries": list(found.digits), "of": found.possible, "apart": list(found.apart),
        "mattered": [
            {"entry": hint.digits, "from": hint.origin, "secret": bool(hint.secrets)} for hint in found.mattered
        ],
    }  # fmt: skip


def _edge(behaviour: Behaviour, key: EdgeKey, moves: tuple[int, ...]) -> dict[str, Any]:
    first = behaviour.moves[moves[0]]
    faults = [behaviour.moves[index].fault for index in moves]
    failed = next((fault.what for fault in faults if fault is not None), None)
    rows = sorted({behaviour.moves[index].row for index in moves} - {0})
    heard = [prompt.words for prompt in first.heard]
    return {
        "source": key[0], "class": key[1], "dest": key[2], "does": first.does, "heard": heard,
        "tries": sorted({behaviour.points[behaviour.moves[index].source].tries for index in moves}),
        "rows": rows, "fault": failed,
        "after": first.after, "ring": first.ring, "talk": first.talk, "answered": first.answered or None,
    }  # fmt: skip


def _trapped(explored: Explored, part: list[int]) -> dict[str, Any]:
    names = dict.fromkeys(_name(explored.behaviour, point) for point in part)
    return {"places": list(names), "way": _way(explored.way_to(part[0]))}


def _finding(found: Discovery) -> dict[str, Any]:
    return {
        "code": found.code, "severity": found.severity, "message": found.message, "hint": found.hint,
        "place": found.place, "line": found.line or None, "way": _way(found.way),
    }  # fmt: skip


def _proof(proof: Proof) -> dict[str, Any]:
    return {
        "name": proof.name, "holds": proof.holds, "words": proof.words, "value": proof.value,
        "ground": proof.ground, "way": _way(proof.way) if proof.way else None, "loop": list(proof.loop),
    }  # fmt: skip


def _invariant(one: Judgement) -> dict[str, Any]:
    return {
        "name": one.name, "statement": one.statement, "outcome": one.outcome, "ground": one.ground,
        "words": one.words, "line": one.line, "column": one.column, "way": _way(one.way) if one.way else None,
        "place": one.place or None, "scenario": one.scenario or None,
    }  # fmt: skip


def _way(way: Way) -> dict[str, Any]:
    return {"dtmf": way.dtmf, "legs": list(way.legs), "keys": way.keys, "ms": way.ms, **way.instant}
