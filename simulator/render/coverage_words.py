"""What no call did, in words: `at "For sales press 1" nobody presses 2`."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from simulator.model.behaviour.input_class import DONE, FAULT, HANGUP, HASH, LONG, OTHER, PARTIAL, SHORT, SILENCE
from simulator.model.behaviour.words import without_some
from simulator.model.call.leg_outcomes import LEG_OUTCOMES
from simulator.render.width import safe, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from simulator.model.behaviour.behaviour import EdgeKey, Place
    from simulator.model.reports.coverage import CoverageCounts, EdgeHits, FlowCoverage

LONGEST = 60
"""Columns of a prompt that are shown."""

GAPS = {
    DONE: "no call goes on",
    OTHER: "nobody presses any other keys",
    SILENCE: "nobody stays silent",
    PARTIAL: "nobody enters too few keys and waits",
    HASH: "nobody presses # alone",
    SHORT: "nobody enters too few keys and #",
    LONG: "nobody enters too many keys",
    HANGUP: "nobody hangs up",
    FAULT: "nothing fails",
    **{row.name: row.never for row in LEG_OUTCOMES.values()},
}
"""Each input class that is not taken; any other is the keys themselves, or the /pattern/ of a table's row."""


UNASKED = {HANGUP, FAULT, *LEG_OUTCOMES}
"""Classes that come about without an entry."""


def gap(edge: EdgeHits) -> str:
    """What is not done on an edge that no call took."""
    name = edge.key[1]
    if name in GAPS:
        return GAPS[name]
    if name.startswith("/"):
        return f"nobody enters keys that match {safe(name)}" + (f" ({safe(edge.does)}, say)" if edge.does else "")
    return f"nobody presses {safe(name)}" if len(name) == 1 else f"nobody enters {safe(name)}"


def place_name(place: Place) -> str:
    """A place as a person would name it: what is heard there, who is called, how the call ends."""
    if place.kind == "end":
        return f"the end {place.id.removeprefix('end ')}"
    if place.kind == "inbound":
        return "the incoming call"
    if place.kind == "dial":
        return f"the call to {safe(' '.join(place.words))} (leg {place.leg})"
    said = wrap(safe(" ".join(" ".join(place.words).split())), LONGEST, 1)
    if not said:
        return f"a silent {place.action or place.kind}"
    return f'"{said[0]}"'


def name_of(flow: FlowCoverage, name: str) -> str:
    """A place by its id, also one that exploration does not know."""
    known = next((one.place for one in flow.places if one.place.id == name), None)
    if known is not None:
        return place_name(known)
    return (
        f"the end {safe(name.removeprefix('end '))}" if name.startswith("end ") else f"the unknown place {safe(name)}"
    )


def gaps(flow: FlowCoverage) -> Iterator[str]:
    """Everything that no call did: places that none came to, then, at the others, edges that none took.

    An end that no call came to is not named: each way to it stands there for itself.
    """
    names = {one.place.id: place_name(one.place) for one in flow.places}
    came = {one.place.id for one in flow.places if one.hits}
    order = {name: at for at, name in enumerate(names)}
    ways = Counter((edge.key[0], edge.key[1]) for edge in flow.edges)
    for place in flow.places:
        if not place.hits and not place.place.is_end:
            leaving = sum(edge.key[0] == place.place.id for edge in flow.edges)
            yield f"no call comes to {names[place.place.id]}{_with(leaving)}"
    for edge in sorted(flow.edges, key=lambda edge: order[edge.key[0]]):
        source, name, _ = edge.key
        if not edge.hits and source in came:
            where = _goes(edge.key, names) if ways[source, name] > 1 else ""
            yield f"at {names[source]} {gap(edge)}{where}"


def _with(leaving: int) -> str:
    return f", {leaving} edge{'s' * (leaving != 1)} from there" if leaving else ""


def _goes(key: EdgeKey, names: dict[str, str]) -> str:
    return " and is asked again" if key[0] == key[2] else f" and comes to {names[key[2]]}"


