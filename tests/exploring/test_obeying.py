"""A caller who does exactly what the prompt announces succeeds, or a lint and a finding say why not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from attrs import frozen
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.announcing.language import languages
from simulator.api.exploration import explore
from simulator.api.findings import check
from simulator.api.run import run
from simulator.entries.in_the_way import needed_ms
from simulator.model.call.event import EntryEnded
from tests.bodies import request
from tests.exploring.prompts import PHRASES

if TYPE_CHECKING:
    from tests.exploring.prompts import Phrases

ALARMS = {"L017", "L024", "L025", "L027"}
"""Lints that say of an entry that a caller who obeys cannot make it, or cannot end it."""
EXPLAINED = ALARMS | {"L004", "L016"}
"""The same, and those that said so of a kind of its own before."""
FOUND = {"X018", "X019"}
UNLIMITED = (1, 3, 8, 25)


@frozen
class Question:
    """A capture, and all that its prompt tells the caller to enter: the keys, and the digits that come of them."""

    params: dict[str, Any]
    entries: dict[str, str]


@st.composite
def limits(draw: st.DrawFn) -> dict[str, Any]:
    """The limits and timers of a capture that the platform accepts."""
    high = draw(st.none() | st.integers(1, 12))
    low = draw(st.none() | st.integers(1, high)) if high else None
    overall = draw(st.sampled_from((None, 2000, 4000, 10_000, 30_000)))
    digit = (
        draw(st.none() | st.sampled_from([ms for ms in (1500, 3000, 9500, 10_000) if ms <= overall]))
        if overall
        else None
    )
    ends = draw(st.sampled_from((None, True, False))) if high else None
    given = {
        "minDigits": low,
        "maxDigits": high,
        "overallTimeout": overall,
        "digitTimeout": digit,
        "completeOnHash": ends,
    }
    return {name: value for name, value in given.items() if value is not None}


@st.composite
def questions(draw: st.DrawFn, phrases: Phrases) -> Question:
    """A capture with a prompt of this language that announces choices, a number of digits, or no more than a number."""
    taken, closing = draw(limits()), draw(st.booleans())
    kind = draw(st.sampled_from(("menu", "digits", "number")))
    if kind == "menu":
        closing = closing and draw(st.booleans())
        known = "123790*" if closing else "123790*#"
        keys = draw(st.lists(st.sampled_from((*known, "10", "12")), min_size=1, max_size=3, unique=True))
        prompt, entries = phrases.menu(keys, closing=closing), keys
    elif kind == "digits":
        low = draw(st.integers(1, 16))
        high = draw(st.sampled_from((low, low + 2)))
        prompt, entries = phrases.digits(low, high, closing=closing), ["7" * count for count in range(low, high + 1)]
    else:
        prompt, entries = phrases.any_number(closing=closing), ["7" * count for count in _lengths(taken)]
    params = {"promptMessage": prompt, "voiceProfile": phrases.voice, "noOfTries": 1, **taken}
    return Question(params, {digits + "#" * closing: digits for digits in entries})


def _lengths(taken: dict[str, Any]) -> list[int]:
    """How long a number may be, as the limits say it: `minDigits` to `maxDigits`, or `maxDigits` alone.

    Nobody says that there are any as long as take more time than there is, but for the shortest of a range.
    """
    low, high = taken.get("minDigits", 1), taken.get("maxDigits")
    only_full = taken.get("completeOnHash") is False and "digitTimeout" not in taken
    lengths = UNLIMITED if high is None else range(low, high + 1) if low > 1 and not only_full else (high,)
    left = taken.get("overallTimeout", 30_000) - taken.get("digitTimeout", 0)
    return [count for count in lengths if count in (low, 1) or only_full or needed_ms(count + 1) <= left]


def succeeds(body: dict[str, Any], keys: str, digits: str) -> bool:
    """Whether a caller who presses these keys has entered these digits."""
    ended = next(event for event in run(body, keys).trace if isinstance(event, EntryEnded))
    return (ended.outcome, ended.digits) == ("accepted", digits)


@pytest.mark.parametrize("code", languages())
@given(data=st.data())
@settings(max_examples=settings().max_examples // 5)
def test_who_obeys_succeeds_or_is_told_why_not(code: str, data: st.DataObject) -> None:
    asked = data.draw(questions(PHRASES[code]))
    body = request({"action": "sayAndCapture", "params": asked.params})
    failing = {keys for keys, digits in asked.entries.items() if not succeeds(body, keys, digits)}
    lints = {one.code for one in check(body).diagnostics}
    found = {one.code for one in explore(body, legs=["answered"]).findings}
    if failing:
        assert lints & EXPLAINED, (failing, asked)
        assert found & FOUND, (failing, asked)
    else:
        assert not lints & ALARMS, asked
        assert not found & FOUND or "L016" in lints, asked
