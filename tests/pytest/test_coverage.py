"""pytest --callflow-cov: the numbers of `callflow test --cov`, with the fixture's calls, and with xdist."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

# A run of pytest inside this one forgets what it imported first, and two copies of a class are not the same class.
import simulator.pytest.coverage
import simulator.pytest.fixture
import simulator.pytest.items
import simulator.running.dry_run  # noqa: F401
from simulator.cli.base.main import run_command_line
from tests.cli.test_coverage_command import SUITE
from tests.scenario.calls import CALL, ask, write

if TYPE_CHECKING:
    from pathlib import Path

FIXTURE = """
def test_flow(callflow):
    callflow.run("t.flow.yaml", dtmf="1 1")

def test_account(callflow):
    callflow.run("t.flow.yaml", account={"capacity": 0})

def test_bodies(callflow, tmp_path):
    callflow.run({"callflow": []})
    (tmp_path / "r.json").write_text('{"callflow": []}')
    callflow.run(tmp_path / "r.json")
"""

pytestmark = pytest.mark.nested


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYTEST_ADDOPTS", raising=False)


def flows(file: Path) -> dict[tuple[str, str], Any]:
    found = json.loads(file.read_text(encoding="utf-8"))["flows"]
    return {(one["file"], one["variant"]): one for one in found}


def test_the_numbers_are_those_of_callflow_test(pytester: pytest.Pytester) -> None:
    write(pytester.path, SUITE)
    run_command_line(["test", ".", "--cov-format", "json:ours.json"])
    ours = flows(pytester.path / "ours.json")
    for name, options in (("one", []), ("two", ["-n", "2"]), ("back", ["-p", "no:randomly", "-k", "a or s"])):
        pytester.runpytest_inprocess("--callflow-cov-format", f"json:{name}.json", *options)
        assert flows(pytester.path / f"{name}.json") == ours


def test_the_fixture_counts_too(pytester: pytest.Pytester) -> None:
    write(pytester.path, "...\n", "unused.yaml")
    pytester.makepyfile(test_it=FIXTURE)
    for options in ([], ["-n", "2"]):
        result = pytester.runpytest_inprocess("--callflow-cov", "--callflow-cov-format", "json:c.json", *options)
        assert result.parseoutcomes()["passed"] == 3
        found = flows(pytester.path / "c.json")
        assert found["t.flow.yaml", ""]["calls"] == 1
        assert found["t.flow.yaml", "account {'capacity': 0}"]["errors"] == {"-2010": 1}
        inline = [key for key in found if key[0] == "inline"]
        assert [found[key]["codes"] for key in inline] == [{"-1009": 1}]
        assert len(found) == 4


def test_the_table_is_in_the_summary(pytester: pytest.Pytester) -> None:
    write(pytester.path, SUITE)
    result = pytester.runpytest_inprocess("--callflow-cov", "-k", "silent")
    result.stdout.fnmatch_lines(
        ["*coverage of call flows*", "coverage *places *edges", "t.flow.yaml *%", "t.flow.yaml", '  at "Press 1 *']
    )


@pytest.mark.parametrize("options", [[], ["-n", "2"]])
def test_too_little_fails_the_session(pytester: pytest.Pytester, options: list[str]) -> None:
    write(pytester.path, SUITE)
    result = pytester.runpytest_inprocess("--callflow-cov-fail-under", "90", "-k", "silent", *options)
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["coverage is * points below --callflow-cov-fail-under 90"])
    assert pytester.runpytest_inprocess("--callflow-cov-fail-under", "5", "-k", "silent", *options).ret == 0


BANK = """
def ask(text):
    return {"action": "sayAndCapture", "params": {"promptMessage": text, "voiceProfile": "en-GB-Emma", "noOfTries": 1,
                                                  "minDigits": 4, "maxDigits": 4}}
def vca(body):
    return {"callflow": [{"action": "hangup"}] if body["payload"]["dtmf"] == "4711" else [ask("No. Your PIN?")]}
