"""The way that a trace tells is the way that exploration found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.callers.scripted import Scripted
from simulator.entries.offers import Offers
from simulator.exploring.coverage.passage import walk
from simulator.exploring.search.explore import explore
from simulator.model.call.legs import parse_leg
from simulator.networks.scripted import Fault, ScriptedNetwork
from simulator.running.dry_run import run_flow
from simulator.running.flow import load_flow, with_backend
from tests.exploring._flows import HANGUP, SAMPLES, again, dial, flow, menu, reply, row, say

if TYPE_CHECKING:
    from simulator.model.behaviour.behaviour import Behaviour, EdgeKey
    from simulator.model.flow.flow_file import FlowFile

FLOWS = {
    path.name: path
    for path in sorted(SAMPLES.parent.glob("*/*.flow.yaml"))
    if path.name not in ("flask.flow.yaml", "fastapi.flow.yaml")
}


def edges(of: FlowFile, keys: str, *legs: str, faults: tuple[Fault, ...] = ()) -> list[EdgeKey]:
    """The edges that a run takes."""
    network = ScriptedNetwork(tuple(map(parse_leg, legs)), faults)
    run = run_flow(of, caller=Scripted.of(keys), network=network)
    return [took.edge for took in walk(run.trace, explore(of).places, Offers.of(of))]


def classes(of: FlowFile, keys: str, *legs: str, faults: tuple[Fault, ...] = ()) -> list[str]:
    return [edge[1] for edge in edges(of, keys, *legs, faults=faults)]


TOKENS = st.sampled_from(["1", "2", "3", "9", "#", "*", "12#", "1234", "0042", "silence", "hangup", "1w2", "^1"])
LEGS = st.sampled_from(["answered", "busy", "noAnswer", "failed"])


@pytest.mark.slow
@pytest.mark.parametrize("name", FLOWS)
@settings(max_examples=150)
@given(keys=st.lists(TOKENS, max_size=8), legs=st.lists(LEGS, max_size=2))
def test_every_edge_that_any_caller_takes_was_found_by_exploration(name: str, keys: list[str], legs: list[str]) -> None:
    known = KNOWN.setdefault(name, load_flow(FLOWS[name]))
    found = EXPLORED.setdefault(name, explore(known))
    network = ScriptedNetwork(tuple(map(parse_leg, legs)))
    run = run_flow(known, caller=Scripted.of(" ".join(keys)), network=network)
    took = [step.edge for step in walk(run.trace, found.places, Offers.of(known))]
    # A bound of the simulator (a session of four hours) can strike at any place that a caller can return to.
    assert {edge for edge in took if not edge[2].startswith("end stopped")} <= set(found.edges)
    assert [edge[2] for edge in took[:-1]] == [edge[0] for edge in took[1:]]
    assert took[-1][2].startswith("end ")


KNOWN: dict[str, FlowFile] = {}
EXPLORED: dict[str, Behaviour] = {}


def test_each_move_of_exploration_is_walked_by_its_own_way() -> None:
    desk = load_flow(SAMPLES / "table.flow.yaml")
    assert classes(desk, "2 2 12# silence") == ["answered", "2", "2", "short", "silence", "done"]


def test_a_leg_that_is_not_connected_is_the_class_of_its_dial() -> None:
    assert classes(flow(say("Hello.")), "", "busy") == ["busy"]


def test_a_bridge_is_left_by_the_far_end_or_by_the_caller() -> None:
    bridge = flow(dial("+60123456789"), say("Bye."), HANGUP)
    assert classes(bridge, "") == ["answered", "answered"]
    assert classes(bridge, "hangup@8s") == ["answered", "hangup"]


@pytest.mark.parametrize("came_to", ["answered", "busy", "noAnswer", "failed"])
def test_what_leg_b_comes_to_is_its_own_in_the_list_that_dialled_leg_a(came_to: str) -> None:
    taken = edges(again(), "1 silence", "answered", came_to)
    dials = [edge[:2] for edge in taken if "makeCall" in edge[0]]
    assert dials == [(taken[0][0], "answered"), (f"{taken[0][0]} leg B", came_to)]
    assert set(taken) <= set(explore(again()).edges)


def test_a_hang_up_or_a_fault_in_a_list_that_only_plays_is_the_class_there() -> None:
    speaking = flow(menu("Choose."), rows=[row(reply(say("A long text that is spoken for a while."), HANGUP))])
    assert classes(speaking, "1 hangup@3s")[-1] == "hangup"
    spoken = flow(
        menu("Choose."), rows=[row(reply({"action": "playFile", "params": {"fileUrl": "https://a.b/c.wav"}}))]
    )
    assert classes(spoken, "1", faults=(Fault(-2006, "playFile"),))[-1] == "fault"


def test_a_fault_in_an_entry_ends_it() -> None:
    assert classes(flow(menu("Choose.")), "silence", faults=(Fault(-2001, "time", 9000),)) == ["answered", "fault"]


def test_a_fault_before_the_first_leg_is_up_is_the_class_of_its_dial() -> None:
    assert classes(flow(say("Hello.")), "", faults=(Fault(-2010, "dial"),)) == ["fault"]


def test_an_inbound_call_walks_from_the_webhook_on() -> None:
    inbound = {"source": "+6591234567", "destination": "+6562345678"}
    rows = [row(reply(say("Hello.")), callStatus="CALL_RECEIVED"), row({}, digits=None)]
    taken = edges(flow(rows=rows, inbound=inbound), "")
    assert [edge[0].split()[-1] for edge in taken] == ["inbound", "play"]
    assert taken[-1][2] == "end COMPLETED"


def test_where_nothing_is_known_keys_are_other_keys() -> None:
    asked = with_backend(flow(menu("For sales press 1.")), "python:tests.exploring.backends:hidden")
    run = run_flow(asked, caller=Scripted.of("1"), network=ScriptedNetwork())
    assert [step.edge[1] for step in walk(run.trace, {}, Offers.of(asked))] == ["answered", "other"]


def test_a_step_ends_where_the_next_place_begins() -> None:
    desk = load_flow(SAMPLES / "table.flow.yaml")
    run = run_flow(desk, caller=Scripted.of("1"), network=ScriptedNetwork())
    ends = [took.until for took in walk(run.trace, explore(desk).places, Offers.of(desk))]
    assert ends == sorted(ends)
    assert ends[-1] == len(run.trace) - 1


def test_a_hang_up_before_a_list_asks_leads_from_the_place_before_to_the_end() -> None:
    later = flow(menu("Choose."), rows=[row(reply(say("A text of some length."), menu("More?")), digits="1")])
    assert edges(later, "1 hangup@2500ms")[-1][1:] == ("1", "end COMPLETED caller")
