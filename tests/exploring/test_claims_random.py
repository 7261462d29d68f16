"""No report claims more than is known: random tables in the open, and the same tables hidden behind a function."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings

from simulator.api.diff import diff
from simulator.api.exploration import explore
from simulator.api.faults import faults
from simulator.api.generation import CallManner, Generation, planned
from simulator.exploring.coverage.counted import trail_of
from simulator.exploring.coverage.counting import Counting
from simulator.exploring.search.explorer import Bounds
from simulator.render.formats import formats, renderer
from tests.exploring._calls import calls
from tests.exploring.random_flows import random_flows, read
from tests.exploring.served import hidden

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.model.behaviour.behaviour import Behaviour
    from simulator.model.flow.flow_file import FlowFile
    from simulator.model.reports.coverage import CoverageCounts

CLAIMS = re.compile(
    r"\b(everything|no difference|nothing else|nowhere else|all of it|all edges|(?<!not )all is known|complete coverage"
    r"|no caller\b|(?<!not )every (call|caller|place|edge|entry|input|key|way))\b|100 %(?! of what)|\b100%(?![;\"])",
    re.IGNORECASE,
)
"""Words that leave nothing open; a stylesheet may say 100% too."""
STYLES = re.compile(r"<style.*?</style>", re.DOTALL)
LEGS = ("answered", "busy")
FEW = Bounds(places=300, stages=20, walks=2)


def reports(flow: FlowFile, bounds: Bounds = FEW) -> Iterator[str]:
    """What is said of a flow, by each command and in each format; drawings without their places and sizes."""
    explored = explore(flow, legs=LEGS, bounds=bounds)
    compared = diff(flow, flow, legs=LEGS, bounds=bounds)
    struck = faults(flow, legs=LEGS, bounds=bounds)
    yield str(_generated(flow, explored.behaviour))
    covered = _covered(flow, explored.behaviour)
    for name in formats("coverage"):
        yield renderer("coverage", name)(covered)
    for thing, shown in (("behaviour", explored), ("diff", compared), ("faults", struck)):
        yield from (shown.render(name) for name in formats(thing) if name != "svg")  # html has it too


def _generated(flow: FlowFile, behaviour: Behaviour) -> Generation:
    folder = Path("made")
    return Generation(planned(flow, behaviour, folder, "edges", (), None, None, CallManner()), behaviour, folder)


def _covered(flow: FlowFile, behaviour: Behaviour) -> CoverageCounts:
    counting = Counting()
    for run in calls(flow, behaviour):
        counting.add(flow, trail_of(run))
    return counting.coverage()


def claims(report: str) -> list[str]:
    """What is claimed, with the words around it."""
    text = STYLES.sub("", report)
    return [text[max(found.start() - 60, 0) : found.end() + 30] for found in CLAIMS.finditer(text)]


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(random_flows(menus=2, keys=2))
def test_nothing_is_claimed_of_a_table_that_is_hidden(written: dict[str, object]) -> None:
    flow = hidden(read(written))
    for report in reports(flow):
        assert claims(report) == []


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(random_flows(menus=2, keys=2))
def test_of_a_table_in_the_open_it_is_said_what_is_proved(written: dict[str, object]) -> None:
    flow = read(written)
    explored, compared = explore(flow), diff(flow, flow)
    assert {explored.behaviour.ground, compared.ground} == {"proved"}
    assert "everything explored" in str(explored)
    assert "Callers notice no difference." in str(compared)
    assert "everything was compared" in str(compared)
    assert "of what was tried" not in str(_generated(flow, explored.behaviour))
    assert "of what was tried" not in renderer("coverage", "text")(_covered(flow, explored.behaviour))
    fewer, alike = explore(flow, legs=LEGS), diff(flow, flow, legs=LEGS)
    assert {fewer.behaviour.ground, alike.ground} == {"tried"}
    for shown in (fewer, alike):
        assert "no leg was noAnswer, failed" in str(shown)
        assert not re.search("everything|no difference", str(shown), re.IGNORECASE)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(random_flows(menus=3, keys=3))
def test_nothing_is_claimed_where_a_bound_left_something_out(written: dict[str, object]) -> None:
    flow, bounds = read(written), Bounds(places=1)
    explored, compared = explore(flow, legs=LEGS, bounds=bounds), diff(flow, flow, legs=LEGS, bounds=bounds)
    struck = faults(flow, legs=LEGS, bounds=bounds)
    assert explored.behaviour.ground == "notReached"
    for thing, shown in (("behaviour", explored), ("diff", compared), ("faults", struck)):
        if thing != "diff" or compared.ground == "notReached":
            for name in formats(thing):
                assert claims(shown.render(name)) == []