def notes(flow: FlowCoverage) -> Iterator[str]:
    """What a reader of the totals must know: what they leave out, and where they may be too small."""
    if flow.problem:
        yield f"not explored: {safe(flow.problem)}"
    if flow.bounds or flow.unstable:
        why = [*flow.bounds, *([f"{flow.unstable} answers that differ the second time"] if flow.unstable else [])]
        yield f"not explored to its end ({', '.join(why)}): there may be more places and edges than these"
    lines = {row.number: row.line for row in flow.rows}
    if flow.unreached:
        rows = ", ".join(f"{number} (line {lines[number]})" for number in flow.unreached)
        yield f"rows that no caller can reach, left out of the totals: {rows}"
    tried = (f"tried {one.tried:,} of {one.possible:,} entries at {name_of(flow, one.place)}" for one in flow.tried)
    yield from (f"{words}: others are in no total" for words in dict.fromkeys(tried))
    yield from without_some((), flow.instants)
    yield from _beyond(flow)
    if flow.pasts:
        yield (
            f"counted whatever a caller did before, since one call does not tell that: {len(flow.edges)} edges, where "
            f"`callflow explore` and `generate`, which tell it apart, count {flow.pasts}"
        )
    if flow.mixed:
        yield (
            "these runs found different places or edges, all of which are counted: of two versions of a backend count "
            "the coverage of each anew"
        )


BY_LINE = ("lcov", "cobertura")
"""Formats that know lines alone: those of the rows of reply tables."""


def without_lines(coverage: CoverageCounts) -> list[str]:
    """The flow files of which formats that know lines alone can tell nothing, each with the reason."""
    found: dict[str, str] = {}
    counted = {flow.file for flow in coverage.flows if flow.rows and not flow.problem}
    for flow in coverage.flows:
        if flow.file not in counted:
            why = "it could not be explored" if flow.problem else "it has no table of replies"
            found[flow.file] = f"{safe(flow.file)} has no lines to count: {why}"
    return list(found.values())


def line_notes(coverage: CoverageCounts, names: Iterable[str]) -> str:
    """What reports of these formats leave out, one line; "" where they leave out nothing."""
    shown = [name for name in BY_LINE if name in names]
    missing = without_lines(coverage) if shown else []
    return f"{' and '.join(shown)}: {'; '.join(missing)} (text, json and html count its edges)" if missing else ""


def why_so(coverage: CoverageCounts) -> str:
    """Why the totals are known as they are: of each flow for itself where it is not proved."""
    return "; ".join(f"{flow.name}: {_why(flow)}" for flow in coverage.flows if flow.ground != "proved")


def _why(flow: FlowCoverage) -> str:
    said = [line for line in notes(flow) if not line.startswith(("rows ", "counted ", "these runs "))]
    return ", ".join(said) or "a backend answers"


def _beyond(flow: FlowCoverage) -> Iterator[str]:
    """What calls did that is in no total: through a fault, or behind what exploration did not try at a backend."""
    unasked = [one for one in flow.extra if flow.known != "proved" and one.key[1] not in UNASKED]
    odd = len(flow.extra) - len(unasked)
    if odd:
        yield f"{_edges(odd)} beyond the totals, through injected faults, hang-ups and the like"
    if unasked:
        yield f"{_edges(len(unasked))} beyond the totals, behind what exploration did not try or was answered otherwise"


def _edges(number: int) -> str:
    return f"{number} edge{'s' * (number != 1)}"


def seen(flow: FlowCoverage) -> Iterator[tuple[str, str]]:
    """What else was seen, each with how often."""
    named = (
        ("legs", flow.legs), ("faults injected", flow.faults), ("status codes", flow.codes),
        ("session errors", flow.errors),
    )  # fmt: skip
    for name, counts in named:
        if counts:
            yield name, ", ".join(f"{safe(word)} ×{number}" for word, number in counts.items())
