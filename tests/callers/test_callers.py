"""Callers: one token per entry, silence after the last, and what is left over."""

from __future__ import annotations

import pytest

from simulator.callers.scripted import Scripted
from simulator.callers.silent import Silent
from simulator.compiler.compiled import compile_actions
from simulator.engine.waits import EntryWait
from simulator.errors import UsageError
from simulator.model.assumptions import Assumptions
from simulator.model.call.outcome import Presses
from simulator.model.machine.table import Prompt
from tests.engine.calls import DIAL, RING, capture, run, say, summary_of

COMPILED = compile_actions((), "reply", Assumptions())


def entry(number: int, ms: int = 2000) -> EntryWait:
    return EntryWait(Prompt("prompt", "p", length=ms), "1.sayAndCapture.prompting", number, COMPILED)


def test_each_token_answers_one_entry_and_then_the_caller_is_silent() -> None:
    caller = Scripted.of("1 silence ^2")
    assert [caller.entry(entry(number)).keys for number in (1, 2, 3, 4)] == [((3000, "1"),), (), ((1000, "2"),), ()]


def test_tokens_left_over_are_named() -> None:
    caller = Scripted.of("1 42# hangup")
    assert [caller.left(entries) for entries in (0, 2, 3, 9)] == [("1", "42#", "hangup"), ("hangup",), (), ()]


def test_hangups_at_a_time_are_counted_from_answering() -> None:
    assert Scripted.of("hangup@2s").hangups == (2000,)
    result = run([DIAL, say(5000)], "hangup@2s")
    assert (result.call.now, summary_of(result)["lastAction"]) == (RING + 2000, "SAY")


def test_a_script_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(UsageError):
        Scripted.of("nonsense")


def test_keys_from_a_script_reach_the_call() -> None:
    result = run([DIAL, capture(max_digits=2, overall_timeout=3000)], "silence 42")
    assert [(c.digits, c.reason) for c in result.captures] == [("", "overallTimeout"), ("42", "maxDigits")]


def test_a_hangup_token_hangs_up_as_the_prompt_begins() -> None:
    result = run([DIAL, capture(overall_timeout=1000)], "silence hangup[300]")
    assert result.call.now == RING + 2000 + 300


def test_a_silent_caller_lets_every_entry_time_out() -> None:
    assert Silent().entry(entry(1)) == Presses()
    assert Silent().hangups == ()
    result = run([DIAL, capture(overall_timeout=1000)], Silent())
    assert [c.reason for c in result.captures] == ["overallTimeout"] * 3
