"""Callers: one token per entry, silence after the last, and what is left over."""

from __future__ import annotations

import pytest

from simulator.callers.scripted import Scripted
from simulator.callers.silent import Silent
from simulator.compiler.compiled import compile_actions
from simulator.engine.waits import EntryWait
from simulator.errors import UsageError
from simulator.model.assumptions import Assumptions
from simulator.model.call.event import Lost, Pressed
from simulator.model.call.keys import hangup_at
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
    assert caller.left(run([DIAL], caller).call) == ("1", "42#", "hangup")
    assert caller.left(run([DIAL, capture(max_digits=1), capture(max_digits=2)], caller).call) == ("hangup",)


@pytest.mark.parametrize(
    ("keys", "legs", "left"),
    [
        ("1@1s 2@9s hangup@9s", (), ("2@9s",)),
        ("1@5s 2@5001ms", (), ("2@5001ms",)),
        ("7 1@5s 2@5s", (), ("7",)),
        ("1@1s", ("busy",), ("1@1s",)),
        ("1@1s", ("machine",), ("1@1s",)),
        ("hangup@1s 1@1s 2@1001ms", (), ("2@1001ms",)),
    ],
)
def test_keys_whose_time_never_came_are_left_over(keys: str, legs: tuple[str, ...], left: tuple[str, ...]) -> None:
    caller = Scripted.of(keys)
    result = run([DIAL, say(5000)], caller, legs=legs)
    assert caller.left(result.call) == left
    assert not [one for one in result.call.trace if isinstance(one, Lost) and "over" in one.why]


def test_a_key_at_a_time_of_its_own_counts_where_an_entry_is_open_and_answers_none() -> None:
    result = run([DIAL, say(1000), capture(max_digits=2), capture(max_digits=1)], "4 7 5@0s 6@500ms 8@2500ms 9@3s")
    keys = [(type(one), one.at - RING, one.key) for one in result.call.trace if isinstance(one, Pressed | Lost)]
    assert keys[:4] == [(Lost, 0, "5"), (Lost, 500, "6"), (Pressed, 2500, "8"), (Pressed, 3000, "9")]
    assert [one.digits for one in result.captures] == ["89", "7"]


def test_hangups_at_a_time_are_counted_from_answering() -> None:
    assert Scripted.of("hangup@2s").timed == (hangup_at(2000),)
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
    assert Silent().timed == ()
    result = run([DIAL, capture(overall_timeout=1000)], Silent())
    assert [c.reason for c in result.captures] == ["overallTimeout"] * 3
