"""The far end may hang up at any moment: the session is COMPLETED, and lastAction is what was running."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.model.call.event import Ended, EntryEnded, HungUp, LegEnded, Moved
from simulator.model.call.outcome import LegOutcome, Presses
from tests.engine.calls import BRIDGE, DIAL, HANGUP, Exact, Replies, capture, events, run, say, summary_of

if TYPE_CHECKING:
    from simulator.actions.base.position import Action

ACTIONS: list[Action] = [
    DIAL,
    say(1000),
    capture(1000, success=500, failure=500, min_digits=2, max_digits=3, digit_timeout=1000, overall_timeout=4000),
    BRIDGE,
    say(700, repetition=2),
    HANGUP,
]
LEGS = [LegOutcome(after=0), LegOutcome(after=2000, talks=3000)]
KEYS = {1: [(1200, "#")], 2: [(300, "1"), (900, "2"), (1100, "#")]}
SUMMARIES = {"say": "SAY", "sayAndCapture": "SAY_AND_CAPTURE", "makeCall": "MAKE_CALL", "hangup": "HANGUP"}

UNTOUCHED = run(ACTIONS, KEYS, legs=LEGS)


def running(at: int) -> str:
    """The action of the undisturbed call that runs at this moment, before anything else of that moment but keys."""
    place = "1.makeCall"
    for event in UNTOUCHED.trace:
        if isinstance(event, Moved) and event.at < at and event.state[0].isdigit():
            place = event.state
    return SUMMARIES[place.split(".")[1]]


@given(st.integers(1, UNTOUCHED.call.now - 1))
@settings(max_examples=400)
def test_a_hangup_at_any_moment_completes_the_session_with_the_running_action(at: int) -> None:
    result = run(ACTIONS, Exact(KEYS, hangups=(at,)), legs=LEGS)
    (ended,) = events(result, Ended)
    assert (ended.at, ended.status, ended.error) == (at, "COMPLETED", None)
    boundary = any(event.at == at for event in UNTOUCHED.trace if isinstance(event, Moved))
    if not boundary:
        assert ended.last_action == running(at)
    ends = {event.leg: event.status for event in events(result, LegEnded)}
    assert ends["A"] == "COMPLETED"
    assert ends.get("B") in (None, "COMPLETED", "CANCELED")


def test_an_entry_that_is_open_is_abandoned_with_its_keys() -> None:
    result = run([DIAL, capture(max_digits=4)], {1: Presses(((1500, "1"), (1600, "2")), hangup=1700)})
    assert [(c.digits, c.outcome, c.reason) for c in result.captures] == [("12", "abandoned", "hangup")]
    assert result.asks == 0


def test_a_hangup_during_the_prompt_interrupts_it() -> None:
    result = run([DIAL, capture()], {1: Presses(hangup=400)})
    assert result.heard[0].interrupted
    assert [(c.digits, c.outcome, c.reason) for c in result.captures] == [("", "abandoned", "hangup")]


@pytest.mark.parametrize("ms", [1999, 2000, 2001])
def test_a_hangup_at_the_very_end_of_a_message(ms: int) -> None:
    """The message is over at 2000 ms: then the next prompt has begun, and its entry is abandoned."""
    action = capture(failure=500, no_of_tries=2, overall_timeout=500)
    result = run([DIAL, action], {1: Presses(hangup=ms)})
    tried = [entry.reason for entry in events(result, EntryEnded)]
    assert tried == (["overallTimeout"] if ms < 2000 else ["overallTimeout", "hangup"])


def test_a_hangup_while_the_webhook_thinks_ends_the_session() -> None:
    result = run([DIAL, say(500)], Exact(hangups=(700,)), legs=LEGS, responder=Replies([[say(100)]], delay=1000))
    session = summary_of(result)
    assert session["sessionStatus"] == "COMPLETED"
    assert session["lastAction"] == "SAY"
    (vca,) = [hook for hook in result.webhooks if hook.type == "VCA"]
    assert vca.reply is None


def test_a_key_in_the_millisecond_of_the_hangup_still_counts() -> None:
    result = run([DIAL, capture(max_digits=1), HANGUP], {1: Presses(((500, "1"),), hangup=500)})
    assert [c.digits for c in result.captures] == ["1"]


@pytest.mark.parametrize("after", [0, 1, 300])
def test_a_caller_can_hang_up_as_soon_as_the_call_is_answered(after: int) -> None:
    result = run([DIAL, say(1000)], Exact(hangups=(after,)), legs=[LegOutcome(after=2000)])
    assert (summary_of(result)["sessionStatus"], result.call.now) == ("COMPLETED", 2000 + after)
    talked = run([DIAL, say(1000)], legs=[LegOutcome(after=2000, talks=after)])
    assert talked.trace == result.trace


@pytest.mark.parametrize("after", [0, 1, 300])
def test_who_calls_in_can_hang_up_at_any_time_too(after: int) -> None:
    result = run([], Exact(hangups=(after,)), kind="inbound", responder=Replies([[say(1000)]]))
    assert (summary_of(result)["sessionStatus"], result.call.now) == ("COMPLETED", after)


def test_only_the_first_hangup_matters() -> None:
    result = run([DIAL, say(5000)], Exact(hangups=(300, 200)), legs=LEGS)
    assert [event.at for event in events(result, HungUp)] == [200]


def test_a_far_end_that_is_not_connected_yet_cannot_hang_up() -> None:
    from simulator.engine.call import Call
    from simulator.engine.drive import drive
    from simulator.networks.scripted import ScriptedNetwork
    from simulator.responders.nobody import Nobody
    from tests.engine.calls import setting_of

    call = Call(setting_of([DIAL, say(1000)]))
    call.hang_up(500)
    drive(call, ScriptedNetwork((LegOutcome(after=1000),)), Exact(), Nobody())
    assert not any(isinstance(event, HungUp) for event in call.trace)


def test_hangup_right_after_a_capture_throws_the_digits_away() -> None:
    result = run([DIAL, capture(max_digits=1), HANGUP], {1: [(100, "1")]})
    assert result.asks == 0
    assert summary_of(result)["lastAction"] == "HANGUP"