"""


@pytest.fixture
def bank(pytester: pytest.Pytester) -> Path:
    """A flow with a backend, and a scenario that knows the PIN."""
    (pytester.path / "cov_bank.py").write_text(BANK)
    flow = {
        "request": {"callflow": [CALL, ask("Your PIN?", minDigits=4, maxDigits=4)]},
        "backend": "python:cov_bank:vca",
    }
    (pytester.path / "b.flow.yaml").write_text(json.dumps(flow))
    scenario = {"scenario": "in", "flow": "b.flow.yaml", "caller": ["4711"]}
    (pytester.path / "b.scenario.yaml").write_text(json.dumps(scenario))
    return pytester.path


@pytest.mark.usefixtures("bank")
def test_what_is_only_tried_fails_the_session_where_more_is_required(pytester: pytest.Pytester) -> None:
    result = pytester.runpytest_inprocess("--callflow-cov-require", "proved")
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(
        ["--callflow-cov-require proved: what there is to cover is tried, not proved: b.flow.yaml: tried *"]
    )
    assert pytester.runpytest_inprocess("--callflow-cov-require", "tried").ret == 0


@pytest.mark.parametrize(
    ("options", "shown"), [([], False), (["-n", "2"], False), (["--callflow-cov-show-secrets"], True)]
)
def test_secrets_are_masked_in_the_page_unless_they_are_to_be_shown(
    bank: Path, pytester: pytest.Pytester, options: list[str], shown: bool
) -> None:
    pytester.runpytest_inprocess("--callflow-cov-format", "html:c.html", *options)
    assert ("4711" in (bank / "c.html").read_text()) == shown


def test_tests_that_failed_stay_what_the_session_failed_for(pytester: pytest.Pytester) -> None:
    write(pytester.path, SUITE)
    pytester.makepyfile("import pytest\ndef test_it(): pytest.exit('enough', returncode=7)")
    assert pytester.runpytest_inprocess("--callflow-cov-fail-under", "90").ret == 7


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--callflow-cov-format", "jsn"], "did you mean json"),
        (["--callflow-cov-format", "json:"], "names no file after the colon"),
        (["--callflow-cov-fail-under", "x"], "expected a number from 0 to 100"),
        (["--callflow-cov-require", "sure"], 'does not know "sure": known are proved, tried, assumed'),
    ],
)
def test_misuse_is_said_before_anything_runs(pytester: pytest.Pytester, options: list[str], says: str) -> None:
    result = pytester.runpytest_inprocess(*options)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    assert says in result.stderr.str()


def test_a_report_that_cannot_be_written_fails_the_session(pytester: pytest.Pytester) -> None:
    write(pytester.path, SUITE)
    result = pytester.runpytest_inprocess("--callflow-cov-format", "json:/dev/full", "-k", "silent")
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["*/dev/full* cannot be written*: No space left on device"])


def test_a_report_that_can_never_be_written_is_said_before_anything_runs(pytester: pytest.Pytester) -> None:
    write(pytester.path, SUITE)
    (pytester.path / "no").write_text("a file where a folder is needed")
    result = pytester.runpytest_inprocess("--callflow-cov-format", "json:no/where.json", "-k", "silent")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(['*"no/where.json" cannot be written: "no" is no folder'])


def test_a_worker_sends_what_it_counted(pytester: pytest.Pytester) -> None:
    """In this process, with what xdist gives a worker: a place for what it sends."""
    write(pytester.path, SUITE)
    pytester.makeconftest(
        "def pytest_configure(config): config.workeroutput = {}\n"
        "def pytest_unconfigure(config): open('sent.json', 'w').write(config.workeroutput['callflow-coverage'])\n"
    )
    pytester.runpytest_inprocess("--callflow-cov", "-k", "silent")
    pytester.makeconftest("")
    pytester.runpytest_inprocess("--callflow-cov-format", "json:alone.json", "-k", "silent")
    sent, alone = ((pytester.path / f"{name}.json").read_text() for name in ("sent", "alone"))
    assert json.loads(sent) == json.loads(alone)


def test_a_worker_that_crashed_has_counted_nothing(pytester: pytest.Pytester) -> None:
    write(pytester.path, SUITE)
    pytester.makepyfile("import os\ndef test_it(): os._exit(1)")
    result = pytester.runpytest_inprocess(
        "-n", "1", "--callflow-cov", "--max-worker-restart", "2", "-k", "silent or it"
    )
    assert "INTERNALERROR" not in result.stdout.str()
    result.stdout.fnmatch_lines(["*coverage of call flows*"])


def test_off_it_costs_nothing(pytester: pytest.Pytester) -> None:
    pytester.makepyfile("import sys\ndef test_it(): assert 'simulator.pytest.coverage' not in sys.modules\n")
    result = pytester.runpytest_subprocess("-p", "no:cacheprovider")
    result.assert_outcomes(passed=1)


def test_what_a_report_by_line_leaves_out_is_said(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    write(pytester.path, SUITE)
    monkeypatch.setattr("simulator.pytest.coverage.line_notes", lambda *_: "lcov: t.flow.yaml is left out")
    result = pytester.runpytest_inprocess("--callflow-cov", "-k", "silent")
    result.stdout.fnmatch_lines(["lcov: t.flow.yaml is left out"])
