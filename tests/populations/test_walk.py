"""The walk is the engine's: entries as the entry function has them, and each caller replays to the same end."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import simulator
from simulator.exploring.expecting.entering import EntryForm, entered
from simulator.model.callers.law import STEPS
from simulator.populations.layout import (
    C_CODES,
    C_WHAT,
    CHOICE,
    CLOSING,
    COUNTED,
    DIGIT_FIRST,
    FROM_START,
    IGNORED,
    KEY_FIRST,
    RULES,
    S_DIGIT,
    S_GAP,
    S_HIGH,
    S_OVERALL,
    S_PROMPT,
    STATE,
    TRAPPED,
)
from simulator.populations.sampling.engines import drawn
from simulator.populations.sampling.walk import pressed
from tests.populations._crowds import FLOWS, MODELS, SETTINGS, account, sampled

pytestmark = pytest.mark.slow

FORMS = st.builds(
    EntryForm, st.integers(0, 900), st.just(1), st.integers(1, 4), st.sampled_from([0, 200, 500]),
    st.sampled_from([400, 700, 2000]), *[st.booleans()] * 3, barge_in=st.just(True), from_start=st.booleans(),
    key_first=st.booleans(), digit_first=st.booleans(),
)  # fmt: skip


@given(FORMS, st.integers(0, 1500), st.sampled_from([0, 100, 200, 500]), st.text("12#", max_size=5))
def test_an_entry_of_the_walk_ends_as_the_entry_function_says(form: EntryForm, first: int, gap: int, keys: str) -> None:
    """At the same ms, with as many keys, by the same timer."""
    codes = [
        CLOSING if key == "#" and form.hash_ends else IGNORED if key == "#" and not form.hash_is_key else COUNTED
        for key in keys
    ]
    tables = [0] * RULES + [gap] * (STEPS + 1)
    tables[FROM_START], tables[KEY_FIRST], tables[DIGIT_FIRST] = form.from_start, form.key_first, form.digit_first
    state = len(tables)
    tables += [0] * (STATE + CHOICE)
    choice = state + STATE
    high = form.high if form.completes else 0
    for at, one in ((S_PROMPT, form.prompt), (S_DIGIT, form.digit_timeout), (S_OVERALL, form.overall_timeout),
                    (S_HIGH, high), (S_GAP, RULES)):  # fmt: skip
        tables[state + at] = one
    tables[choice + C_WHAT], tables[choice + C_CODES] = len(keys), len(tables)
    tables += codes
    at, which = pressed(tables, 7, first, state, choice)
    end = entered(form, [(first + gap * number, key) for number, key in enumerate(keys)])
    by_key = end.reason in ("hash", "maxDigits")
    expected = 2 * len(keys) + 2 if by_key else 2 * len(end.digits) + (end.reason == "overallTimeout")
    assert (at, which) == (end.at, expected)


@pytest.mark.slow
@pytest.mark.parametrize("settings", SETTINGS)
@pytest.mark.parametrize("name", FLOWS)
def test_each_caller_replays_to_the_same_end_at_the_same_ms(name: str, settings: str) -> None:
    """With as long a ring and talk, and as many rejected entries and persons."""
    model = MODELS["patient" if settings == "switched" else "mixed"]
    sample = sampled(name, model, settings, count=8, seed=5, engine="python")
    flow = simulator.load(FLOWS[name], account=account(settings))
    for caller in range(len(sample)):
        script, legs = sample.script(caller)
        (row,) = simulator.run_many(flow, [script], legs=legs)
        told = {one: column[caller] for one, column in sample.columns.items()}
        expected = sample.ends[told["end"]][0]
        assert row.outcome == expected or (told["end"] == TRAPPED and row.outcome.startswith("stopped")), script
        facts = row.facts
        assert [round(1000 * one) for one in (row.seconds, facts.ring_seconds, facts.talk_seconds)] == [
            told["ms"], told["ring"], told["talk"],
        ], script  # fmt: skip
        assert (facts.retries, facts.person, len(facts.entries)) == (
            told["retries"], told["person"], told["entries"],
        ), script  # fmt: skip


@pytest.mark.parametrize("name", ["number", "no hash"])
def test_the_overall_timer_may_start_with_the_prompt(name: str) -> None:
    """Then nobody hangs up at an entry, which is refused."""
    account = {"assumptions": {"overallTimerStarts": "promptStart"}}
    model = evolve(MODELS["patient"], hangup=0)
    sample = simulator.populate(FLOWS[name], model, count=100, account=account)
    plain = drawn("python", sample.crowd.tables, 0, 0, 100)
    assert [list(column) for column in sample.columns.values()] == [list(column) for column in plain]
    flow = simulator.load(FLOWS[name], account=account)
    for caller in range(10):
        script, legs = sample.script(caller)
        (row,) = simulator.run_many(flow, [script], legs=legs)
        assert round(row.seconds * 1000) == sample.columns["ms"][caller]


@pytest.mark.parametrize("settings", SETTINGS)
@pytest.mark.parametrize("name", FLOWS)
def test_numpy_comes_to_the_same_bits_as_plain_python(name: str, settings: str) -> None:
    for kind in ("mixed", "patient")[: 1 + (settings == "bounded")]:
        sample = sampled(name, MODELS[kind], settings, count=150, engine="numpy")
        plain = drawn("python", sample.crowd.tables, 0, 0, 150)
        found: dict[str, Any] = dict(zip(sample.columns, plain, strict=True))
        assert {one: list(column) for one, column in sample.columns.items()} == {
            one: list(column) for one, column in found.items()
        }, kind
