"""Every row of the capture timing table, 1 ms before, at, and 1 ms after each of its timers.

Prompts last 1000 ms, `digitTimeout` is 2000 and `overallTimeout` 5000 unless a case says otherwise; times are
in ms from the beginning of the first prompt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from simulator.model.call.event import Asked, Captured, EntryEnded, Heard, Interrupted, Lost, Pressed
from tests.engine.calls import DIAL, HANGUP, RING, capture, events, run, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.running.result import CallResult
    from tests.engine.calls import Key, Try

TIMERS = {"digit_timeout": 2000, "overall_timeout": 5000}


def tries(result: CallResult) -> list[Try]:
    """Each try: digits, outcome, reason, and when it was over."""
    return [(e.digits, e.outcome, e.reason, e.at - RING) for e in events(result, EntryEnded)]


def captured(result: CallResult) -> list[str | None]:
    return [event.digits for event in events(result, Captured)]


def once(keys: Iterable[tuple[int, str]], **capture_fields: Any) -> CallResult:
    """One try with keys at these times; a time may hold several keys."""
    fields = {"max_digits": 4, "no_of_tries": 1, **TIMERS, **capture_fields}
    return run([DIAL, capture(**fields)], {1: [(at, key) for at, group in keys for key in group]})


CASES = {
    # a key during the prompt stops it and counts; the digit timer runs from it
    "barge-in 1 ms into the prompt": ([(1, "5")], {}, ("5", "accepted", "digitTimeout", 2001)),
    "barge-in as the prompt begins": ([(0, "5")], {}, ("5", "accepted", "digitTimeout", 2000)),
    "1 ms before the prompt ends": ([(999, "5")], {}, ("5", "accepted", "digitTimeout", 2999)),
    "as the prompt ends": ([(1000, "5")], {}, ("5", "accepted", "digitTimeout", 3000)),
    "1 ms after the prompt ended": ([(1001, "5")], {}, ("5", "accepted", "digitTimeout", 3001)),
    # digitTimeout since the last key
    "a key 1 ms before digitTimeout": ([(1500, "5"), (3499, "6")], {}, ("56", "accepted", "digitTimeout", 5499)),
    "a key at digitTimeout": ([(1500, "5"), (3500, "6")], {}, ("56", "accepted", "digitTimeout", 5500)),
    "a key 1 ms after digitTimeout": ([(1500, "5"), (3501, "6")], {}, ("5", "accepted", "digitTimeout", 3500)),
    # digitTimeout since the prompt ended, when no key came
    "the first key 1 ms before digitTimeout": ([(2999, "5")], {}, ("5", "accepted", "digitTimeout", 4999)),
    "the first key at digitTimeout": ([(3000, "5")], {}, ("5", "accepted", "digitTimeout", 5000)),
    "the first key 1 ms after digitTimeout": ([(3001, "5")], {}, ("", "rejected", "digitTimeout", 3000)),
    "no key at all": ([], {}, ("", "rejected", "digitTimeout", 3000)),
    # what digitTimeout ends is judged
    "too few keys at digitTimeout": ([(1500, "5")], {"min_digits": 2}, ("5", "rejected", "digitTimeout", 3500)),
    "just enough at digitTimeout": (
        [(1500, "5"), (1600, "6")], {"min_digits": 2}, ("56", "accepted", "digitTimeout", 3600),
    ),
    # overallTimeout since the prompt ended is a capture error, whatever was entered
    "overall: no key, no digitTimeout": ([], {"digit_timeout": None}, ("", "rejected", "overallTimeout", 6000)),
    "overall: a key 1 ms before": (
        [(5999, "5")], {"digit_timeout": None}, ("5", "rejected", "overallTimeout", 6000),
    ),
    "overall: a key at it counts, and the timer strikes after it": (
        [(6000, "5")], {"digit_timeout": None}, ("5", "rejected", "overallTimeout", 6000),
    ),
    "overall: the last key at it ends the entry first": (
        [(6000, "5")], {"digit_timeout": None, "max_digits": 1}, ("5", "accepted", "maxDigits", 6000),
    ),
    "overall: a key 1 ms after": (
        [(6001, "5")], {"digit_timeout": None, "max_digits": 1}, ("", "rejected", "overallTimeout", 6000),
    ),
    "overall: # 1 ms before ends the entry": (
        [(5000, "5"), (5999, "#")], {"digit_timeout": None}, ("5", "accepted", "hash", 5999),
    ),
    "overall: # at it ends the entry": (
        [(5000, "5"), (6000, "#")], {"digit_timeout": None}, ("5", "accepted", "hash", 6000),
    ),
    "overall: # 1 ms after is too late": (
        [(5000, "5"), (6001, "#")], {"digit_timeout": None}, ("5", "rejected", "overallTimeout", 6000),
    ),
    # overallTimeout since the first key, when it barged in
    "overall from the key that barged in: last key at it": (
        [(200, "5"), (5200, "6")], {"digit_timeout": None, "max_digits": 2}, ("56", "accepted", "maxDigits", 5200),
    ),
    "overall from the key that barged in: 1 ms after": (
        [(200, "5"), (5201, "6")], {"digit_timeout": None, "max_digits": 2}, ("5", "rejected", "overallTimeout", 5200),
    ),
    "overall is not started again by a second key": (
        [(200, "5"), (900, "6"), (5201, "7")], {"digit_timeout": None}, ("56", "rejected", "overallTimeout", 5200),
    ),
    # both timers at the same millisecond: the digit timeout comes first
    "both timers at once, no key": (
        [], {"digit_timeout": 5000}, ("", "rejected", "digitTimeout", 6000),
    ),
    "both timers at once after a key": (
        [(2500, "4"), (4000, "5")], {}, ("45", "accepted", "digitTimeout", 6000),
    ),
    "both timers 1 ms apart, overall first": (
        [(2500, "4"), (4001, "5")], {}, ("45", "rejected", "overallTimeout", 6000),
    ),
    "both timers 1 ms apart, digit first": (
        [(2500, "4"), (3999, "5")], {}, ("45", "accepted", "digitTimeout", 5999),
    ),
    "a key at the millisecond of both": (
        [(2500, "4"), (4000, "5"), (6000, "6")], {"max_digits": 3}, ("456", "accepted", "maxDigits", 6000),
    ),
    # equal timeouts are a matter of course
    "equal timeouts: the digit timer judges": (
        [(500, "5")], {"digit_timeout": 5000}, ("5", "accepted", "digitTimeout", 5500),
    ),
    # maxDigits ends the entry at once, whatever completeOnHash says
    "maxDigits reached": ([(1100, "1"), (1200, "2")], {"max_digits": 2}, ("12", "accepted", "maxDigits", 1200)),
    "maxDigits reached, completeOnHash false": (
        [(1100, "1"), (1200, "2")], {"max_digits": 2, "complete_on_hash": False}, ("12", "accepted", "maxDigits", 1200),
    ),
    "one key of one, during the prompt": ([(10, "7")], {"max_digits": 1}, ("7", "accepted", "maxDigits", 10)),
    "the default of 25 digits": (
        [(1000 + n, "1") for n in range(25)], {"max_digits": None}, ("1" * 25, "accepted", "maxDigits", 1024),
    ),
    # # with completeOnHash
    "# ends the entry and is no digit": ([(1100, "12#")], {}, ("12", "accepted", "hash", 1100)),
    "# before minDigits": ([(1100, "1#")], {"min_digits": 2}, ("1", "rejected", "hash", 1100)),
    "# with nothing before it": ([(1100, "#")], {}, ("", "rejected", "hash", 1100)),
    "# during the prompt": ([(100, "#")], {}, ("", "rejected", "hash", 100)),
    "# at exactly minDigits": ([(1100, "12#")], {"min_digits": 2}, ("12", "accepted", "hash", 1100)),
    # # without completeOnHash is an ordinary key
    "# counts where completeOnHash is false": (
        [(1100, "1#2")], {"max_digits": 3, "complete_on_hash": False}, ("1#2", "accepted", "maxDigits", 1100),
    ),
    "# as the last key where completeOnHash is false": (
        [(1100, "1#")], {"max_digits": 2, "complete_on_hash": False}, ("1#", "accepted", "maxDigits", 1100),
    ),
    "# barges in where completeOnHash is false": (
        [(100, "#")], {"max_digits": 1, "complete_on_hash": False}, ("#", "accepted", "maxDigits", 100),
    ),
    # judged: minDigits <= count <= maxDigits
    "minDigits missing is 1": ([(1100, "1")], {}, ("1", "accepted", "digitTimeout", 3100)),
    "minDigits equal to maxDigits": (
        [(1100, "12")], {"min_digits": 2, "max_digits": 2}, ("12", "accepted", "maxDigits", 1100),
    ),
    # all sixteen keys
    "every key but #": ([(1100, "0123456789*ABCD")], {"max_digits": 15},
                        ("0123456789*ABCD", "accepted", "maxDigits", 1100)),
}  # fmt: skip


@pytest.mark.parametrize(("keys", "fields", "expected"), CASES.values(), ids=CASES)
def test_a_try_ends_as_the_table_says(keys: list[Key], fields: dict[str, Any], expected: Try) -> None:
    result = once(keys, **fields)
    assert tries(result) == [expected]
    assert captured(result) == [expected[0] if expected[1] == "accepted" else None]


def test_there_is_no_inter_digit_timer_unless_it_is_given() -> None:
    result = once([(1100, "1"), (5900, "2")], digit_timeout=None, max_digits=2)
    assert tries(result) == [("12", "accepted", "maxDigits", 5900)]


def test_the_default_overall_timeout_is_thirty_seconds() -> None:
    result = once([], digit_timeout=None, overall_timeout=None)
    assert tries(result) == [("", "rejected", "overallTimeout", 31_000)]


def test_a_barge_in_stops_the_prompt_with_all_its_repetitions() -> None:
    result = once([(2500, "5")], repetition=3, max_digits=1)
    assert [(e.at - RING, e.state) for e in events(result, Interrupted)] == [(2500, "2.sayAndCapture.prompting")]
    assert [(h.repetition, h.interrupted) for h in result.heard] == [(3, True)]


@pytest.mark.parametrize(("at", "interrupted"), [(999, True), (1000, False), (1001, False)])
def test_a_key_as_the_prompt_ends_does_not_interrupt_it(at: int, interrupted: bool) -> None:
    result = once([(at, "5")], max_digits=1)
    assert result.heard[0].interrupted is interrupted
    assert captured(result) == ["5"]


@pytest.mark.parametrize(("repetition", "length"), [(None, 1000), (1, 1000), (2, 2000), (3, 3000)])
def test_repetition_makes_the_prompt_longer_and_the_messages_not(repetition: int | None, length: int) -> None:
    result = once([], repetition=repetition, failure=500)
    assert tries(result)[0][3] == length + 2000
    assert [(e.prompt.part, e.prompt.length) for e in events(result, Heard)] == [("prompt", length), ("failure", 500)]


@pytest.mark.parametrize(("speed", "factor"), [(0.5, 2), (1, 1), (2.0, 0.5), (None, 1)])
def test_speed_is_that_of_the_prompt_and_both_messages(speed: float | None, factor: float) -> None:
    action = capture(speed=speed, success=400, failure=600, max_digits=1, no_of_tries=2, overall_timeout=1000)
    result = run([DIAL, action], {2: [(0, "1")]})
    assert [(e.prompt.part, e.prompt.length) for e in events(result, Heard)] == [
        ("prompt", 1000 * factor), ("failure", 600 * factor), ("prompt", 1000 * factor), ("success", 400 * factor),
    ]  # fmt: skip


def test_repetition_applies_at_every_try() -> None:
    result = run([DIAL, capture(repetition=2, no_of_tries=3, overall_timeout=1000)])
    assert [item.repetition for item in result.heard] == [2, 2, 2]
    assert [at for *_, at in tries(result)] == [3000, 6000, 9000]


def test_each_try_begins_as_soon_as_the_failure_message_is_over() -> None:
    result = run([DIAL, capture(failure=500, no_of_tries=3, overall_timeout=1000)])
    assert [(e.prompt.part, e.at - RING) for e in events(result, Heard)] == [
        ("prompt", 0), ("failure", 2000), ("prompt", 2500), ("failure", 4500), ("prompt", 5000), ("failure", 7000),
    ]  # fmt: skip


def test_the_failure_message_is_played_after_the_last_try_too_and_the_webhook_gets_null() -> None:
    result = run([DIAL, capture(failure=500, no_of_tries=2, overall_timeout=1000)])
    assert [item.part for item in result.heard] == ["prompt", "failure"] * 2
    assert captured(result) == [None]
    assert [(e.at - RING, e.digits) for e in events(result, Asked)] == [(5000, None)]
    vca = next(hook for hook in result.webhooks if hook.type == "VCA")
    assert vca.body["payload"]["eventData"] == {"dtmf": None}


@pytest.mark.parametrize("tries_allowed", [1, 2, 3, 5])
def test_no_of_tries_counts_entries_in_all(tries_allowed: int) -> None:
    result = run([DIAL, capture(no_of_tries=tries_allowed, overall_timeout=1000)])
    assert len(tries(result)) == tries_allowed == result.call.entry


def test_three_tries_are_the_default() -> None:
    assert len(tries(run([DIAL, capture(overall_timeout=1000)]))) == 3


def test_the_last_try_can_still_succeed() -> None:
    result = run([DIAL, capture(no_of_tries=3, max_digits=1, overall_timeout=1000)], {3: [(1500, "9")]})
    assert [outcome for _, outcome, _, _ in tries(result)] == ["rejected", "rejected", "accepted"]
    assert captured(result) == ["9"]


def test_a_new_try_begins_with_no_digits() -> None:
    action = capture(min_digits=3, max_digits=3, no_of_tries=2, **TIMERS)
    result = run([DIAL, action], {1: [(1100, "1"), (1200, "2")], 2: [(1100, "3"), (1200, "4"), (1300, "5")]})
    assert [digits for digits, *_ in tries(result)] == ["12", "345"]


def test_tries_and_digits_begin_anew_with_the_next_capture() -> None:
    action = capture(no_of_tries=2, max_digits=1, overall_timeout=1000)
    result = run([DIAL, action, action], {4: [(1100, "8")]})
    assert captured(result) == [None, "8"]
    assert len(tries(result)) == 4


def test_the_success_message_is_played_before_the_action_is_complete() -> None:
    result = run([DIAL, capture(success=700, max_digits=1)], {1: [(1500, "1")]})
    assert [(e.prompt.part, e.at - RING) for e in events(result, Heard)] == [("prompt", 0), ("success", 1500)]
    assert [e.at - RING for e in events(result, Captured)] == [2200]


@pytest.mark.parametrize("message", ["success", "failure"])
def test_a_message_cannot_be_interrupted_and_the_key_is_lost(message: str) -> None:
    fields = {"max_digits": 2, "min_digits": 2, message: 1000, "no_of_tries": 1}
    ending = "2" if message == "success" else "#"
    result = run([DIAL, capture(**fields)], {1: [(100, "1"), (200, ending), (700, "9")]})
    (lost,) = events(result, Lost)
    assert (lost.at - RING, lost.key, lost.state) == (700, "9", f"2.sayAndCapture.{_role(message)}")
    assert "message cannot be interrupted" in lost.why
    assert not result.heard[-1].interrupted
    assert result.call.now - RING == 1200


def _role(message: str) -> str:
    return {"success": "accepted", "failure": "rejected"}[message]


def test_keys_left_when_the_entry_has_ended_are_lost_and_the_trace_says_so() -> None:
    result = run([DIAL, capture(max_digits=1), say(2000), HANGUP], {1: [(100, "1"), (200, "2"), (9000, "3")]})
    assert [(e.key, e.at - RING, e.state) for e in events(result, Lost)] == [
        ("2", 200, "3.say.speaking"),
        ("3", 2100, "end.COMPLETED"),
    ]
    assert [e.why for e in events(result, Lost)] == [
        "no entry is open",
        "the call is over (it was meant for 10000 ms)",
    ]


def test_keys_of_one_entry_never_reach_into_the_next() -> None:
    action = capture(max_digits=2, no_of_tries=2, overall_timeout=1000)
    result = run([DIAL, action], {1: [(1500, "1"), (2500, "2")], 2: [(1500, "3"), (1600, "4")]})
    assert captured(result) == ["34"]
    assert [(e.key, e.why) for e in events(result, Lost)] == [("2", "the entry it was meant for is over")]


def test_every_key_that_counts_is_in_the_trace() -> None:
    result = once([(1100, "1"), (1200, "2")], max_digits=2)
    assert [(e.key, e.at - RING) for e in events(result, Pressed)] == [("1", 1100), ("2", 1200)]
