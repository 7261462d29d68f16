"""A parent that gets no time to look at its process still tells what became of it."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING, Any

import pytest

from simulator.scenario import apart as _apart
from simulator.scenario.apart import ScenarioProcess
from simulator.scenario.suite import load_suite
from tests.scenario.calls import write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from simulator.model.scenario.scenario import Scenario


@pytest.fixture
def process() -> Iterator[ScenarioProcess]:
    found = ScenarioProcess((None, None), trails=False, runs=False)
    yield found
    if not found.gone:
        found.end()


@pytest.fixture
def scenario(tmp_path: Path) -> Scenario:
    return load_suite([write(tmp_path, "...\nexpect: {dials: []}\n")]).scenarios[0]


class Late:
    """A connection as a parent sees it that got no time: what is there is seen after so many looks."""

    def __init__(self, real: Any, looks: int) -> None:
        self._real, self._looks = real, looks

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    def poll(self, wait: float = 0.0) -> bool:
        self._looks -= 1
        return self._looks < 0 and bool(self._real.poll(wait))


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGUSR1])
def test_one_that_ended_by_itself_was_not_ended_by_us_however_late_we_look(
    process: ScenarioProcess, scenario: Scenario, monkeypatch: pytest.MonkeyPatch, end: signal.Signals
) -> None:
    monkeypatch.setattr(_apart, "SILENCE", 0.0)
    process.given.append((0, scenario))
    process.connection = Late(process.connection, 2)  # type: ignore[assignment]
    assert process._process.pid is not None
    os.kill(process._process.pid, end)
    process._process.join()
    _, found = process.take()
    assert found.failures[0].found.endswith(f"it ended the process that it runs in ({end.name})")


def test_a_verdict_that_came_while_nobody_looked_is_taken(
    process: ScenarioProcess, scenario: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    process.give([(0, scenario)])
    assert process.connection.poll(30)
    monkeypatch.setattr(_apart, "SILENCE", 0.0)
    process.connection = Late(process.connection, 1)  # type: ignore[assignment]
    assert process.take()[1].outcome == "pass"
