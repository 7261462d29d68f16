"""The invariants of a flow hold for each run of its scenarios: what breaks one fails, with its place."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from simulator.api.exploration import explore
from simulator.errors import UsageError
from simulator.render.formats import renderer
from simulator.scenario.suite import load_suite, run_suite, scenario_files
from tests.exploring._flows import HANGUP, dial, flow, flow_file, menu, reply, row, say

if TYPE_CHECKING:
    from pathlib import Path

    from simulator.model.scenario.verdict import SuiteResult

ROWS = [
    row(reply(say("Welcome back."), menu("Balance 1, person 2."), stage="in"), digits="1"),
    row(reply(say("Your balance is 5."), HANGUP), digits="9"),
    row(reply(say("Your balance is 5."), HANGUP), stage="in", digits="1"),
    row(reply(dial("+6567654321")), stage="in", digits="2"),
    row(reply(say("Bye."), HANGUP), stage="*"),
]
NO_BALANCE = {"name": "no balance before the PIN", "never": {"hears": "your balance", "before": {"hears": "welcome"}}}
LOGS_IN, SNEAKS = "caller: ['1', '1']", "caller: ['9']"


def ran(folder: Path, scenario: str, *invariants: dict[str, Any]) -> SuiteResult:
    flow_file(folder, menu("Choose."), rows=ROWS, invariants=list(invariants))
    (folder / "a.scenario.yaml").write_text(f"scenario: a\nflow: test.flow.yaml\n{scenario}\n")
    return run_suite(load_suite(scenario_files([folder.as_posix()])))


def test_a_run_that_breaks_one_fails_and_says_all_that_helps(tmp_path: Path) -> None:
    (verdict,) = ran(tmp_path, SNEAKS, NO_BALANCE).verdicts
    (failure,) = verdict.failures
    assert failure.what == "invariant `no balance before the PIN`"
    assert failure.expected == 'never: "your balance" is heard, before "welcome" is heard'
    assert failure.found == 'heard "Your balance is 5."'
    assert [item.words for item in failure.heard] == ["Choose.", "Your balance is 5."]
    assert failure.keys == "9"
    assert failure.place.endswith("a.scenario.yaml:1:1")
    assert failure.flow_place.startswith(f"{tmp_path.as_posix()}/test.flow.yaml:1:")


def test_a_run_that_keeps_them_passes(tmp_path: Path) -> None:
    assert ran(tmp_path, LOGS_IN, NO_BALANCE, {"always": {"ends": True}}).ok


@pytest.mark.parametrize("name", ["text", "json", "html", "junit", "github"])
def test_every_report_names_the_invariant(tmp_path: Path, name: str) -> None:
    text = renderer("report", name)(ran(tmp_path, SNEAKS, NO_BALANCE), colour=False)
    assert "no balance before the PIN" in text
    assert "test.flow.yaml:1:" in text


def test_only_what_was_heard_and_done_until_then_is_shown(tmp_path: Path) -> None:
    (verdict,) = ran(tmp_path, "caller: ['1', '2']", {"never": {"hears": "person 2"}}).verdicts
    (failure,) = verdict.failures
    assert failure.heard[-1].words == "Balance 1, person 2."
    assert failure.keys == "1"


@pytest.mark.parametrize(
    ("invariant", "fails"),
    [
        ({"never": {"session": "ERROR"}}, False),
        ({"always": {"hears": "bye"}}, False),
        (NO_BALANCE, True),
    ],
)
def test_a_fault_that_is_injected_breaks_nothing_by_how_the_call_ends(
    tmp_path: Path, invariant: dict[str, Any], fails: bool
) -> None:
    done = SNEAKS if fails else LOGS_IN
    delay = "faults: [{reply: {delay: 100ms}}]" if fails else "faults: [{session: -2001}]\nexpect: {error: -2001}"
    done = done if fails else "caller: []"
    assert ran(tmp_path, f"{done}\n{delay}", invariant).ok != fails


def test_what_menus_reach_is_nothing_that_one_run_can_tell(tmp_path: Path) -> None:
    assert ran(tmp_path, LOGS_IN, {"reaches": {"dials": "+6590000000"}}).ok


def test_a_refused_request_breaks_nothing(tmp_path: Path) -> None:
    overlay = "account: {callerIds: ['+6500000000']}\nexpect: {answer: -1014, session: null}"
    assert ran(tmp_path, overlay, {"always": {"hears": "bye"}}).ok


def test_what_explore_refutes_fails_as_a_scenario_and_passes_once_it_is_mended(tmp_path: Path) -> None:
    file = flow_file(tmp_path, menu("Choose."), rows=ROWS, invariants=[NO_BALANCE, {"always": {"ends": True}}])
    (path,) = explore(file).write_refuted(tmp_path / "out")
    assert path.name == "refuted-no-balance-before-the-pin.scenario.yaml"
    (verdict,) = run_suite(load_suite([path])).verdicts
    assert [failure.what for failure in verdict.failures] == ["invariant `no balance before the PIN`"]
    mended = [row(reply(say("Bye."), HANGUP), digits="9") if one is ROWS[1] else one for one in ROWS]
    flow_file(tmp_path, menu("Choose."), rows=mended, invariants=[NO_BALANCE])
    assert run_suite(load_suite([path])).ok
    assert explore(file).write_refuted(tmp_path / "more") == ()


def test_files_of_one_name_are_told_apart_and_none_is_overwritten(tmp_path: Path) -> None:
    twice = [{"name": "same", "never": {"hears": "balance is"}}, {"name": "SAME", "never": {"dials": "+6567654321"}}]
    found = explore(flow_file(tmp_path, menu("Choose."), rows=ROWS, invariants=twice))
    paths = found.write_refuted(tmp_path)
    assert [path.name for path in paths] == ["refuted-same-1.scenario.yaml", "refuted-same-2.scenario.yaml"]
    paths[0].write_text("mine")
    with pytest.raises(UsageError, match="force=True"):
        found.write_refuted(tmp_path)
    found.write_refuted(tmp_path, force=True)
    assert paths[0].read_text().startswith("# Refutes an invariant of test.flow.yaml, line 1: never: ")


def test_a_file_keeps_seed_and_instant_and_says_who_answered(tmp_path: Path) -> None:
    stated = {"invariants": [{"never": {"hears": "balance is"}}]}
    backend = "python:tests.exploring.invariants.backends:open_door"
    file = flow_file(tmp_path, menu("Choose."), backend=backend, **stated)
    found = explore(file, seed=7, at="2026-02-03T04:05:06Z")
    text = found.invariants[0].scenario
    assert f"# The webhook was answered by {backend}.\n" in text
    assert "at: 2026-02-03T04:05:06.000Z" in text
    assert "seed: 7" in text
    assert "expect" not in text


def test_a_flow_without_invariants_shows_none() -> None:
    plain = explore(flow(menu("Choose."), rows=ROWS))
    assert plain.invariants == ()
    assert plain.refuted_files(None) == ()  # type: ignore[arg-type]
    assert "Invariants" not in plain.render()
    assert "invariants" not in json.loads(plain.render("json"))
