"""`compile` gives the table, a stock machine that is fresh each time, and drawings of both."""

from __future__ import annotations

import builtins
from typing import TYPE_CHECKING, Any

import pytest
from transitions import Machine

import simulator
from simulator.model.drawing.graph import Graph
from tests.bodies import ASK, BOOKING, GREETING, MENU, TWO_ERRORS

if TYPE_CHECKING:
    from collections.abc import Mapping


def test_a_refused_body_raises_with_every_error_and_no_lint() -> None:
    with pytest.raises(simulator.RefusedError) as caught:
        simulator.compile(TWO_ERRORS)
    assert [found.code for found in caught.value.diagnostics] == [-1009, -1007]
    assert all(found.severity == "error" for found in caught.value.diagnostics)
    assert "[-1009] Invalid call flow entry provided." in str(caught.value)
    assert "[-1007] Invalid action type was used." in str(caught.value)


def test_the_machine_is_a_stock_one_that_the_standard_api_works_with() -> None:
    machine: Any = simulator.compile(MENU).machine
    assert isinstance(machine, Machine)
    machine.trigger("dial")
    machine.trigger("answered")
    assert machine.state == "2.sayAndCapture.prompting"
    assert machine.may_trigger("digit", key="1")
    machine.trigger("digit", key="1")
    assert machine.state == "2.sayAndCapture.accepted"
    assert "played" in machine.get_triggers(machine.state)


def test_the_machine_is_fresh_each_time_and_changes_no_run() -> None:
    flow = simulator.compile(GREETING)
    before = str(simulator.run(GREETING))
    spoilt = flow.machine
    spoilt.add_state("mine")
    spoilt.add_transition("dial", "*", "mine", before=lambda _event: None)
    for state in spoilt.states.values():
        state.add_callback("enter", lambda _event: pytest.fail("a run went through a notebook's machine"))
    assert flow.machine is not spoilt
    assert "mine" not in flow.machine.states
    assert str(simulator.run(GREETING)) == before


def test_the_digest_stands_for_the_content_however_it_is_written() -> None:
    digest = simulator.compile(GREETING).digest
    assert len(digest) == 12
    assert int(digest, 16) >= 0
    spelled = {"callflow": [dict(reversed(action.items())) for action in GREETING["callflow"]]}
    assert simulator.compile(spelled).digest == digest
    assert simulator.compile(MENU).digest != digest


def test_a_flow_is_called_by_its_file() -> None:
    assert simulator.compile(BOOKING).title == BOOKING.as_posix()
    assert simulator.compile(GREETING).title == "call flow"


def test_a_highlighted_path_is_marked_in_a_new_flow_and_not_in_the_old() -> None:
    flow = simulator.compile(GREETING)
    marked = flow.highlight(["created", "1.makeCall.ringing"])
    graph = marked.graph()
    assert isinstance(graph, Graph)
    assert {node.id for node in graph.nodes if node.highlighted} == {"created", "1.makeCall.ringing"}
    assert not any(node.highlighted for node in flow.graph().nodes)


def test_a_flow_shows_itself_as_text_and_in_the_formats_of_graph() -> None:
    flow = simulator.compile(GREETING)
    assert str(flow) == flow.render("text")
    assert "digraph" in flow.render("dot")
    with pytest.raises(simulator.UsageError, match="did you mean mermaid"):
        flow.render("mermade")


def test_a_notebook_gets_an_svg_and_always_the_listing() -> None:
    flow = simulator.compile(GREETING)
    bundle = flow._repr_mimebundle_(include=None, exclude=None)
    assert list(bundle) == ["text/plain", "image/svg+xml"]
    assert bundle["image/svg+xml"].startswith("<svg ")
    assert bundle["text/plain"] == str(flow)


def test_without_the_extra_a_notebook_gets_the_listing_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    stock = builtins.__import__

    def without(name: str, *arguments: Any, **more: Any) -> Any:
        if name.startswith("pygraphviz"):
            raise ImportError(name)
        return stock(name, *arguments, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    flow = simulator.compile(GREETING)
    assert list(flow._repr_mimebundle_()) == ["text/plain"]
    with pytest.raises(simulator.MissingExtraError, match=r"pip install 'callflow-simulator\[svg\]'"):
        flow.render("svg")


@pytest.mark.parametrize("more", [{"noOfTries": 2, "failureMessage": "Sorry?"}, {"minDigits": 1}, {"speed": 1.5}])
def test_every_change_of_a_parameter_is_another_flow(more: Mapping[str, Any]) -> None:
    changed = {**MENU, "callflow": [MENU["callflow"][0], {**ASK, "params": {**ASK["params"], **more}}]}
    assert simulator.compile(changed).digest != simulator.compile(MENU).digest
