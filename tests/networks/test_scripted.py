"""The scripted network: outcomes in order, each fault once, and no fault that could not be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from simulator.engine.waits import DialWait, PlayWait
from simulator.errors import UsageError
from simulator.model.call.outcome import LegOutcome
from simulator.model.machine.table import Prompt
from simulator.model.status import SESSION_ERRORS
from simulator.networks.scripted import Fault, ScriptedNetwork

if TYPE_CHECKING:
    from simulator.model.machine.table import LegName, Part


def dial(leg: LegName = "A") -> DialWait:
    return DialWait(leg, "+6562345678", "+6591234567", "1.makeCall.ringing")


def play(part: Part = "say") -> PlayWait:
    return PlayWait(Prompt(part, "text"), "2.say.speaking")


def test_dials_come_to_what_is_said_in_order_and_then_are_answered() -> None:
    network = ScriptedNetwork((LegOutcome("busy"), LegOutcome("failed")))
    found = [network.dial(dial()) for _ in range(4)]
    assert [one.result for one in found if isinstance(one, LegOutcome)] == ["busy", "failed", "answered", "answered"]


def test_a_dial_fault_strikes_leg_a_once() -> None:
    network = ScriptedNetwork(faults=(Fault(-2010),))
    assert network.dial(dial("B")) == LegOutcome()
    assert network.dial(dial()) == -2010
    assert network.dial(dial()) == LegOutcome()


def test_faults_of_a_kind_are_used_in_order_and_only_for_that_kind() -> None:
    network = ScriptedNetwork(faults=(Fault(-2006, "playFile"), Fault(-2005, "say"), Fault(-2001, "say")))
    parts: list[Part] = ["prompt", "success", "failure", "playFile", "playFile"]
    assert [network.play(play(part)) for part in parts] == [
        -2005, -2001, None, -2006, None,
    ]  # fmt: skip
    assert network.left == []


def test_plays_are_watched_only_where_one_can_fail() -> None:
    assert not ScriptedNetwork(faults=(Fault(-2001), Fault(-2001, "time"))).watches_plays
    assert ScriptedNetwork(faults=(Fault(-2005, "say"),)).watches_plays
    assert ScriptedNetwork(faults=(Fault(-2006, "playFile"),)).watches_plays


def test_timed_faults_and_that_of_the_answer_wait_for_no_dial_or_prompt() -> None:
    timed = Fault(-2002, "time", at=3000)
    network = ScriptedNetwork(faults=(timed, Fault(-9999, "answer")))
    assert (network.timed, network.left) == ((timed,), [])


@pytest.mark.parametrize("code", SESSION_ERRORS)
def test_every_session_error_can_be_injected(code: int) -> None:
    assert Fault(code).code == code


@pytest.mark.parametrize("code", [0, 1, -1, -1013, -2000, -2011])
def test_no_other_code_can(code: int) -> None:
    with pytest.raises(UsageError, match=rf"no fault {code} can strike \(where: dial\): expected -2001, -2002"):
        Fault(code)


def test_the_answer_can_only_be_an_unknown_error() -> None:
    assert Fault(-9999, "answer").code == -9999
    with pytest.raises(UsageError, match=r"no fault -2001 can strike \(where: answer\): expected -9999"):
        Fault(-2001, "answer")
