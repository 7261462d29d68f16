"""The machine of a whole flow: its places, what is done there, how much is known; and machines that draw themselves."""

from __future__ import annotations

import pickle
import sys
from typing import TYPE_CHECKING, Any

import pytest
from transitions import Machine, MachineError

import simulator
from tests.bodies import BOOKING, GREETING, SCENARIOS

if TYPE_CHECKING:
    from pathlib import Path

HOTLINE = SCENARIOS / "hotline" / "hotline.flow.yaml"
BANK = SCENARIOS / "bank-balance" / "bank-balance.flow.yaml"
DESK = SCENARIOS / "clinic-desk" / "clinic-desk.flow.yaml"
TABLE = SCENARIOS / "samples" / "table.flow.yaml"
FLASK = SCENARIOS / "samples" / "flask.flow.yaml"


def test_a_flow_is_one_machine_from_dialling_to_the_end() -> None:
    machine = simulator.load(HOTLINE).machine
    assert isinstance(machine, Machine)
    assert machine.place.kind == "dial"
    for trigger in ("answered", "2", "1", "answered"):
        assert machine.trigger(trigger)
    assert machine.place.status == "COMPLETED"
    assert machine.ground == "proved"
    assert machine.extent == "everything explored"
    assert machine.open == ()
    assert simulator.load(HOTLINE).machine.state != machine.state


@pytest.mark.parametrize("flow", [HOTLINE, BANK, DESK, TABLE, FLASK], ids=lambda path: path.stem)
def test_it_has_all_that_exploration_found_and_no_more(flow: Path) -> None:
    found = simulator.explore(flow)
    machine, behaviour = found.machine, found.behaviour
    assert {place.id for place in machine.places.values()} == set(behaviour.places)
    assert len(machine.states) == len(behaviour.points)
    edges = {
        (machine.places[one.source].id, trigger.partition(": ")[0], machine.places[str(one.dest)].id)
        for trigger, event in machine.events.items()
        for some in event.transitions.values()
        for one in some
    }
    assert edges == set(behaviour.edges)


@pytest.mark.parametrize("keys", ["2 1", "2 2", "3", "silence silence", "9", "silence 3"])
def test_it_takes_the_way_of_a_run(keys: str) -> None:
    found = simulator.explore(HOTLINE)
    machine = found.machine
    places = [machine.place.id]
    for trigger in ("answered", *keys.split()):
        machine.trigger(trigger if trigger in machine.get_triggers(machine.state) else "other")
        places.append(machine.place.id)
    way = iter(found.path(simulator.run(HOTLINE, keys)))
    assert all(place in way for place in places)


def test_what_is_not_known_is_said() -> None:
    short = simulator.explore(HOTLINE, bounds=simulator.Bounds(depth=2)).machine
    assert short.ground == "notReached"
    assert short.extent == "not all is known"
    assert short.open
    short.trigger("answered")
    with pytest.raises(MachineError, match="Can't trigger event busy"):
        short.trigger("busy")
    short.trigger("2")
    short.trigger("1")
    assert short.state in short.open
    with pytest.raises(MachineError, match=r"what comes after .* is not known: not all is known"):
        short.trigger("answered")


def test_a_backend_is_tried_and_that_is_said() -> None:
    assert simulator.load(FLASK).machine.ground == "tried"
    assert simulator.load(FLASK).machine.extent.startswith("all that was tried")


def test_of_a_body_it_is_the_call_that_it_makes() -> None:
    machine = simulator.load(GREETING).machine
    machine.trigger("busy")
    assert machine.place.status == "BUSY"
    with pytest.raises(simulator.UsageError, match="and this is a webhook reply"):
        _ = simulator.load({"callflow": [{"action": "hangup"}]}, kind="reply").machine
    twin = pickle.loads(pickle.dumps(machine))
    assert twin.state == machine.state


def test_machines_draw_themselves() -> None:
    machine: Any = simulator.compile(BOOKING).machine
    machine.trigger("dial")
    graph = machine.get_graph()
    assert set(graph.nodes()) == set(machine.states)
    assert graph.get_node(machine.state).attr["color"] == "red"
    assert "[" in str(graph)
    assert len(machine.get_graph(show_roi=True).nodes()) < len(graph.nodes())
    machine.add_transition("retreat", machine.state, "created", unless=[lambda event: False])
    assert "retreat" in str(machine.get_graph("mine"))
    assert b"<svg" in graph.draw(format="svg", prog="dot")


def test_the_drawing_of_a_conversation_has_words() -> None:
    graph = simulator.load(HOTLINE).machine.get_graph(show_roi=True)
    assert "leg A is dialled (+6591234567)" in {node.attr["label"] for node in graph.nodes()}


def test_without_the_extra_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pygraphviz", None)
    with pytest.raises(simulator.MissingExtraError, match=r"pip install 'callflow-simulator\[svg\]'"):
        simulator.compile(BOOKING).machine.get_graph()


@pytest.mark.parametrize("given", [{}, {"key": ""}, {"key": "12"}, {"key": 4}, {"key": "x"}])
def test_a_digit_without_a_key_is_an_error(given: dict[str, Any]) -> None:
    machine: Any = simulator.compile(BOOKING).machine
    for trigger in ("dial", "answered"):
        machine.trigger(trigger)
    for fire in (machine.digit, lambda **key: machine.trigger("digit", **key)):
        with pytest.raises(simulator.UsageError, match=r'expected one of .* as in digit\(key="4"\)'):
            fire(**given)
    assert machine.digits == ""
