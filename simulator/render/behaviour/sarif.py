"""SARIF 2.1.0, for code scanning: findings and refuted invariants, at the flow file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.model.behaviour.ground import IN_WORDS
from simulator.render.base.sarif_log import SarifResult, document
from simulator.render.behaviour.text import summary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from simulator.model.behaviour.explored import Explored
    from simulator.model.behaviour.way import Way
    from simulator.model.diagnostic import Severity
    from simulator.render.base.sarif_log import SarifLevel

FORMAT = "sarif"
LEVELS: Mapping[Severity, SarifLevel] = {"error": "error", "warning": "warning", "info": "note"}
INVARIANT = "invariant"


def render(explored: Explored, colour: bool = False) -> str:  # noqa: ARG001 - one signature for every format
    """One run."""
    results = tuple(_results(explored))
    titles = {found.code: f"callflow explain {found.code}" for found in explored.findings}
    rules = {one.rule: titles.get(one.rule, "An invariant of the flow file is refuted") for one in results}
    ground = explored.behaviour.ground
    known = {"ground": ground, "known": IN_WORDS[ground], "explored": summary(explored.behaviour)}
    return document(results, dict(sorted(rules.items())), explored.file, known)


def _results(explored: Explored) -> Iterator[SarifResult]:
    for found in explored.findings:
        text = f"{found.message}\n{found.hint}" if found.hint else found.message
        level = LEVELS[found.severity]
        yield SarifResult(found.code, level, _with_keys(text, found.way), found.line, found.place, _known(found.way))
    for one in explored.invariants:
        if one.way is not None:
            text = _with_keys(f"{one.name}: {one.words}", one.way)
            yield SarifResult(INVARIANT, "error", text, one.line, one.place, _known(one.way))


def _with_keys(text: str, way: Way) -> str:
    return f"{text}\nshown by: {way.told}" if way.moves else text


def _known(way: Way) -> dict[str, Any]:
    return {"known": "these keys show it", "dtmf": way.dtmf, "legs": list(way.legs), **way.instant}
