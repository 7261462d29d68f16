"""`hangsUp` in the place of a leg: the caller hangs up while it rings."""

from __future__ import annotations

from typing import Any

import pytest

import simulator
from simulator.engine.call import Call
from simulator.engine.live import LiveCall
from simulator.errors import UsageError
from simulator.model.call.event import HungUp, LegEnded
from simulator.model.call.legs import leg_text, parse_leg
from simulator.model.call.outcome import LegOutcome
from simulator.running.prepared import prepared
from tests.engine.calls import BRIDGE, DIAL, run, say, summary_of
from tests.engine.test_live import FLOW, Manual
from tests.exploring.random_flows import read

NOW = LegOutcome(after=0)


def ends(result: Any) -> list[tuple[int, str, str, int]]:
    return [(one.at, one.leg, one.status, one.sip) for one in result.call.trace if isinstance(one, LegEnded)]


def test_leg_b_is_canceled_and_the_session_completed() -> None:
    result = run([DIAL, BRIDGE, say(500)], legs=[NOW, "hangsUp:2s"])
    assert ends(result) == [(2000, "A", "COMPLETED", 200), (2000, "B", "CANCELED", 487)]
    assert [one.by for one in result.call.trace if isinstance(one, HungUp)] == ["caller"]
    session = summary_of(result)
    assert (session["sessionStatus"], session["lastAction"], session["callCount"]) == ("COMPLETED", "MAKE_CALL", 2)


def test_it_is_what_a_caller_does_who_hangs_up_at_that_time() -> None:
    one = run([DIAL, BRIDGE, say(500)], legs=[NOW, "hangsUp:2s"])
    other = run([DIAL, BRIDGE, say(500)], "hangup@2s", legs=[NOW, "noAnswer:9s"])
    assert one.call.trace == other.call.trace


def test_of_leg_a_nobody_is_on_the_line_yet_so_that_it_is_canceled() -> None:
    result = run([DIAL, say(500)], legs=["hangsUp:2s"])
    assert ends(result) == [(2000, "A", "CANCELED", 487)]
    assert summary_of(result)["sessionStatus"] == "CANCELED"


def test_without_a_time_it_rings_as_long_as_it_can() -> None:
    result = run([DIAL, BRIDGE], legs=[NOW, "hangsUp"])
    assert ends(result)[0][0] == 30_000


def test_whatever_a_failed_bridge_does_the_session_is_over() -> None:
    result = run([DIAL, BRIDGE, say(500)], legs=[NOW, "hangsUp:1s"], settings={"bridge_failure_ends_session": False})
    assert summary_of(result)["sessionStatus"] == "COMPLETED"


@pytest.mark.parametrize("text", ["hangsUp", "hangsUp:2000ms", "hangsUp:0ms"])
def test_it_is_written_as_it_is_read(text: str) -> None:
    assert leg_text(parse_leg(text)) == text
    assert parse_leg(text).connected is False


@pytest.mark.parametrize("text", ["hangsup", "hangUp:2s", "hangs_up"])
def test_a_misspelt_one_is_told(text: str) -> None:
    with pytest.raises(UsageError, match='did you mean "hangsUp"'):
        parse_leg(text)


def test_a_leg_that_a_person_holds_can_come_to_it() -> None:
    live = LiveCall(Call(prepared(read(FLOW)).setting(0, True)), Manual())
    live.reach(3000)
    live.pick_up(LegOutcome("hangsUp"))
    live.reach(3001)
    assert [(one.leg, one.status) for one in live.call.trace if isinstance(one, LegEnded)] == [("A", "CANCELED")]


def test_exploration_tries_it_where_it_is_asked_to() -> None:
    found = simulator.explore(read(FLOW), legs=["hangsUp:2s", "answered"])
    moves = {(move.input_class, move.does) for move in found.behaviour.moves if move.does.startswith("hangsUp")}
    assert moves == {("canceled", "hangsUp:2000ms"), ("hangup", "hangsUp:2000ms")}


def test_the_fault_matrix_goes_ways_that_have_it() -> None:
    assert simulator.faults(read(FLOW), legs=["answered", "hangsUp:2s"]).calls
