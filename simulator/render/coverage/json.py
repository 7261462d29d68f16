"""JSON: every count, for programs, and to be combined with those of other runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.model.reports.coverage_file import MARK, VERSION
from simulator.render.json import dumps

if TYPE_CHECKING:
    from simulator.model.reports.coverage import CoverageCounts, EdgeHits, FlowCoverage, PlaceHits

FORMAT = "json"


def render(coverage: CoverageCounts, colour: bool = False) -> str:  # noqa: ARG001 - every format takes it
    """Flows by name; the places and edges of each in the order in which exploration found them."""
    totals = {
        "percent": round(coverage.percent, 4),
        "ground": coverage.ground,
        "places": {"covered": coverage.places_covered, "total": coverage.places},
        "edges": {"covered": coverage.edges_covered, "total": coverage.edges},
    }
    return dumps({MARK: VERSION, **totals, "flows": [_flow(flow) for flow in coverage.flows]})


def _flow(flow: FlowCoverage) -> dict[str, Any]:
    return {
        "file": flow.file,
        "title": flow.title,
        "variant": flow.variant,
        "calls": flow.calls,
        "percent": round(flow.percent, 4),
        "places": [_place(one) for one in flow.places],
        "edges": [_edge(one) for one in flow.edges],
        "extra": [_edge(one) for one in flow.extra],
        "legs": dict(flow.legs),
        "faults": dict(flow.faults),
        "codes": dict(flow.codes),
        "errors": dict(flow.errors),
        "rows": [{"number": row.number, "line": row.line} for row in flow.rows],
        "unreached": list(flow.unreached),
        "bounds": list(flow.bounds),
        "unstable": flow.unstable,
        "problem": flow.problem,
        "ground": flow.ground,
        "known": flow.known,
        "tried": [{"place": one.place, "entries": one.tried, "of": one.possible} for one in flow.tried],
        "secrets": list(flow.secrets),
        **({"pasts": flow.pasts} if flow.pasts else {}),
        **({"mixed": True} if flow.mixed else {}),
        **({"instants": list(flow.instants)} if flow.instants else {}),
    }


def _place(one: PlaceHits) -> dict[str, Any]:
    place = one.place
    return {
        "id": place.id,
        "kind": place.kind,
        "action": place.action,
        "stage": place.stage,
        "words": list(place.words),
        "leg": place.leg,
        "hits": one.hits,
    }


def _edge(one: EdgeHits) -> dict[str, Any]:
    source, name, dest = one.key
    return {"from": source, "input": name, "to": dest, "hits": one.hits, "does": one.does, "rows": list(one.rows)}
