"""Drawing, exploring, modelled callers and replay read the same rows: under every setting they say the same."""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints

import pytest

from simulator.callers.scripted import Scripted
from simulator.entries.offers import Offers
from simulator.exploring.coverage.passage import edges_of, steps
from simulator.exploring.search.explore import explore
from simulator.exploring.search.routes import Routes
from simulator.loading.files.webhook_log import read_log
from simulator.model.assumptions import SETTINGS, Assumptions
from simulator.model.behaviour.input_class import HANGUP
from simulator.model.call.legs import parse_leg
from simulator.model.caller_model import CallerModel
from simulator.model.reports.session_replay import ASPECTS
from simulator.networks.scripted import ScriptedNetwork
from simulator.planning.cover import cover
from simulator.planning.graph import Arc, BareGraph
from simulator.render.drawing.behaviour_drawing import drawing
from simulator.render.run.webhooks import render
from simulator.render.run_report import RunReport
from simulator.running.dry_run import run_flow
from simulator.running.flow import load_flow
from simulator.running.replay import replay

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.model.behaviour.behaviour import Behaviour
    from simulator.model.behaviour.way import Way
    from simulator.model.flow.flow_file import FlowFile

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
NIGHTLY = os.environ.get("HYPOTHESIS_PROFILE") == "nightly"
"""Those of the cookbook are small ones of the same kinds: under each setting they are for the long ring."""
FLOWS = [
    *(
        file
        for file in sorted((ROOT / "scenarios").rglob("*.flow.yaml"))
        if "\nreplies:" in file.read_text("utf-8") and (NIGHTLY or "cookbook" not in file.parts)
    ),
    *sorted((HERE / "flows").glob("*.flow.yaml")),
]
KINDS = get_type_hints(Assumptions)
PLAIN = Assumptions()


def others(name: str) -> Iterator[Any]:
    """Every other named value of a setting; one other value of a number."""
    kind, now = KINDS[SETTINGS[name].name], getattr(PLAIN, SETTINGS[name].name)
    if kind is bool:
        yield not now
    elif kind is int:
        yield 1 if name.startswith("default") else now + 1
    elif get_origin(kind) is dict:
        yield {"en": 30.0}
    else:
        yield from (one for one in get_args(kind) if one != now)


SWITCHED = [{"preset": "schema"}, *({name: value} for name in SETTINGS for value in others(name))]


@cache
def flow_of(file: Path, settings: str) -> tuple[FlowFile, Behaviour]:
    flow = load_flow(file, {"assumptions": json.loads(settings)})
    return flow, explore(flow)


def ways(behaviour: Behaviour, settings: Assumptions) -> list[Way]:
    """The fewest calls that take every edge."""
    ends = frozenset(number for number, point in enumerate(behaviour.points) if point.place.is_end)
    arcs = tuple(Arc(move.source, move.dest, move.keys) for move in behaviour.moves)
    plan = cover(BareGraph(len(behaviour.points), 0, arcs, ends), tuple(m[0] for m in behaviour.edges.values()))
    return [Routes(behaviour, settings).way(moves) for moves in plan.walks]


@pytest.fixture(params=FLOWS, ids=lambda file: file.name)
def file(request: pytest.FixtureRequest) -> Path:
    found: Path = request.param
    return found


@pytest.fixture(params=SWITCHED, ids=lambda one: ",".join(f"{name}={value}" for name, value in one.items()))
def switched(request: pytest.FixtureRequest, file: Path) -> tuple[FlowFile, Behaviour]:
    return flow_of(file, json.dumps(request.param))


def test_the_drawing_has_the_edges_that_exploration_finds(switched: tuple[FlowFile, Behaviour]) -> None:
    _, behaviour = switched
    drawn = [(edge.source, edge.dest, len(edge.label.split("\n"))) for edge in drawing(behaviour).edges]
    found: dict[tuple[str, str], int] = {}
    for source, input_class, dest in behaviour.edges:
        if input_class != HANGUP:
            found[source, dest] = found.get((source, dest), 0) + 1
    assert drawn == [(*ends, number) for ends, number in found.items()]


@pytest.mark.slow
def test_a_modelled_caller_does_only_what_exploration_knows(switched: tuple[FlowFile, Behaviour]) -> None:
    from random import Random

    from simulator.callers.modelled import Modelled

    flow, behaviour = switched
    offers = Offers.of(flow)
    model = CallerModel(wrong=0.2, silence=0.2, hangup=0.02)
    for number in range(12):
        caller = Modelled(model, Random(f"one truth {number}"), offers)
        run = run_flow(flow, caller=caller, network=ScriptedNetwork(), seed=number)
        taken = [edge for step in steps(run.trace) for edge in edges_of(step, behaviour.places, offers)]
        entered = [edge for edge in taken if behaviour.places[edge[0]].kind == "capture"]
        assert [edge for edge in entered if edge not in behaviour.edges] == []


@pytest.mark.slow
def test_replaying_the_webhooks_of_a_call_takes_the_same_path(
    switched: tuple[FlowFile, Behaviour], tmp_path: Path
) -> None:
    flow, behaviour = switched
    for number, way in enumerate(ways(behaviour, flow.account.assumptions)):
        network = ScriptedNetwork(tuple(map(parse_leg, way.legs)))
        run = run_flow(flow, caller=Scripted.of(way.dtmf), network=network, seed=number)
        log = tmp_path / f"{number}.jsonl"
        log.write_text("\n".join(json.dumps(webhook.body) for webhook in run.webhooks), encoding="utf-8")
        (session,) = read_log(log)
        found = replay(session, flow)
        assert found.same, (way, found.departure)
        log.write_text(render(RunReport.of(run)), encoding="utf-8")
        (session,) = read_log(log)
        report = replay(session, flow).report
        assert report.same, (way, report.differences)
        assert set(report.compared) | {one.what for one in report.not_told} == set(ASPECTS), way
        # Without status updates, a summary tells of leg A and the last leg B alone.
        lacks = {"digits"} if flow.account.assumptions.status_webhooks else {"digits", "dialled", "legs", "duration"}
        assert {one.what for one in report.not_told} <= lacks, (way, report.not_told)


def test_every_setting_is_switched() -> None:
    assert {name for one in SWITCHED for name in one} == {"preset", *SETTINGS}
    assert len(FLOWS) > 5
