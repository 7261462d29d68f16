"""The text of a scenario that goes as a log has it, where the flow goes another way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.scenario.writing import yaml_words as words
from simulator.scenario.writing.saved import heading, timed_steps

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from simulator.model.scenario.scenario import Scenario


def as_logged(scenario: Scenario, file: Path, expect: dict[str, Any]) -> str:
    """The text of a scenario file `file`: all legs and keys, and what the log tells of how the session went."""
    return "\n".join([*heading(scenario, file), *_legs(scenario), *_caller(scenario), *_expected(expect)]) + "\n"


def _legs(scenario: Scenario) -> Iterator[str]:
    if scenario.legs:
        yield "legs:  # what each dial comes to, in order"
        yield from (f"  - {words.leg(leg)}" for leg in scenario.legs)


def _caller(scenario: Scenario) -> Iterator[str]:
    timed = list(timed_steps(scenario.timed))
    steps = [f"  - press: {words.value(step.token)}" for step in scenario.steps]
    if timed or steps:
        yield from ("caller:", *timed, *steps)


def _expected(expect: dict[str, Any]) -> Iterator[str]:
    if len(expect) < 2:
        yield f"expect: {words.value(expect)}"
    else:
        yield "expect:"
        yield from (f"  {key}: {words.value(value)}" for key, value in expect.items())
