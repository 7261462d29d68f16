"""The scripted network: outcomes in order, each fault once, and no fault that could not be."""

from __future__ import annotations

import pytest

from simulator.engine.waits import DialWait, PlayWait
from simulator.errors import UsageError
from simulator.model.call.outcome import LegOutcome
from simulator.model.machine.table import Prompt
from simulator.model.status import SESSION_ERRORS
from simulator.networks.scripted import Fault, ScriptedNetwork


def dial(leg="A"):
    return DialWait(leg, "+6562345678", "+6591234567", "1.makeCall.ringing")


def play(part="say"):
    return PlayWait(Prompt(part, "text"), "2.say.speaking")


def test_dials_come_to_what_is_said_in_order_and_then_are_answered():
    network = ScriptedNetwork((LegOutcome("busy"), LegOutcome("failed")))
    assert [network.dial(dial()).result for _ in range(4)] == ["busy", "failed", "answered", "answered"]


def test_a_dial_fault_strikes_leg_a_once():
    network = ScriptedNetwork(faults=(Fault(-2010),))
    assert network.dial(dial("B")) == LegOutcome()
    assert network.dial(dial()) == -2010
    assert network.dial(dial()) == LegOutcome()


def test_faults_of_a_kind_are_used_in_order_and_only_for_that_kind():
    network = ScriptedNetwork(faults=(Fault(-2006, "playFile"), Fault(-2005, "say"), Fault(-2001, "say")))
    assert [network.play(play(part)) for part in ("prompt", "success", "failure", "playFile", "playFile")] == [
        -2005, -2001, None, -2006, None,
    ]  # fmt: skip
    assert network.left == []


def test_plays_are_watched_only_where_one_can_fail():
    assert not ScriptedNetwork(faults=(Fault(-2001), Fault(-2001, "time"))).watches_plays
    assert ScriptedNetwork(faults=(Fault(-2005, "say"),)).watches_plays
    assert ScriptedNetwork(faults=(Fault(-2006, "playFile"),)).watches_plays


def test_timed_faults_and_that_of_the_answer_wait_for_no_dial_or_prompt():
    timed = Fault(-2002, "time", at=3000)
    network = ScriptedNetwork(faults=(timed, Fault(-9999, "answer")))
    assert (network.timed, network.left) == ((timed,), [])


@pytest.mark.parametrize("code", SESSION_ERRORS)
def test_every_session_error_can_be_injected(code):
    assert Fault(code).code == code


@pytest.mark.parametrize("code", [0, 1, -1, -1013, -2000, -2011])
def test_no_other_code_can(code):
    with pytest.raises(UsageError, match=rf"no fault {code} can strike \(where: dial\): expected -2001, -2002"):
        Fault(code)


def test_the_answer_can_only_be_an_unknown_error():
    assert Fault(-9999, "answer").code == -9999
    with pytest.raises(UsageError, match=r"no fault -2001 can strike \(where: answer\): expected -9999"):
        Fault(-2001, "answer")
