"""Workers are used where they save time, by the number of scenarios and what the first of them took."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from pathlib import Path

import pytest
from attrs import evolve

from simulator.model.diagnostic import Span
from simulator.model.scenario.scenario import Scenario
from simulator.model.scenario.verdict import Verdict
from simulator.scenario.sharing import FIRST, shared, worth
from simulator.scenario.suite import Options, load_suite, run_suite, scenario_files
from tests.exploring._flows import SAMPLES

SOME = tuple(Scenario(f"{number}", "x.scenario.yaml", Span()) for number in range(100))


@pytest.mark.parametrize(
    ("took", "left", "workers", "expected"),
    [
        (0.0007, 1000, 2, False),  # sending each takes longer than running it
        (0.0007, 1000, 16, False),
        (0.05, 4, 2, False),  # starting them takes longer
        (0.05, 100, 2, True),
        (0.05, 100, 4, True),
        (5.0, 1, 4, False),  # nothing to share
        (5.0, 2, 4, True),
        (5.0, 0, 4, False),
    ],
)
def test_when_they_are_worth_it(took: float, left: int, workers: int, expected: bool) -> None:
    assert worth(took, left, workers) is expected


def order(took: float) -> tuple[list[str], list[str]]:
    """Who ran each of a hundred scenarios, and what was told."""
    by: dict[str, str] = {}
    lines: list[str] = []

    def running(who: str, some: Sequence[Scenario]) -> Generator[Verdict, None, None]:
        for one in some:
            by[one.name] = who
            yield evolve(Verdict(one), took=took)

    both = (lambda some: running("alone", some)), (lambda some: running("worker", some))
    verdicts = list(shared(SOME, 2, *both, lines.append))
    assert [one.scenario for one in verdicts] == [*SOME]
    return [by[one.name] for one in SOME], lines


def test_what_is_quick_stays_in_this_process_and_that_is_said() -> None:
    who, lines = order(0.001)
    assert set(who) == {"alone"}
    (line,) = lines
    assert line.startswith("--workers 2: not used, since a scenario takes 1.0 ms here, of 100: ")
    assert "\n" not in line


@pytest.mark.parametrize(("took", "first"), [(0.5, 2), (1.5, 1)])
def test_what_is_slow_is_shared_after_the_first(took: float, first: int) -> None:
    who, lines = order(took)
    assert who == ["alone"] * first + ["worker"] * (100 - first)
    assert lines == []


def test_the_verdicts_are_the_same_either_way(monkeypatch: pytest.MonkeyPatch) -> None:
    folders = [(SAMPLES.parent / name).as_posix() for name in ("hotline", "clinic-desk")]
    suite = load_suite(scenario_files(folders))
    assert len(suite.scenarios) > FIRST + 1
    plain = run_suite(suite).verdicts
    for first_used in (True, False):
        monkeypatch.setattr("simulator.scenario.sharing.worth", lambda *_given, used=first_used: used)
        found = run_suite(suite, Options(workers=2)).verdicts
        assert [(one.scenario.id, one.outcome) for one in found] == [(one.scenario.id, one.outcome) for one in plain]


def test_nobody_need_listen(tmp_path: Path) -> None:
    file = tmp_path / "a.scenario.yaml"
    file.write_text(
        "\n---\n".join(
            f"scenario: s{number}\nskip: later\nrequest: {{callflow: [{{action: hangup}}]}}" for number in range(3)
        )
    )
    assert len(run_suite(load_suite([file]), Options(workers=2)).verdicts) == 3
