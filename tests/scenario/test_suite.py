"""Suites: found, chosen and run the same way however many workers there are."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from simulator.errors import UsageError
from simulator.scenario import suite as _suite
from simulator.scenario.suite import Options, Selection, load_suite, run_suite, scenario_files
from tests.scenario.calls import write
from tests.scenario.served import served

THREE = """
...
tags: [smoke]
caller: ['1', '2']
expect: {session: COMPLETED}
---
scenario: broken
flow: t.flow.yaml
expect: {session: BUSY}
---
scenario: slow
flow: t.flow.yaml
tags: [smoke, slow]
expect: {duration: {warn: 1s}}
"""
PROJECT = Path(__file__).parents[2] / "scenarios"


def outcomes(path: Path, options: Options | None = None) -> list[tuple[str, str]]:
    result = run_suite(load_suite(scenario_files([str(path)])), options)
    return [(one.scenario.name, one.outcome) for one in result.verdicts]


def test_files_are_found_in_folders_by_name_and_once(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    one, two = write(tmp_path / "b", "...\n", "z.scenario.yaml"), write(tmp_path, "...\n", "a.scenario.yaml")
    odd = write(tmp_path, "...\n", "odd.yaml")
    assert scenario_files([str(tmp_path), str(one)]) == (two, one)
    assert scenario_files([str(odd), str(one)]) == (odd, one)


def test_what_is_not_there_is_said_with_what_is_near(tmp_path: Path) -> None:
    write(tmp_path, "...\n", "booking.scenario.yaml")
    with pytest.raises(UsageError, match=r"did you mean .*booking\.scenario\.yaml"):
        scenario_files([str(tmp_path / "boking.scenario.yaml")])
    with pytest.raises(UsageError, match="there is no file or folder"):
        scenario_files([str(tmp_path / "nowhere" / "x")])
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match="there is nothing to run"):
        scenario_files([str(tmp_path / "empty")])


def test_where_no_file_can_be_opened_that_is_misuse(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        load_suite([tmp_path])


@pytest.mark.parametrize("reason", [13, 5, 40, 116])
def test_one_that_cannot_be_opened_does_not_keep_the_others_from_running(
    tmp_path: Path, reason: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, bad = write(tmp_path, "...\nexpect: {dials: []}\n"), write(tmp_path, "...\n", "b.scenario.yaml")

    def read(path: Path) -> bytes:
        if path == bad:
            raise OSError(reason, os.strerror(reason))
        return path.read_bytes()

    monkeypatch.setattr(_suite, "read_given", read)
    result = run_suite(load_suite([bad, good]))
    assert [one.outcome for one in result.verdicts] == ["pass"]
    [unreadable] = result.unreadable
    assert unreadable.diagnostics[0].message == f"the file cannot be read: {os.strerror(reason)}"
    assert not result.ok


def test_a_file_at_fault_does_not_disturb_the_others(tmp_path: Path) -> None:
    good, bad = write(tmp_path, "...\nexpect: {dials: []}\n"), write(tmp_path, "...\nsed: 1\n", "b.scenario.yaml")
    result = run_suite(load_suite([bad, good]))
    assert [one.outcome for one in result.verdicts] == ["pass"]
    assert [one.file for one in result.unreadable] == [bad.as_posix()]
    assert not result.ok


@pytest.mark.parametrize(
    ("choice", "names"),
    [
        (Selection(), ["a", "broken", "slow"]),
        (Selection(tags=("slow", "none")), ["slow"]),
        (Selection(part="BROK"), ["broken"]),
        (Selection(part="a.scenario"), ["a", "broken", "slow"]),
        (Selection(tags=("smoke",), part="slow"), ["slow"]),
    ],
)
def test_scenarios_are_chosen_by_tag_and_by_a_part_of_their_names(
    tmp_path: Path, choice: Selection, names: list[str]
) -> None:
    write(tmp_path, THREE)
    assert [name for name, _ in outcomes(tmp_path, Options(choice))] == names


def test_the_counts_add_up(tmp_path: Path) -> None:
    write(tmp_path, THREE)
    result = run_suite(load_suite(scenario_files([str(tmp_path)])), Options(Selection(tags=("smoke",))))
    assert (result.count("pass"), result.count("warn"), result.deselected, result.ok) == (1, 1, 1, True)


@pytest.mark.parametrize("workers", [1, 2])
def test_the_first_failure_is_the_last_verdict_where_that_is_asked_for(tmp_path: Path, workers: int) -> None:
    write(tmp_path, THREE)
    suite = load_suite(scenario_files([str(tmp_path)]))
    result = run_suite(suite, Options(workers=workers, fail_fast=True))
    assert [(one.scenario.name, one.outcome) for one in result.verdicts] == [("a", "pass"), ("broken", "fail")]
    assert result.not_run == 1


def test_workers_give_the_same_verdicts_in_the_same_order(tmp_path: Path) -> None:
    write(tmp_path, THREE)
    write(tmp_path, THREE.replace("BUSY", "ERROR"), "b.scenario.yaml")
    suite = load_suite(scenario_files([str(tmp_path)]))
    alone, together = run_suite(suite), run_suite(suite, Options(workers=2))
    assert [one.failures for one in alone.verdicts] == [one.failures for one in together.verdicts]
    assert [one.scenario for one in alone.verdicts] == [one.scenario for one in together.verdicts]


def test_progress_hears_of_each_verdict(tmp_path: Path) -> None:
    write(tmp_path, THREE)
    heard: list[str] = []
    result = run_suite(
        load_suite(scenario_files([str(tmp_path)])), Options(keep_runs=False), lambda one: heard.append(one.outcome)
    )
    assert heard == ["pass", "fail", "warn"]
    assert all(one.run is None for one in result.verdicts)


def test_the_project_has_its_scenarios_over_its_flows() -> None:
    suite = load_suite(scenario_files([str(PROJECT)]))
    assert suite.unreadable == ()
    assert len(suite.scenarios) >= 40
    assert len({one.flow for one in suite.scenarios if one.flow}) >= 4
    result = run_suite(suite)
    assert result.ok
    ends = {one.run.session["sessionStatus"] for one in result.verdicts if one.run and one.run.session}
    assert ends == {"COMPLETED", "BUSY", "NO_ANSWER", "FAILED", "CANCELED", "ERROR"}
    errors = {one.run.call.call.error for one in result.verdicts if one.run and one.run.call}
    assert errors >= {-2001, -2002, -2003, -2004, -2005, -2006, -2007, -2008, -2009, -2010, -9999, None}


def test_what_a_worker_does(tmp_path: Path) -> None:
    write(tmp_path, THREE)
    suite = load_suite(scenario_files([str(tmp_path)]))
    assert [one.outcome for _, one in served(list(enumerate(suite.scenarios)))] == ["pass", "fail", "warn"]
