"""What blocks and examples of a few lines grow to is bounded, and told in one line where it is too much."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from simulator.scenario.reading.document import MOST_STEPS
from simulator.scenario.reading.examples import LONGEST
from simulator.scenario.reading.scenario_file import read_scenarios
from simulator.scenario.reading.unused import DEEPEST

HEAD = "scenario: a\nrequest: {callflow: []}\n"


def doubling(first: str, times: int) -> str:
    """Blocks that each use the one before twice."""
    lines = [f"  b0: [{first}]", *(f"  b{at}: [{{use: b{at - 1}}}, {{use: b{at - 1}}}]" for at in range(1, times + 1))]
    return "\n".join(["blocks:", *lines, f"caller: [{{use: b{times}}}]\n"])


def told(text: str) -> list[str]:
    begun = time.perf_counter()
    _, found = read_scenarios((HEAD + text).encode(), Path(), "a.scenario.yaml")
    assert time.perf_counter() - begun < 5
    return [one.message for one in found]


@pytest.mark.parametrize("first", ["{press: '1'}", "{press: '1', hears: x}", "{press: silence}", "hangup@3s", ""])
def test_blocks_that_double_what_they_use_are_refused(first: str) -> None:
    assert told(doubling(first, 40)) == [f"with the blocks that it uses, `caller` has more than {MOST_STEPS:,} steps"]


def test_blocks_that_use_one_another_in_a_long_chain_are_refused() -> None:
    chain = "\n".join(f"  b{at}: [{{use: b{at + 1}}}]" for at in range(5_000))
    said = told(f"blocks:\n{chain}\n  b5000: [{{press: '1'}}]\ncaller: [{{use: b0}}]\n")
    assert said == [f"more than {DEEPEST} blocks use one another"]


def test_as_many_steps_as_a_call_can_have_are_read() -> None:
    found, faults = read_scenarios((HEAD + doubling("{press: '1'}", 10)).encode(), Path(), "a.scenario.yaml")
    assert not faults
    assert len(found[0].steps) == 1024


@pytest.mark.parametrize(
    "place", ["scenario: {}", "tags: ['{}']", "expect: {{never: ['{}']}}", "caller: [{{hears: '{}'}}]"]
)
def test_a_long_example_many_times_in_a_text_is_refused(place: str) -> None:
    text = f"{place.format('${x}' * 3000)}\nflow: a.flow.yaml\nexamples: [{{x: {'y' * 5000}}}]\n"
    if not place.startswith("scenario"):
        text = f"scenario: a\n{text}"
    _, found = read_scenarios(text.encode(), Path(), "a.scenario.yaml")
    what = f"this text has more than {LONGEST:,} characters with a row of `examples` filled in"
    assert what in [one.message for one in found]
    assert max(len(one.message) for one in found) < 20_000
