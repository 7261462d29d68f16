"""callflow test --cov and callflow coverage combine."""

from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING

import pytest

from simulator.cli.base.coverage import tell_missing_lines
from simulator.cli.base.main import run_command_line
from simulator.model.reports.coverage import CoverageCounts
from simulator.render.formats import formats
from tests.cli.files import Stdin
from tests.exploring._flows import dial, menu
from tests.scenario.calls import write

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Callflow

SUITE = """
...
caller: [{press: "1"}, {press: "2"}]
tags: [day]
---
scenario: silent
flow: t.flow.yaml
---
scenario: a leg is busy
flow: t.flow.yaml
legs: [busy]
---
scenario: no capacity
flow: t.flow.yaml
account: {capacity: 0}
expect: {error: -2010}
---
scenario: refused
request: {callflow: []}
expect: {answer: -1009}
"""


@pytest.fixture
def suite(folder: Path) -> Path:
    write(folder, SUITE)
    return folder


def counts(file: Path) -> object:
    return json.loads(file.read_text(encoding="utf-8"))


def test_the_table_stands_after_the_results(suite: Path, callflow: Callflow) -> None:
    done = callflow("test . --cov")
    assert done.status == 0
    results, table = done.out.split("\n\ncoverage ")
    assert results.endswith("3 passed with a warning, 2 passed")
    lines = table.splitlines()
    assert lines[0].split() == ["places", "edges"]
    assert lines[2].split()[0] == "t.flow.yaml"
    assert '  at "Press 1 to book a table." nobody hangs up' in lines
    assert "  status codes: 1 ×4" in lines
    assert "  not explored: [-1009]" in table


@pytest.mark.parametrize("more", [["--workers", "2"], ["-k", ""], ["--fail-fast", "-k", "s"], ["--last-failed"]])
def test_the_numbers_are_the_same_however_it_is_run(suite: Path, callflow: Callflow, more: list[str]) -> None:
    callflow("test . --cov-format json:one.json", *more)
    callflow("test . --cov-format json:two.json --workers 2", *more)
    assert counts(suite / "one.json") == counts(suite / "two.json")


def test_parts_of_a_suite_combine_to_the_whole(suite: Path, callflow: Callflow) -> None:
    callflow("test . --cov-format json:whole.json")
    callflow("test . --cov-format json:day.json --tag day")
    (suite / "a.scenario.yaml").write_text(
        (suite / "a.scenario.yaml").read_text(encoding="utf-8").replace("tags: [day]", "tags: [night]"),
        encoding="utf-8",
    )
    parts = []
    for name in ("silent", "busy", "capacity", "refused"):
        parts.append(f"{name}.json")
        callflow("test .", "-k", name, "--cov-format", f"json:{name}.json")
    done = callflow("coverage combine day.json", *parts, "--format", "json:all.json")
    assert done.status == 0
    assert counts(suite / "all.json") == counts(suite / "whole.json")
    assert done.out == callflow("coverage combine whole.json").out


def test_too_little_is_said_and_fails(suite: Path, callflow: Callflow) -> None:
    done = callflow("test . --tag day --cov-fail-under 100")
    assert done.status == 1
    assert done.err.startswith("callflow: coverage is ")
    assert done.err.endswith(" points below --cov-fail-under 100\n")
    assert callflow("test . --tag day --cov-fail-under 5").status == 0
    assert callflow("test . --tag day --cov-fail-under 5%").err == ""


def test_combine_fails_under_too(suite: Path, callflow: Callflow) -> None:
    callflow("test . --tag day --cov-format json:day.json")
    assert callflow("coverage combine day.json --fail-under 10").status == 0
    done = callflow("coverage combine day.json --fail-under 90")
    assert (done.status, "points below --fail-under 90" in done.err) == (1, True)


def test_a_report_of_results_stays_as_it_is(suite: Path, callflow: Callflow) -> None:
    done = callflow("test . --tag day --cov --format json")
    json.loads(done.out)
    assert done.err.startswith("coverage ")
    done = callflow("test . --tag day --cov-format json --output results.txt")
    assert json.loads(done.out)["callflowCoverage"] == 1


def test_every_report_is_written(suite: Path, callflow: Callflow) -> None:
    names = formats("coverage")
    done = callflow("test . --tag day", *(f"--cov-format={name}:{name}.out" for name in names))
    assert done.out.endswith((suite / "text.out").read_text(encoding="utf-8"))
    assert all((suite / f"{name}.out").stat().st_size for name in names)


def test_standard_input_is_a_file_too(suite: Path, callflow: Callflow, monkeypatch: pytest.MonkeyPatch) -> None:
    callflow("test . --tag day --cov-format json:day.json")
    monkeypatch.setattr("sys.stdin", Stdin((suite / "day.json").read_bytes()))
    assert callflow("coverage combine -").out == callflow("coverage combine day.json").out
    monkeypatch.setattr("sys.stdin", Stdin(b"{}"))
    assert 'callflow: "standard input" holds no coverage' in callflow("coverage combine -").err


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("test . --cov-fail-under lots", "--cov-fail-under lots: expected a number from 0 to 100"),
        ("test . --cov-fail-under 101", "expected a number from 0 to 100"),
        ("test . --cov-fail-under nan", "expected a number from 0 to 100"),
        ("test . --cov-format jsn", "did you mean json"),
        ("test . --cov-format json:", '--cov-format "json:" names no file after the colon: expected json:FILE'),
        ("test . --cov-format json --cov-format html", "one plain --cov-format goes to standard output, found 2"),
        ("coverage combine a.scenario.yaml", '"a.scenario.yaml" is no JSON'),
        ("coverage combine a.scenario.yml", 'there is no file "a.scenario.yml": did you mean "a.scenario.yaml"?'),
        ("coverage combine t.flow.yaml", '"t.flow.yaml" holds no coverage'),
        ("coverage combin", 'did you mean "combine"?'),
        ("coverage", "the following arguments are required: WHAT"),
    ],
)
def test_misuse_is_said_in_one_line(suite: Path, callflow: Callflow, line: str, says: str) -> None:
    done = callflow(line)
    assert done.status == 2
    assert says in done.err
    assert "Traceback" not in done.err


