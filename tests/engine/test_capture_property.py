"""Random captures, keys, waits and settings: the call does what an independent statement of the rules says."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from attrs import evolve, frozen
from hypothesis import example, given
from hypothesis import strategies as st

from simulator.engine.call import Call
from simulator.engine.drive import drive
from simulator.model.call.event import Captured, EntryEnded, Lost, Pressed
from simulator.model.call.outcome import LegOutcome
from simulator.networks.scripted import ScriptedNetwork
from simulator.responders.nobody import Nobody
from tests.engine.calls import DIAL, RING, Exact, capture, setting_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.model.call.event import Event
    from tests.engine.calls import Key, Try

OFTEN = 250
"""Times are drawn in these steps, a millisecond more or less, so that things often fall together."""


@frozen
class Rules:
    """The numbers of one capture, defaults filled in, and what is assumed."""

    prompt: int
    success: int
    failure: int
    low: int
    high: int
    digit: float
    overall: int
    hash_ends: bool
    tries: int
    barge_in: bool = True
    message_barge_in: bool = False
    max_digits_completes: bool = True
    hash_counts: bool = True
    hash_is_digit: bool = False
    digit_judges: bool = True
    overall_judges: bool = False
    from_prompt_start: bool = False
    key_first: bool = True
    digit_first: bool = True


def one_try(rules: Rules, begin: float, keys: Sequence[Key]) -> tuple[str, str, str, float, int]:
    """(digits, outcome, reason, when it ended, keys used up) of a try whose prompt begins at `begin`."""
    prompt_end, digits, used = begin + rules.prompt, "", 0
    overall = (begin if rules.from_prompt_start else prompt_end) + rules.overall
    timers = [(prompt_end + rules.digit, not rules.digit_first, "digitTimeout"), (overall, rules.digit_first, "over")]
    for used, (at, key) in enumerate(keys, 1):
        if at > min(timers)[0] or (at == min(timers)[0] and not rules.key_first):
            used -= 1
            break
        dead = key == "#" and not rules.hash_ends and not rules.hash_counts
        if at < (begin if rules.barge_in else prompt_end) or dead:
            continue
        if key == "#" and rules.hash_ends:
            enough = rules.low <= len(digits) <= rules.high
            return digits + "#" * rules.hash_is_digit, "accepted" if enough else "rejected", "hash", at, used
        if at < prompt_end and not digits and not rules.from_prompt_start:
            timers[1] = (at + rules.overall, *timers[1][1:])
        digits, timers[0] = digits + key, (at + rules.digit, *timers[0][1:])
        if len(digits) == rules.high and (rules.max_digits_completes or not rules.hash_ends):
            return digits, "accepted", "maxDigits", at, used
    over, _, reason = min(timers)
    judged = rules.digit_judges if reason == "digitTimeout" else rules.overall_judges
    good = judged and rules.low <= len(digits) <= rules.high
    return digits, "accepted" if good else "rejected", "overallTimeout" if reason == "over" else reason, over, used


def whole_capture(rules: Rules, keys: Sequence[Key]) -> tuple[list[tuple[str, str, str, float]], str | None, float]:
    """All tries (digits, outcome, reason, when), the result, and when the capture is complete."""
    at: float = 0
    keys, found = list(keys), []
    while True:
        digits, outcome, reason, ended, used = one_try(rules, at, keys)
        found.append((digits, outcome, reason, ended))
        at, keys = ended + (rules.success if outcome == "accepted" else rules.failure), keys[used:]
        cutting = [n for n, key in enumerate(keys) if key[0] < at] if rules.message_barge_in else []
        if cutting:
            at, keys = keys[cutting[0]][0], keys[cutting[0] + 1 :]
        keys = [key for key in keys if key[0] >= at]
        if outcome == "accepted":
            return found, digits, at
        if len(found) == rules.tries:
            return found, None, at


flags = st.booleans()
steps = st.integers(1, 24).map(lambda n: n * OFTEN)
lengths = st.one_of(steps, st.integers(1, 600).map(lambda n: n * 10))
messages = st.one_of(st.just(0), st.integers(1, 150).map(lambda n: n * 10))
waits = st.one_of(
    st.builds(lambda n, d: max(0, n * OFTEN + d), st.integers(0, 12), st.sampled_from((-1, 0, 0, 1))),
    st.integers(0, 3000),
)
KEYS = "0123456789*ABCD"
presses = st.lists(st.tuples(waits, st.one_of(st.sampled_from(KEYS), st.just("#"))), max_size=14)


@st.composite
def rules_of(draw: st.DrawFn) -> Rules:
    high = draw(st.one_of(st.integers(1, 4), st.integers(1, 25)))
    return Rules(
        prompt=draw(lengths.filter(lambda ms: ms % 10 == 0)),
        success=draw(messages),
        failure=draw(messages),
        low=draw(st.integers(1, high)),
        high=high,
        digit=draw(st.one_of(st.just(math.inf), steps)),
        overall=draw(st.one_of(steps, st.integers(1, 8000))),
        hash_ends=draw(flags),
        tries=draw(st.integers(1, 4)),
        **(draw(st.fixed_dictionaries(dict.fromkeys(SETTINGS, flags))) if draw(flags) else {}),
    )


SETTINGS = {
    "barge_in": "barge_in",
    "message_barge_in": "message_barge_in",
    "max_digits_completes": "max_digits_completes",
    "hash_counts": "hash_counts_without_complete_on_hash",
    "hash_is_digit": "hash_is_digit",
    "digit_judges": "digit_timeout_judges",
    "overall_judges": "overall_timeout_judges",
    "key_first": "key_at_timer_counts",
    "digit_first": "digit_timeout_first",
}


def simulated(rules: Rules, keys: Sequence[Key]) -> tuple[list[Try], str | None, int, list[Event]]:
    """The same, from a call: tries, result, when it was complete, and the trace."""
    action = capture(
        rules.prompt, rules.success or None, rules.failure or None,
        min_digits=rules.low, max_digits=rules.high, complete_on_hash=rules.hash_ends, no_of_tries=rules.tries,
        digit_timeout=None if rules.digit == math.inf else rules.digit, overall_timeout=rules.overall,
    )  # fmt: skip
    settings = {theirs: getattr(rules, ours) for ours, theirs in SETTINGS.items()}
    settings["overall_timer_starts"] = "promptStart" if rules.from_prompt_start else "promptEnd"
    call = Call(setting_of([DIAL, action], settings=settings))
    for at, key in keys:
        call.schedule(RING + at, "hash" if key == "#" else "digit", key)
    drive(call, ScriptedNetwork((LegOutcome(after=RING),)), Exact(), Nobody())
    found: list[Try] = [(e.digits, e.outcome, e.reason, e.at - RING) for e in call.trace if isinstance(e, EntryEnded)]
    (done,) = [event for event in call.trace if isinstance(event, Captured)]
    return found, done.digits, done.at - RING, call.trace


@given(rules_of(), presses, flags)
@example(Rules(1000, 0, 0, 1, 4, 2000, 5000, True, 1), [(1000, "1"), (2000, "2"), (2000, "3")], False)
@example(Rules(1000, 0, 0, 1, 1, 2000, 5000, True, 2), [(1200, "#"), (0, "2")], False)
@example(Rules(1000, 0, 250, 1, 1, 2000, 5000, True, 2), [(1200, "#"), (249, "1"), (1, "2")], False)
def test_a_call_captures_as_the_rules_say(rules: Rules, gaps: list[Key], from_prompt_start: bool) -> None:
    rules, keys, at = evolve(rules, from_prompt_start=from_prompt_start), [], 1
    for wait, key in gaps:
        at += wait
        keys.append((at, key))
    found, result, ended, trace = simulated(rules, keys)
    assert (found, result, ended) == whole_capture(rules, keys)
    said = [(event.at - RING, event.key) for event in trace if isinstance(event, Pressed | Lost)]
    said = [key for key in said if key[0] < ended]
    assert said == [key for key in keys if key[0] < ended], "every key is in the trace once: it counts or it is lost"
