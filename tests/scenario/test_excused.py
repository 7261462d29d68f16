"""`skip` and `xfail`: what is not run and what is expected to fail is told, and fails nothing."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from simulator.model.scenario.verdict import SuiteResult
from simulator.render.formats import renderer
from simulator.scenario.compared import VersionFlows, changes
from simulator.scenario.suite import Options, load_suite, run_suite
from simulator.scenario.update import update
from tests.scenario.calls import read, verdict, write

FIVE = """
...
expect: {session: COMPLETED}
---
scenario: later
flow: t.flow.yaml
skip: no line yet
expect: {session: BUSY}
---
scenario: known
flow: t.flow.yaml
xfail: SHOP-12
expect: {session: BUSY}
---
scenario: mended
flow: t.flow.yaml
xfail: SHOP-13
expect: {session: COMPLETED}
---
scenario: nowhere
flow: b.flow.yaml
xfail: SHOP-14
expect: {session: COMPLETED}
"""
BROKEN = "flow: B\nrequest: nowhere.json\n"


@pytest.fixture
def result(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SuiteResult:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "b.flow.yaml").write_text(BROKEN, encoding="utf-8")
    write(tmp_path, FIVE)
    return run_suite(load_suite([Path("a.scenario.yaml")]))


def test_what_each_comes_to(result: SuiteResult) -> None:
    """What cannot be judged is no failure that anybody expects."""
    assert [one.outcome for one in result.verdicts] == ["pass", "skip", "xfail", "warn", "fail"]
    assert not result.ok
    (told,) = result.verdicts[3].failures
    assert (told.what, told.expected, told.found) == (
        "xfail",
        "a failure, for SHOP-13",
        "everything holds: take `xfail` away",
    )


def test_workers_come_to_the_same(result: SuiteResult) -> None:
    shared = run_suite(load_suite([Path("a.scenario.yaml")]), Options(workers=2))
    assert [one.outcome for one in shared.verdicts] == [one.outcome for one in result.verdicts]


def test_a_suite_of_these_alone_is_fine(tmp_path: Path) -> None:
    write(tmp_path, "\n---\n".join(FIVE.split("\n---\n")[:4]))
    assert run_suite(load_suite([tmp_path / "a.scenario.yaml"])).ok


def test_nothing_of_what_is_skipped_is_looked_at(tmp_path: Path) -> None:
    (tmp_path / "b.flow.yaml").write_text(BROKEN, encoding="utf-8")
    assert verdict(tmp_path, "scenario: a\nflow: b.flow.yaml\nskip: 4711\nxfail: SHOP-1\n").outcome == "skip"


@pytest.mark.parametrize("begins", ["flow: not_there.flow.yaml", "request: not_there.json"])
def test_what_is_skipped_may_name_a_file_that_is_not_there_yet(begins: str, tmp_path: Path) -> None:
    assert verdict(tmp_path, f"scenario: a\n{begins}\nskip: SHOP-2\n").outcome == "skip"
    write(tmp_path, f"scenario: a\n{begins}\nskip: ${{why}}\nexamples: [{{why: SHOP-2}}, {{why: null}}]\n")
    (unreadable,) = load_suite([tmp_path / "a.scenario.yaml"]).unreadable
    assert [one.code for one in unreadable.diagnostics] == ["F005"]


def test_a_name_that_is_none_is_at_fault_in_what_is_skipped_too(tmp_path: Path) -> None:
    write(tmp_path, "scenario: a\nflow: [b]\nskip: SHOP-2\n")
    (unreadable,) = load_suite([tmp_path / "a.scenario.yaml"]).unreadable
    assert [one.code for one in unreadable.diagnostics] == ["F003"]


def test_text_says_why(result: SuiteResult) -> None:
    shown = renderer("report", "text")(result)
    assert "SKIP later  a.scenario.yaml:5\n  skipped: no line yet\n" in shown
    assert (
        "XFAIL known  a.scenario.yaml:10\n"
        "  failed as expected, for SHOP-12: session: expected BUSY, found COMPLETED\n" in shown
    )
    assert "WARN mended" in shown
    assert shown.endswith("1 failed, 1 passed with a warning, 1 passed, 1 failed as expected, 1 skipped\n")


def test_json_has_outcome_and_reason(result: SuiteResult) -> None:
    data = json.loads(renderer("report", "json")(result))
    assert (data["xfailed"], data["skipped"], data["failed"]) == (1, 1, 1)
    assert [one.get("skip") for one in data["scenarios"]] == [None, "no line yet", None, None, None]
    assert [one.get("xfail") for one in data["scenarios"][2:]] == ["SHOP-12", "SHOP-13", "SHOP-14"]


def test_junit_has_both_as_skipped(result: SuiteResult) -> None:
    cases = list(ElementTree.fromstring(renderer("report", "junit")(result)).iter("testcase"))
    skipped = [[one.text for one in case.iter("skipped")] for case in cases]
    assert skipped == [
        [],
        ["skipped: no line yet"],
        ["failed as expected, for SHOP-12: session: expected BUSY, found COMPLETED"],
        [],
        [],
    ]
    assert [len(list(case.iter("failure"))) for case in cases] == [0, 0, 0, 0, 1]


def test_github_notes_both(result: SuiteResult) -> None:
    shown = renderer("report", "github")(result)
    assert "::notice file=a.scenario.yaml,line=5,title=later::skipped: no line yet\n" in shown
    assert "::notice file=a.scenario.yaml,line=10,title=known::failed as expected, for SHOP-12" in shown
    assert shown.count("::error ") == 1


def test_html_counts_and_names_both(result: SuiteResult) -> None:
    page = renderer("report", "html")(result)
    for words in ("failed as expected", "skipped: no line yet", "SHOP-12", ">skip<", ">xfail<"):
        assert words in page


def test_a_reason_is_one_line_and_may_come_from_a_row(tmp_path: Path) -> None:
    text = "...\nskip: ${why}\nexamples: [{why: null}, {why: 'no  line'}]\n"
    assert [one.skip for one in read(write(tmp_path, text))] == ["", "no line"]
    assert [one.xfail for one in read(write(tmp_path, '...\nxfail: "A-1:\\n  soon"\n'))] == ["A-1: soon"]


def test_what_is_expected_to_fail_is_not_rewritten(result: SuiteResult, tmp_path: Path) -> None:
    before = (tmp_path / "a.scenario.yaml").read_bytes()
    assert list(update(result)) == []
    assert (tmp_path / "a.scenario.yaml").read_bytes() == before


def test_a_row_that_fails_leaves_what_it_shares_with_one_that_may_fail(tmp_path: Path) -> None:
    rows = "examples: [{why: null}, {why: A-1}]\n"
    file = write(tmp_path, "...\nxfail: ${why}\nexpect: {session: BUSY}\n" + rows)
    (told,) = update(run_suite(load_suite([file])))
    assert "the examples want different things here" in told


def test_versions_of_a_flow_are_compared_by_what_runs(result: SuiteResult, tmp_path: Path) -> None:
    scenarios = [one.scenario for one in result.verdicts[:4]]
    same = VersionFlows("t.flow.yaml")
    assert changes(scenarios, same, same) == ()
    (tmp_path / "n.flow.yaml").write_text(
        (tmp_path / "t.flow.yaml").read_text().replace('"digits": null', '"digits": "9"')
    )
    found = changes(scenarios, same, VersionFlows("n.flow.yaml"))
    assert [one.name for one in found] == ["a", "known", "mended"]
    assert found[1].before.startswith("fails as expected; ")