def test_two_versions_of_a_flow_are_not_combined(suite: Path, callflow: Callflow) -> None:
    callflow("test . --tag day --cov-format json:old.json")
    flow = suite / "t.flow.yaml"
    flow.write_text(flow.read_text(encoding="utf-8").replace("Press 1 to book", "Press 2 to book"), encoding="utf-8")
    callflow("test . --tag day --cov-format json:new.json")
    done = callflow("coverage combine old.json new.json")
    assert (done.status, '"t.flow.yaml" was another flow in one of these runs' in done.err) == (2, True)


def test_a_flow_at_fault_is_not_counted_whatever_is_laid_over_its_account(folder: Path, callflow: Callflow) -> None:
    write(folder, "...\n---\nscenario: b\nflow: t.flow.yaml\naccount: {capacity: 3}\n")
    flow = folder / "t.flow.yaml"
    flow.write_text(flow.read_text(encoding="utf-8")[:-1] + ', "account": {"capacity": "x"}}', encoding="utf-8")
    callflow("test . --cov-format json:c.json")
    assert json.loads((folder / "c.json").read_text(encoding="utf-8"))["flows"] == []


def test_without_the_option_nothing_is_explored(suite: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simulator.exploring.search.explore.explore", lambda *_, **__: 1 / 0)
    monkeypatch.setattr("simulator.exploring.coverage.counted.steps", lambda *_: 1 / 0)
    monkeypatch.setattr("sys.stdout", io.StringIO())
    assert run_command_line(["test", ".", "--tag", "day"]) == 0


def planted(folder: Path, module: str, text: str) -> None:
    """A flow in front of a function of a module, which is read anew."""
    sys.modules.pop(module, None)
    (folder / f"{module}.py").write_text(f"from tests.exploring._flows import HANGUP, menu, reply, say\n{text}\n")
    asks = menu("Press 1 or 2.", noOfTries=1)
    body = {"callflow": [dial(), asks]}
    given = {"flow": "Desk", "request": body, "backend": f"python:{module}:answer"}
    (folder / "desk.flow.yaml").write_text(json.dumps(given))
    (folder / "desk.scenario.yaml").write_text("scenario: One\nflow: desk.flow.yaml\ncaller: ['1', '2', '1']\n")


def test_that_pasts_are_told_apart_elsewhere_is_said_by_both_who_count(folder: Path, callflow: Callflow) -> None:
    memory = (
        "ASKED = {}\ndef answer(body):\n    id = body['payload']['sessionId']\n    ASKED[id] = ASKED.get(id, 0) + 1\n"
    )
    planted(
        folder, "asked_twice", f"{memory}    return reply(say('End.'), HANGUP) if ASKED[id] > 2 else reply(menu('2?'))"
    )
    text, made = (
        callflow("test . --cov --cov-format json:kept.json").out,
        callflow("generate desk.flow.yaml --output m"),
    )
    (flow,) = counts(folder / "kept.json")["flows"]  # type: ignore[index]
    assert f"{len(flow['edges'])} edges, where `callflow explore` and `generate`, which tell it apart, count " in text
    assert f"of {flow['pasts']} edges of what was tried\n" in made.out
    assert f"coverage, which does not, has {len(flow['edges'])} edges\n" in made.out
    assert flow["pasts"] > len(flow["edges"])
    assert f"count {flow['pasts']}" in callflow("coverage combine kept.json kept.json").out
    for name in ("text", "html"):
        assert "counted whatever" in callflow(f"coverage combine kept.json --format {name}").out


def test_two_versions_of_a_backend_are_not_added_up_in_silence(folder: Path, callflow: Callflow) -> None:
    planted(folder, "version_one", "def answer(body):\n    return reply(say('End.'), HANGUP)")
    callflow("test . --cov-format json:old.json")
    assert "different places" not in callflow("coverage combine old.json old.json").out
    planted(folder, "version_two", "def answer(body):\n    return reply(say('The end.'), HANGUP)")
    callflow("test . --cov-format json:new.json")
    both = "coverage combine old.json new.json --format text --format json:both.json"
    assert "these runs found different places or edges" in callflow(both).out
    assert "these runs found different places or edges" in callflow("coverage combine both.json").out
    assert "\n" not in callflow("coverage combine both.json --require proved").err.strip()


def test_what_reports_by_line_leave_out_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("simulator.render.coverage_words.line_notes", lambda *_: "lcov: a.flow.yaml")
    tell_missing_lines(CoverageCounts(), ["lcov"])
    assert capsys.readouterr().err == "callflow: lcov: a.flow.yaml\n"


def test_a_place_that_says_nothing_is_drawn_all_the_same(suite: Path, callflow: Callflow) -> None:
    callflow("test . --cov --cov-format json:day.json")
    known = json.loads((suite / "day.json").read_text("utf-8"))
    captures = [place for flow in known["flows"] for place in flow["places"] if place["kind"] == "capture"]
    assert captures
    for place in captures:
        place["words"] = []
    (suite / "day.json").write_text(json.dumps(known), "utf-8")
    for name in formats("coverage"):
        assert callflow(f"coverage combine day.json --format {name}").status == 0
