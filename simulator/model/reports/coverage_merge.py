"""Coverage of several runs as that of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from simulator.errors import UsageError
from simulator.model.behaviour.ground import weakest
from simulator.model.reports.coverage import (
    CoverageCounts,
    EdgeHits,
    EntriesTried,
    FlowCoverage,
    PlaceHits,
    sorted_counts,
)

if TYPE_CHECKING:
    from collections.abc import Iterable


def merge(first: CoverageCounts, then: CoverageCounts) -> CoverageCounts:
    """Both added up. Raises UsageError where they are of two versions of the same flow."""
    found = {flow.key: flow for flow in first.flows}
    for flow in then.flows:
        known = found.get(flow.key)
        found[flow.key] = flow if known is None else merge_flow(known, flow)
    return CoverageCounts(tuple(found[key] for key in sorted(found)))


def merge_flow(first: FlowCoverage, then: FlowCoverage) -> FlowCoverage:
    """Two counts of one flow. Raises UsageError where they are of two versions of it.

    Explorations that prove nothing may know different parts of a flow; then each adds what the other lacks.
    """
    if weakest(first.ground, then.ground) == "proved" and not same_flow(first, then):
        raise UsageError(f'"{first.name}" was another flow in one of these runs: count the coverage of each anew')
    edges = _edges(first.edges, then.edges)
    known = {edge.key for edge in edges}
    extra = _edges(first.extra, then.extra)
    moved = {edge.key: edge.hits for edge in extra if edge.key in known}
    return evolve(
        first,
        calls=first.calls + then.calls,
        places=_places(first.places, then.places),
        edges=tuple(evolve(edge, hits=edge.hits + moved.get(edge.key, 0)) for edge in edges) if moved else edges,
        extra=tuple(sorted((edge for edge in extra if edge.key not in known), key=lambda edge: edge.key)),
        legs=sorted_counts(first.legs.items(), then.legs.items()),
        faults=sorted_counts(first.faults.items(), then.faults.items()),
        codes=sorted_counts(first.codes.items(), then.codes.items()),
        errors=sorted_counts(first.errors.items(), then.errors.items()),
        unreached=tuple(sorted({*first.unreached} & {*then.unreached})),
        bounds=tuple(sorted({*first.bounds, *then.bounds})),
        unstable=max(first.unstable, then.unstable),
        problem=first.problem and then.problem,
        known=weakest(first.known, then.known),
        tried=_entries(first.tried, then.tried),
        secrets=tuple(dict.fromkeys((*first.secrets, *then.secrets))),
        pasts=max(first.pasts, then.pasts),
        instants=tuple(dict.fromkeys((*first.instants, *then.instants))),
        mixed=first.mixed or then.mixed or bool(first.edges and then.edges and not same_flow(first, then)),
    )


def same_flow(first: FlowCoverage, then: FlowCoverage) -> bool:
    """Whether both have the same places and edges."""
    if {one.place.id for one in first.places} != {one.place.id for one in then.places}:
        return False
    return {one.key for one in first.edges} == {one.key for one in then.edges}


def _places(first: Iterable[PlaceHits], then: Iterable[PlaceHits]) -> tuple[PlaceHits, ...]:
    found = {one.place.id: one for one in first}
    for one in then:
        known = found.get(one.place.id)
        found[one.place.id] = one if known is None else evolve(known, hits=known.hits + one.hits)
    return tuple(found.values())


def _entries(first: Iterable[EntriesTried], then: Iterable[EntriesTried]) -> tuple[EntriesTried, ...]:
    """Of each capture the larger number: whether both tried the same entries is not known."""
    found: dict[str, EntriesTried] = {}
    for one in (*first, *then):
        if one.place not in found or one.tried > found[one.place].tried:
            found[one.place] = one
    return tuple(found.values())


def _edges(first: Iterable[EdgeHits], then: Iterable[EdgeHits]) -> tuple[EdgeHits, ...]:
    found = {one.key: one for one in first}
    for one in then:
        known = found.get(one.key)
        found[one.key] = one if known is None else evolve(known, hits=known.hits + one.hits)
    return tuple(found.values())
