"""executeScenario: the stored call flow runs in its place; a bare name is accepted and not simulated."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from simulator.actions.execute_scenario import ExecuteScenario
from simulator.compiler.compiled import compile_actions
from simulator.model.call.event import Began, Dialled, Heard, NotSimulated, Struck
from simulator.networks.scripted import Fault
from tests.engine.calls import (
    AGENT,
    BRIDGE,
    CALLEE,
    DIAL,
    NOW,
    RING,
    Replies,
    assumptions,
    capture,
    events,
    run,
    say,
    summary_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from simulator.actions.base.position import Action
    from simulator.compiler.compiled import Compiled
    from simulator.compiler.tabling import ListKind

OFFICE, LOOP = ExecuteScenario(scenario_name="office"), ExecuteScenario(scenario_name="loop")


def stored(**flows: Sequence[Action]) -> Callable[[str, ListKind], Compiled | None]:
    """What `Setting.stored` is: a call flow by name, compiled for where it runs."""

    def find(name: str, kind: ListKind) -> Compiled | None:
        actions = flows.get(name)
        return None if actions is None else compile_actions(actions, kind, assumptions())

    return find


def test_a_request_runs_the_stored_call_flow_from_its_dial() -> None:
    result = run([OFFICE], stored=stored(office=[DIAL, say(500)]))
    assert [(e.leg, e.destination) for e in events(result, Dialled)] == [("A", CALLEE)]
    assert [event.at - RING for event in events(result, Heard)] == [0]
    session = summary_of(result)
    assert (session["sessionStatus"], session["lastAction"]) == ("COMPLETED", "SAY")


def test_a_reply_runs_it_on_the_call_that_is_up() -> None:
    result = run([DIAL], responder=Replies([[OFFICE]]), stored=stored(office=[say(500), BRIDGE]))
    assert [(e.leg, e.destination) for e in events(result, Dialled)] == [("A", CALLEE), ("B", AGENT)]
    assert len(events(result, Began)) == 3


def test_of_a_bare_name_the_trace_says_that_it_is_not_simulated() -> None:
    result = run([OFFICE])
    assert [event.scenario for event in events(result, NotSimulated)] == ["office"]
    session = summary_of(result)
    assert (session["sessionStatus"], session["lastAction"], session["callCount"]) == (
        "COMPLETED", "EXECUTE_SCENARIO", 0,
    )  # fmt: skip
    assert not result.failed


def test_a_bare_name_in_a_reply_ends_the_call() -> None:
    result = run([DIAL], responder=Replies([[OFFICE]]))
    assert [event.scenario for event in events(result, NotSimulated)] == ["office"]
    assert summary_of(result)["details"]["callA"]["callStatus"] == "COMPLETED"


@pytest.mark.parametrize("flows", [{"loop": [LOOP]}, {"loop": [OFFICE], "office": [LOOP]}], ids=["itself", "another"])
def test_scenarios_that_lead_back_to_themselves_are_stopped(flows: dict[str, list[Action]]) -> None:
    result = run([LOOP], stored=stored(**flows))
    assert result.stopped is not None
    assert result.stopped.bound == "scenarioLoop"
    assert result.session is None


def test_a_scenario_that_comes_again_later_is_no_loop() -> None:
    replies = Replies([[OFFICE], [OFFICE]])
    result = run([DIAL], responder=replies, stored=stored(office=[say(100)]))
    assert len(events(result, Heard)) == 2
    assert result.stopped is None


def test_a_stored_capture_takes_keys_also_where_prompts_can_fail() -> None:
    result = run(
        [DIAL], {1: [(1200, "7")]}, responder=Replies([[OFFICE]]), faults=[Fault(-2006, "playFile")],
        stored=stored(office=[capture(max_digits=1)]),
    )  # fmt: skip
    assert [c.digits for c in result.captures] == ["7"]


def test_the_validity_holds_for_a_stored_dial_too() -> None:
    flows = stored(office=[DIAL])
    result = run([OFFICE], stored=flows, valid_until=NOW + 1000, settings={"dial_delay": 1000})
    assert [event.code for event in events(result, Struck)] == [-2007]
