"""Dialling: every outcome of a leg, the bridge to a second one, and who hangs up first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from simulator.model.account import Account
from simulator.model.call.event import Answered, Bridged, Dialled, Heard, HungUp, LegEnded, Lost
from simulator.model.call.outcome import LegOutcome
from tests.engine.calls import (
    AGENT,
    BRIDGE,
    CALLEE,
    DIAL,
    HANGUP,
    SOURCE,
    Exact,
    Replies,
    capture,
    events,
    run,
    say,
    summary_of,
)

if TYPE_CHECKING:
    from simulator.model.call.outcome import DialResult, LegStatus
    from simulator.model.machine.table import LegName
    from simulator.running.result import CallResult

ENDINGS: dict[DialResult, tuple[LegStatus, int]] = {
    "busy": ("BUSY", 486),
    "noAnswer": ("NO_ANSWER", 480),
    "failed": ("FAILED", 503),
    "canceled": ("CANCELED", 487),
}
NOW_ANSWERED = LegOutcome(after=0)


def legs(result: CallResult) -> list[tuple[LegName, LegStatus, int, int]]:
    return [(e.leg, e.status, e.sip, e.at) for e in events(result, LegEnded)]


def ending(result: CallResult) -> tuple[str, str | None, int]:
    session = summary_of(result)
    return session["sessionStatus"], session["lastAction"], session["callCount"]


@pytest.mark.parametrize("outcome", ENDINGS)
def test_a_leg_that_is_not_connected_ends_the_session_with_its_status(outcome: DialResult) -> None:
    status, sip = ENDINGS[outcome]
    result = run([DIAL, say(1000)], legs=[LegOutcome(outcome, after=2000)])
    assert legs(result) == [("A", status, sip, 2000)]
    assert ending(result) == (status, "MAKE_CALL", 1)
    assert not result.failed
    assert result.heard == []
    leg = summary_of(result)["details"]["callA"]
    assert leg["callStatus"] == status
    assert leg["callDuration"] == 0
    assert not {"connectedTimestamp", "callQuality"} & set(leg)


def test_a_leg_that_is_answered_goes_on_with_the_list() -> None:
    result = run([DIAL, say(1000), HANGUP], legs=["answered:2500"])
    assert [e.at for e in events(result, Answered)] == [2500]
    assert [e.at for e in events(result, Heard)] == [2500]
    assert legs(result) == [("A", "COMPLETED", 200, 3500)]
    assert ending(result) == ("COMPLETED", "HANGUP", 1)


def test_numbers_are_shown_with_their_plus() -> None:
    from simulator.actions.make_call import MakeCall

    result = run([MakeCall(source=SOURCE[1:], destination=CALLEE[1:])])
    assert [(e.source, e.destination) for e in events(result, Dialled)] == [(SOURCE, CALLEE)]


def test_a_second_dial_bridges_the_legs_and_leaves_leg_a_to_go_on() -> None:
    result = run([DIAL, say(1000), BRIDGE, say(500), HANGUP], legs=[NOW_ANSWERED, "answered:2s,talks:10s"])
    assert [(e.leg, e.destination, e.at) for e in events(result, Dialled)] == [("A", CALLEE, 0), ("B", AGENT, 1000)]
    assert [e.at for e in events(result, Bridged)] == [3000]
    assert [(e.by, e.at) for e in events(result, HungUp)] == [("far end", 13_000), ("platform", 13_500)]
    assert legs(result) == [("B", "COMPLETED", 200, 13_000), ("A", "COMPLETED", 200, 13_500)]
    assert ending(result) == ("COMPLETED", "HANGUP", 2)


@pytest.mark.parametrize("outcome", ENDINGS)
def test_a_failed_bridge_ends_the_session_with_its_status(outcome: DialResult) -> None:
    status, sip = ENDINGS[outcome]
    result = run([DIAL, BRIDGE, say(500)], legs=[NOW_ANSWERED, LegOutcome(outcome, after=3000)])
    assert legs(result) == [("B", status, sip, 3000), ("A", "COMPLETED", 200, 3000)]
    assert ending(result) == (status, "MAKE_CALL", 2)
    legs_told = summary_of(result)["details"]
    assert legs_told["callA"]["callStatus"] == "COMPLETED"
    assert legs_told["callB"]["callStatus"] == status


@pytest.mark.parametrize("outcome", ENDINGS)
def test_a_failed_bridge_lets_leg_a_go_on_where_the_setting_says_so(outcome: DialResult) -> None:
    status, sip = ENDINGS[outcome]
    more = {"bridge_failure_ends_session": False}
    result = run([DIAL, BRIDGE, say(500)], legs=[NOW_ANSWERED, LegOutcome(outcome, after=3000)], settings=more)
    assert legs(result) == [("B", status, sip, 3000), ("A", "COMPLETED", 200, 3500)]
    assert ending(result) == ("COMPLETED", "SAY", 2)


def test_when_leg_a_hangs_up_while_b_rings_b_is_canceled_and_the_session_completed() -> None:
    result = run([DIAL, BRIDGE, say(500)], Exact(hangups=(2000,)), legs=[NOW_ANSWERED, "answered:5s"])
    assert legs(result) == [("A", "COMPLETED", 200, 2000), ("B", "CANCELED", 487, 2000)]
    assert ending(result) == ("COMPLETED", "MAKE_CALL", 2)


def test_when_leg_a_hangs_up_while_bridged_both_legs_are_completed() -> None:
    result = run([DIAL, BRIDGE, say(500)], Exact(hangups=(8000,)), legs=[NOW_ANSWERED, "answered:5s"])
    assert legs(result) == [("A", "COMPLETED", 200, 8000), ("B", "COMPLETED", 200, 8000)]
    assert ending(result) == ("COMPLETED", "MAKE_CALL", 2)
    assert result.heard == []


@pytest.mark.parametrize(("a_hangs_up", "by"), [(5999, ["caller"]), (6000, ["caller"]), (6001, ["far end", "caller"])])
def test_when_both_hang_up_in_one_millisecond_leg_a_is_first(a_hangs_up: int, by: list[str]) -> None:
    outcomes = [NOW_ANSWERED, LegOutcome(after=1000, talks=5000)]
    result = run([DIAL, BRIDGE, say(500)], Exact(hangups=(a_hangs_up,)), legs=outcomes)
    assert [event.by for event in events(result, HungUp)] == by
    assert ending(result)[1] == ("SAY" if len(by) == 2 else "MAKE_CALL")


@pytest.mark.parametrize(("at", "status"), [(2999, "CANCELED"), (3000, "COMPLETED"), (3001, "COMPLETED")])
def test_a_hangup_around_the_millisecond_in_which_b_answers(at: int, status: str) -> None:
    result = run([DIAL, BRIDGE], Exact(hangups=(at,)), legs=[NOW_ANSWERED, LegOutcome(after=3000)])
    assert [(leg, ended) for leg, ended, *_ in legs(result)] == [("A", "COMPLETED"), ("B", status)]


def test_a_leg_that_talks_so_long_hangs_up_by_itself() -> None:
    result = run([DIAL, say(5000)], legs=["answered:0,talks:3s"])
    assert legs(result) == [("A", "COMPLETED", 200, 3000)]
    assert ending(result) == ("COMPLETED", "SAY", 1)


def test_after_leg_b_has_left_another_may_be_dialled() -> None:
    replies = Replies([[BRIDGE, say(100)]])
    outcomes: list[LegOutcome | str] = [NOW_ANSWERED, "answered:1s,talks:2s", "busy:4s"]
    result = run([DIAL, BRIDGE], legs=outcomes, responder=replies)
    assert [(e.leg, e.at) for e in events(result, Dialled)] == [("A", 0), ("B", 0), ("B", 3000)]
    assert legs(result) == [("B", "COMPLETED", 200, 3000), ("B", "BUSY", 486, 7000), ("A", "COMPLETED", 200, 7000)]
    assert ending(result) == ("BUSY", "MAKE_CALL", 3)
    assert summary_of(result)["details"]["callB"]["callStatus"] == "BUSY"


def test_each_leg_has_its_own_disconnect_even_where_the_next_is_dialled_in_that_millisecond() -> None:
    outcomes: list[LegOutcome | str] = [NOW_ANSWERED, "answered:1s,talks:2s", "busy:0"]
    result = run([DIAL, BRIDGE], legs=outcomes, responder=Replies([[BRIDGE]]))
    status = [hook.body["payload"] for hook in result.webhooks if hook.type == "VCS"]
    begun = [body["callId"] for body in status if body["callStatus"] == "CALL_INITIATED"]
    over = [(body["callId"], body["sipCode"]) for body in status if body["callStatus"] == "CALL_DISCONNECTED"]
    assert len(set(begun)) == 3
    assert over == [(begun[1], 200), (begun[2], 486), (begun[0], 200)]


def test_keys_during_a_bridge_are_lost() -> None:
    result = run(
        [DIAL, capture(max_digits=1), BRIDGE], {1: [(500, "1"), (2500, "2")]}, legs=[NOW_ANSWERED, "answered:1s"]
    )
    assert [(e.key, e.state, e.why) for e in events(result, Lost)] == [("2", "3.makeCall.bridged", "no entry is open")]


def test_a_replys_first_dial_bridges_too() -> None:
    result = run([DIAL], legs=[NOW_ANSWERED, "answered:1s,talks:1s"], responder=Replies([[BRIDGE, HANGUP]]))
    assert [e.leg for e in events(result, Dialled)] == ["A", "B"]
    assert ending(result) == ("COMPLETED", "HANGUP", 2)


def test_a_dial_delay_is_waited_before_leg_a_is_dialled() -> None:
    result = run([DIAL], legs=["busy:1s"], settings={"dial_delay": 1500})
    assert [e.at for e in events(result, Dialled)] == [1500]
    assert legs(result) == [("A", "BUSY", 486, 2500)]


@pytest.mark.parametrize("leg", ["A", "B"])
def test_no_coverage_for_the_area_is_an_error_before_the_leg_rings(leg: str) -> None:
    account = Account(coverage=("SG",) if leg == "B" else ("FR",))
    result = run([DIAL, BRIDGE], legs=[NOW_ANSWERED, NOW_ANSWERED], account=account)
    session = summary_of(result)
    assert session["sessionStatus"] == "ERROR"
    assert session["errorDetails"]["errorCode"] == -2004
    assert session["details"][f"call{leg}"]["callStatus"] == "ERROR"
    assert session["details"]["callA"]["callStatus"] == ("ERROR" if leg == "A" else "COMPLETED")
    assert result.failed


@pytest.mark.parametrize(("capacity", "code"), [(0, -2010), (1, None), (5, None), (None, None)])
def test_a_trunk_without_capacity_takes_no_call(capacity: int | None, code: int | None) -> None:
    result = run([DIAL], account=Account(capacity=capacity))
    session = summary_of(result)
    assert session.get("errorDetails", {}).get("errorCode") == code
    assert session["callCount"] == 1
    assert session["sessionStatus"] == ("ERROR" if code else "COMPLETED")


@pytest.mark.parametrize(("delay", "code"), [(1999, None), (2000, -2007), (2001, -2007)])
def test_a_validity_that_passes_before_leg_a_is_dialled_is_an_error(delay: int, code: int | None) -> None:
    from tests.engine.calls import NOW

    result = run([DIAL], valid_until=NOW + 2000, settings={"dial_delay": delay})
    session = summary_of(result)
    assert session.get("errorDetails", {}).get("errorCode") == code
    assert (session["sessionStatus"], session["callCount"]) == (("ERROR", 0) if code else ("COMPLETED", 1))
    assert session["lastAction"] == "MAKE_CALL"


def test_a_validity_does_not_end_a_call_that_is_up() -> None:
    from tests.engine.calls import NOW

    result = run([DIAL, say(5000), BRIDGE], valid_until=NOW + 2000, legs=[NOW_ANSWERED, "answered:1s"])
    assert ending(result) == ("COMPLETED", "MAKE_CALL", 2)
