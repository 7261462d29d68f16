"""What is read from rows is what a call does: no entry is taken otherwise than its `DtmfEntry` says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.compiler.compiled import compile_actions
from simulator.engine.call import Call
from simulator.engine.drive import drive
from simulator.entries.entry import DtmfEntry
from simulator.model.call.event import Asked, EntryEnded
from simulator.networks.scripted import ScriptedNetwork
from simulator.responders.nobody import Nobody
from tests.engine.calls import BRIDGE, DIAL, HANGUP, Exact, assumptions, capture, say, setting_of, spoken

if TYPE_CHECKING:
    from simulator.actions.base.position import Action

LIMITS = st.fixed_dictionaries(
    {"max_digits": st.integers(1, 4), "no_of_tries": st.just(1)},
    optional={
        "min_digits": st.integers(1, 4),
        "complete_on_hash": st.booleans(),
        "digit_timeout": st.just(2000),
        "overall_timeout": st.just(60_000),
    },
)
SETTINGS = st.fixed_dictionaries(
    {},
    optional={
        name: st.booleans()
        for name in ("max_digits_completes", "hash_is_digit", "hash_counts_without_complete_on_hash",
                     "digit_timeout_judges", "overall_timeout_judges")
    },
)  # fmt: skip


def entered(limits: dict[str, Any], settings: dict[str, Any], keys: str) -> EntryEnded:
    """How an entry ends in which these keys are pressed, one after the other."""
    limits = {**limits, "min_digits": min(limits.get("min_digits", 1), limits["max_digits"])}
    presses = {1: [(1500 + 300 * at, key) for at, key in enumerate(keys)]}
    call = Call(setting_of([DIAL, capture(**limits)], settings=settings))
    drive(call, ScriptedNetwork(), Exact(presses), Nobody())
    return next(event for event in call.trace if isinstance(event, EntryEnded))


def entry_of(limits: dict[str, Any], settings: dict[str, Any]) -> DtmfEntry:
    limits = {**limits, "min_digits": min(limits.get("min_digits", 1), limits["max_digits"])}
    compiled = compile_actions([capture(**limits)], "reply", assumptions(**settings))
    return compiled.entries[compiled.first]


@given(LIMITS, SETTINGS, st.text("12#*", min_size=1, max_size=6))
def test_what_an_entry_takes_is_what_a_call_accepts(
    limits: dict[str, Any], settings: dict[str, Any], digits: str
) -> None:
    entry = entry_of(limits, settings)
    if entry.takes(digits):
        ended = entered(limits, settings, entry.script(digits))
        assert (ended.outcome, ended.digits) == ("accepted", digits)


@given(LIMITS, SETTINGS, st.text("12#*", max_size=6))
def test_no_call_accepts_what_an_entry_does_not_take(
    limits: dict[str, Any], settings: dict[str, Any], keys: str
) -> None:
    ended = entered(limits, settings, keys)
    if ended.outcome == "accepted":
        assert entry_of(limits, settings).takes(ended.digits)


CAPTURE = capture(max_digits=1)


@pytest.mark.parametrize(
    ("actions", "after", "told"),
    [
        ([CAPTURE], "list", [True]),
        ([CAPTURE, CAPTURE], "list", [False, True]),
        ([CAPTURE, CAPTURE], "capture", [True, True]),
        ([CAPTURE, say(1000), BRIDGE], "list", [True]),
        ([CAPTURE, HANGUP], "list", [False]),
        ([CAPTURE, HANGUP], "capture", [True]),
    ],
)
def test_the_webhook_is_told_of_what_nothing_throws_away(actions: list[Any], after: str, told: list[bool]) -> None:
    compiled = compile_actions(actions, "reply", assumptions(vca_after=after))
    entries = [compiled.entries[state.name] for state in compiled.table.states if state.waits_for == "entry"]
    assert [entry.told for entry in entries] == told


def test_what_was_said_since_the_entry_before_and_the_timers_that_run() -> None:
    actions: list[Action] = [
        say(1000),
        capture(2000, failure=500, digit_timeout=700, overall_timeout=9000),
        say(3000),
        CAPTURE,
    ]
    compiled = compile_actions(actions, "reply", assumptions(overall_timer_starts="promptStart"))
    first, second = (compiled.entries[one.name] for one in compiled.table.states if one.waits_for == "entry")
    assert [prompt.text for prompt in first.prompts] == [spoken(1000), spoken(2000)]
    assert [prompt.text for prompt in second.prompts] == [spoken(3000), spoken(1000)]
    assert dict(first.timers) == {"digitTimeout": 700, "overallTimeout": 9000}


def test_every_question_about_digits_is_told_by_an_entry_that_says_so() -> None:
    call = Call(setting_of([DIAL, CAPTURE, capture(max_digits=2)]))
    drive(call, ScriptedNetwork(), Exact({1: [(1500, "1")], 2: [(1500, "2"), (1600, "3")]}), Nobody())
    assert [event.digits for event in call.trace if isinstance(event, Asked)] == ["23"]
