"""Every session error, injected: as leg A is dialled, in place of a prompt, or at a time of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from simulator.actions.play_file import PlayFile
from simulator.model.call.event import Heard, Interrupted, LegEnded, Struck
from simulator.model.call.outcome import LegOutcome
from simulator.model.status import SESSION_ERRORS
from simulator.networks.scripted import Fault
from tests.engine.calls import BRIDGE, DIAL, capture, events, run, say, summary_of

if TYPE_CHECKING:
    from simulator.actions.base.position import Action
    from simulator.running.result import CallResult

FILE = PlayFile(file_url="https://example.com/a.wav")


def ending(result: CallResult) -> tuple[str, int, str | None]:
    session = summary_of(result)
    return session["sessionStatus"], session["errorDetails"]["errorCode"], session["lastAction"]


@pytest.mark.parametrize("code", SESSION_ERRORS)
def test_every_session_error_can_strike_as_leg_a_is_dialled(code: int) -> None:
    result = run([DIAL, say(100)], faults=[Fault(code)])
    assert ending(result) == ("ERROR", code, "MAKE_CALL")
    details = summary_of(result)["errorDetails"]
    assert details == {
        "errorMsg": SESSION_ERRORS[code].message,
        "errorCode": code,
        **({"callFlowRequestId": result.facts.request_id, "action": "MAKE_CALL"} if code == -2003 else {}),
    }
    leg = summary_of(result)["details"]["callA"]
    assert (leg["callStatus"], leg["callDuration"]) == ("ERROR", 0)
    assert "connectedTimestamp" not in leg
    assert not result.failed, "an injected fault is no failure of the flow"


@pytest.mark.parametrize("code", SESSION_ERRORS)
def test_every_session_error_can_strike_later(code: int) -> None:
    result = run([DIAL, say(2000)], faults=[Fault(code, "time", at=1500)])
    assert ending(result) == ("ERROR", code, "SAY")
    assert summary_of(result)["details"]["callA"]["callStatus"] == "COMPLETED"
    assert [(e.at, e.code, e.injected) for e in events(result, Struck)] == [(1500, code, True)]
    assert [event.at for event in events(result, Interrupted)] == [1500]


def test_a_fault_while_leg_a_rings_leaves_it_in_error() -> None:
    result = run([DIAL], faults=[Fault(-2001, "time", at=500)])
    assert [(e.leg, e.status, e.sip) for e in events(result, LegEnded)] == [("A", "ERROR", 503)]


def test_a_fault_while_leg_b_rings_leaves_b_in_error_and_a_completed() -> None:
    legs = [LegOutcome(after=0), LegOutcome(after=3000)]
    result = run([DIAL, BRIDGE], legs=legs, faults=[Fault(-2002, "time", at=500)])
    assert [(e.leg, e.status) for e in events(result, LegEnded)] == [("A", "COMPLETED"), ("B", "ERROR")]


def test_a_fault_during_an_entry_abandons_it() -> None:
    result = run([DIAL, capture()], {1: [(1100, "4")]}, faults=[Fault(-9999, "time", at=2500)])
    assert [(c.digits, c.outcome, c.reason) for c in result.captures] == [("4", "abandoned", "fault")]


def test_a_fault_before_leg_a_is_dialled_leaves_no_leg() -> None:
    result = run([DIAL], faults=[Fault(-2001, "time", at=500)], settings={"dial_delay": 1000})
    assert ending(result) == ("ERROR", -2001, None)
    session = summary_of(result)
    assert (session["callCount"], session["details"]) == (0, {})


def test_a_fault_at_a_time_that_never_comes_does_not_strike() -> None:
    result = run([DIAL, say(100)], faults=[Fault(-2001, "time", at=99_999)])
    assert summary_of(result)["sessionStatus"] == "COMPLETED"


def test_speech_that_fails_is_not_heard() -> None:
    result = run([DIAL, FILE, say(100)], faults=[Fault(-2005, "say")])
    assert ending(result) == ("ERROR", -2005, "SAY")
    assert [event.prompt.part for event in events(result, Heard)] == ["playFile"]


def test_a_file_that_fails_is_not_heard() -> None:
    result = run([DIAL, say(100), FILE], faults=[Fault(-2006, "playFile")])
    assert ending(result) == ("ERROR", -2006, "PLAY_FILE")
    assert [event.prompt.part for event in events(result, Heard)] == ["say"]


@pytest.mark.parametrize(("before", "part"), [(0, "prompt"), (1, "failure"), (2, "prompt")])
def test_prompts_and_messages_can_fail_too(before: int, part: str) -> None:
    """The fault strikes the prompt that comes after `before` others have played."""
    from simulator.engine.call import Call
    from simulator.engine.waits import DialWait, EntryWait, PlayWait
    from simulator.model.call.outcome import Presses
    from tests.engine.calls import setting_of

    call = Call(setting_of([DIAL, capture(failure=200, overall_timeout=100)], watch_plays=True))
    plays = []
    while (wait := call.advance()) is not None:
        if isinstance(wait, DialWait):
            call.dialled(LegOutcome(after=0))
        elif isinstance(wait, EntryWait):
            call.press(Presses())
        elif isinstance(wait, PlayWait):
            plays.append(wait.prompt.part)
            if len(plays) > before:
                call.fault(-2005)
            else:
                call.plays()
    assert plays[-1] == part
    assert call.error == -2005


def test_a_watched_call_without_a_fault_left_is_like_an_unwatched_one() -> None:
    actions: list[Action] = [DIAL, capture(success=100, max_digits=1), FILE]
    keys = {1: [(300, "1")]}
    watched = run(actions, keys, faults=[Fault(-2006, "playFile")])
    plain = run(actions, keys)
    same = next(n for n, event in enumerate(watched.trace) if isinstance(event, Struck))
    assert watched.trace[:same] == plain.trace[:same]
    assert ending(watched) == ("ERROR", -2006, "PLAY_FILE")
