"""Each way is one that `callflow run` takes: the call passes the place that the way is said to lead to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from simulator.api.exploration import explore
from simulator.callers.scripted import Scripted
from simulator.entries.offers import Offers
from simulator.exploring.conclude import conclude
from simulator.exploring.coverage.passage import walk
from simulator.exploring.search.explore import explore as behaviour_of
from simulator.exploring.search.routes import Routes
from simulator.model.behaviour.behaviour import Behaviour, Place, Point
from simulator.model.behaviour.way import Way
from simulator.model.call.legs import leg_text, parse_leg
from simulator.networks.scripted import ScriptedNetwork
from simulator.running.dry_run import run_flow
from simulator.running.flow import load_flow

if TYPE_CHECKING:
    from simulator.model.flow.flow_file import FlowFile

ROOT = Path(__file__).parents[2] / "scenarios"
FLOWS = ("samples/table", "hotline/hotline", "clinic-desk/clinic-desk", "parcel-tracking/parcel-tracking")


def passed(flow: FlowFile, found: Behaviour, way: Way) -> set[str]:
    network = ScriptedNetwork(tuple(map(parse_leg, way.legs)))
    run = run_flow(flow, caller=Scripted.of(way.dtmf), network=network)
    steps = walk(run.trace, found.places, Offers.of(flow))
    return {found.points[0].place.id} | {step.edge[2] for step in steps}


@pytest.mark.parametrize("name", FLOWS)
def test_every_place_is_passed_by_the_call_of_its_way(name: str) -> None:
    flow = load_flow(ROOT / f"{name}.flow.yaml")
    found = behaviour_of(flow, legs=tuple(map(parse_leg, ("answered:3s", "busy", "failed:404"))))
    to = conclude(found, flow.account.assumptions).way_to
    for number, point in enumerate(found.points):
        assert point.place.id in passed(flow, found, to(number)), to(number)


@pytest.mark.parametrize("name", FLOWS)
def test_every_move_ends_where_its_way_ends(name: str) -> None:
    """A hang-up while two legs talk is written with its instant, counted from answering."""
    flow = load_flow(ROOT / f"{name}.flow.yaml")
    found = behaviour_of(flow)
    routes = Routes(found, flow.account.assumptions)
    for index, move in enumerate(found.moves):
        way = routes.to(move.source, index)
        assert found.points[move.dest].place.id in passed(flow, found, way), way


@pytest.mark.parametrize("name", FLOWS)
def test_no_way_is_longer_than_the_one_that_was_found_first(name: str) -> None:
    found = behaviour_of(load_flow(ROOT / f"{name}.flow.yaml"))
    routes = Routes(found)
    for move in found.moves:
        keys, _ = routes.cost(move.source)
        assert routes.cost(move.dest)[0] <= keys + move.keys
    for number in range(len(found.points)):
        assert routes.to(number).order == routes.cost(number)


def test_a_point_that_an_interruption_left_without_a_move_has_no_way_and_stops_nothing() -> None:
    begin, lost = Point(Place("a", "inbound")), Point(Place("b", "capture", words=("Lost.",)))
    found = Behaviour("t", (begin, lost), (), ("interrupted",), frozenset({0, 1}))
    routes = Routes(found)
    assert routes.to(1) == Way()
    assert routes.shortest([0, 1]) == 0
    assert [one.code for one in conclude(found).findings] == ["X015"]


def test_a_way_is_written_as_options_and_in_words() -> None:
    assert Way().options == ""
    assert Way("1 2#", ("busy", "answered:6s,talks:20s")).options == (
        "--dtmf '1 2#' --leg busy --leg answered:6s,talks:20s"
    )
    assert Way("#").told == "press #  --dtmf '#'"


def test_each_dial_of_a_call_that_came_in_is_a_leg_b() -> None:
    found = explore(ROOT / "clinic-desk" / "clinic-desk.flow.yaml")
    ways = [row.way for row in found.proofs if row.way is not None]
    assert "leg B: busy" in str(found)
    assert "leg A:" not in str(found)
    assert all(way.inbound for way in ways)


@pytest.mark.parametrize(
    "text", ["answered", "answered:6000ms,talks:20000ms", "busy", "busy:500ms", "failed:404", "failed"]
)
def test_an_outcome_is_written_as_it_is_read(text: str) -> None:
    assert leg_text(parse_leg(text)) == text


def test_the_same_flow_gives_the_same_text_however_it_is_given() -> None:
    file = ROOT / "samples" / "table.flow.yaml"
    assert str(explore(file.as_posix())) == str(explore(load_flow(file.as_posix())))
