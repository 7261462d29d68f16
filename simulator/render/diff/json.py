"""JSON, for programs: every difference with its way and both sides. `version` is 1."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.render.diff_words import left_out
from simulator.render.json import dumps

if TYPE_CHECKING:
    from simulator.model.behaviour.behaviour import Place
    from simulator.model.behaviour.tried_entries import TriedEntries
    from simulator.model.machine.table import Prompt
    from simulator.model.reports.difference import Comparison, Difference, ScenarioChange, Side

FORMAT = "json"
VERSION = 1


def render(comparison: Comparison, colour: bool = False) -> str:  # noqa: ARG001 - one signature for every format
    """All of it."""
    return dumps(
        {
            "version": VERSION,
            "old": comparison.old,
            "new": comparison.new,
            "changed": comparison.changed,
            "complete": comparison.complete,
            "ground": comparison.ground,
            "inputs": comparison.inputs,
            "pairs": comparison.places,
            "walks": comparison.walks,
            "tried": [_tried(*one) for one in comparison.tried],
            "differences": [_difference(one) for one in comparison.differences],
            "scenarios": {"played": comparison.played, "changed": [_scenario(one) for one in comparison.scenarios]},
            "notCompared": {"bounds": list(comparison.bounds), "why": list(left_out(comparison))},
        }
    )


def _tried(place: str, found: TriedEntries) -> dict[str, Any]:
    return {"place": place, "entries": list(found.digits), "of": found.possible, "apart": list(found.apart)}


def _difference(found: Difference) -> dict[str, Any]:
    way = found.way
    return {
        "kind": found.kind, "does": found.does, "more": found.more,
        "way": {"dtmf": way.dtmf, "legs": list(way.legs), "keys": way.keys, "ms": way.ms, **way.instant},
        "old": _side(found.old), "new": _side(found.new),
    }  # fmt: skip


def _side(side: Side) -> dict[str, Any]:
    at = None if side.at is None else _place(side.at)
    heard = [_prompt(prompt) for prompt in side.heard]
    announced = None if side.options is None else [{"key": key, "purpose": purpose} for key, purpose in side.options]
    return {
        "at": at, "heard": heard, "dest": _place(side.dest), "ms": side.ms, "row": side.row, "announced": announced,
    }  # fmt: skip


def _prompt(prompt: Prompt) -> dict[str, Any]:
    return {
        "text": prompt.text, "fileUrl": prompt.file_url, "voice": prompt.voice, "speed": prompt.speed,
        "repetition": prompt.repetition,
    }  # fmt: skip


def _place(place: Place) -> dict[str, Any]:
    data: dict[str, Any] = {"id": place.id, "kind": place.kind}
    if place.is_end:
        return {**data, "status": place.status, "error": place.error, "by": place.by}
    return {**data, "clientActionId": place.stage, "words": list(place.words)}


def _scenario(one: ScenarioChange) -> dict[str, Any]:
    return {"file": one.file, "line": one.line, "name": one.name, "before": one.before, "now": one.now}
