"""callflow pipeline: every step is done, the summary tells of each, and the exit status is that of the worst."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from contextlib import chdir, suppress
from pathlib import Path
from select import select
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from simulator.cli.base.pipelining.base_tree import files_of, start_of_change
from simulator.cli.base.pipelining.planned import flows_in
from simulator.cli.base.pipelining.steps import FULL, MOST, PipelineResult, PipelineStep, summary, worst
from simulator.errors import UsageError
from simulator.scenario.found.changed import changed_flows

if TYPE_CHECKING:
    from tests.cli.conftest import Callflow

FLOW = """
flow: Hotline
inbound: {source: "+6591234567", destination: "+6560000000"}
account: ../account.yaml
replies:
  - when: {callStatus: CALL_RECEIVED}
    reply:
      clientActionId: bye
      callflow:
        - {action: say, params: {text: Goodbye., voiceProfile: en-GB-Emma}}
        - {action: hangup}
"""
SCENARIO = """
scenario: says goodbye
flow: bye.flow.yaml
expect: {session: COMPLETED, hears: [goodbye]}
"""


def git(*arguments: str) -> str:
    line = ("git", "-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main", *arguments)
    return subprocess.run(line, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture
def repository(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A committed flow with a scenario, and an account in another folder."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    (folder / "ivr").mkdir()
    (folder / "ivr/bye.flow.yaml").write_text(FLOW)
    (folder / "ivr/bye.scenario.yaml").write_text(SCENARIO)
    (folder / ".gitignore").write_text("callflow-reports/\n")
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "first")
    return folder


@pytest.mark.nested
def test_where_the_summary_lies_is_told_on_one_line(repository: Path, callflow: Callflow) -> None:
    place = "a\n\u2028::error::FORGED\x1b[2J.md"
    done = callflow("pipeline ivr --summary", place)
    assert done.out.endswith("\n\na\\u000a\\u2028::error::FORGED\\u001b[2J.md\n")
    assert (repository / place).is_file()


@pytest.mark.nested
def test_all_is_done_and_told_also_after_a_failure(repository: Path, callflow: Callflow) -> None:
    flow = repository / "ivr/bye.flow.yaml"
    flow.write_text(FLOW.replace("Goodbye.", "So long."))
    done = callflow("pipeline ivr --base HEAD")
    assert done.status == 1
    assert done.out.endswith(
        "\nCheck: passed\nTest: failed\nWhat callers notice: ivr/bye.flow.yaml: differs\n"
        "\ncallflow-reports/summary.md\n"
    )
    told = (repository / "callflow-reports/summary.md").read_text()
    assert told.startswith("## Call flows\n\n| | |\n|---|---|\n| Check | passed |\n| Test | failed |\n")
    assert "HEAD:ivr/bye.flow.yaml" in told
    assert "callflow-base-" not in done.out + told
    assert "Coverage: " in told
    reports = {path.name for path in (repository / "callflow-reports").iterdir()}
    assert {"check.sarif", "junit.xml", "coverage.xml", "test.md", "coverage.md", "diff-1.md"} <= reports
    json.loads((repository / "callflow-reports/check.sarif").read_text())
    ET.parse(repository / "callflow-reports/junit.xml")


@pytest.mark.nested
def test_a_difference_fails_where_that_is_asked_for(
    repository: Path, callflow: Callflow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    (repository / "ivr/bye.scenario.yaml").unlink()
    flow = repository / "ivr/bye.flow.yaml"
    flow.write_text(FLOW.replace("Goodbye.", "So long.").replace("voiceProfile: en-GB-Emma", "voiceProfile: Emma"))
    done = callflow("pipeline ivr/bye.flow.yaml --base HEAD --fail-on-difference wording --summary told.md")
    assert done.status == 1
    assert "Check: " in done.out
    assert "\nTest: " not in done.out
    assert "::warning file=ivr/bye.flow.yaml" in done.out or "::error file=ivr/bye.flow.yaml" in done.out
    assert "What callers notice: ivr/bye.flow.yaml: failed" in (repository / "told.md").read_text()


@pytest.mark.nested
def test_only_what_changed_since_the_work_began_is_compared(repository: Path, callflow: Callflow) -> None:
    """A new commit of the base is no change of ours; an account that a flow names is."""
    git("checkout", "-qb", "work")
    git("checkout", "-q", "main")
    (repository / "ivr/bye.flow.yaml").write_text(FLOW.replace("Goodbye.", "So long."))
    git("commit", "-qam", "on main")
    git("checkout", "-q", "work")
    nothing = "What callers notice: no flow changed since the work here left main"
    assert nothing in callflow("pipeline ivr/bye.flow.yaml --base main").out
    assert callflow("pipeline ivr/bye.scenario.yaml --cov-fail-under 1").out.count("\n== callflow ") == 1
    (repository / "account.yaml").write_text("callerIds: []\n")
    (repository / "ivr/new.flow.yaml").write_text(FLOW)
    (repository / "ivr/bad.flow.yaml").write_text("flow: [")
    git("add", ".")
    done = callflow("pipeline ivr --base main")
    assert done.out.count("\n== callflow diff ") == 1
    assert "What callers notice: ivr/bye.flow.yaml: passed" in done.out
    assert "What callers notice: ivr/new.flow.yaml: new: there is nothing to compare it with" in done.out


@pytest.mark.nested
def test_a_renamed_flow_is_compared_and_so_is_one_that_archives_leave_out(repository: Path, callflow: Callflow) -> None:
    (repository / ".gitattributes").write_text("ivr export-ignore\n")
    git("add", ".")
    git("commit", "-qm", "attributes")
    git("mv", "ivr/bye.flow.yaml", "ivr/-end.flow.yaml")
    (repository / "ivr/-end.flow.yaml").write_text(FLOW.replace("Goodbye.", "So long."))
    (repository / "ivr/bye.scenario.yaml").unlink()
    with chdir("ivr"):
        done = callflow("pipeline --base HEAD --fail-on-difference wording")
        told = Path("callflow-reports/summary.md").read_text()
    assert (done.status, done.err) == (1, "")
    assert "| What callers notice: -end.flow.yaml | failed |" in told
    assert "HEAD:ivr/bye.flow.yaml" in told


@pytest.mark.nested
def test_what_could_not_be_read_before_is_not_told_as_a_difference(repository: Path, callflow: Callflow) -> None:
    (repository / "ivr/bye.flow.yaml").write_text("flow: [")
    (repository / "ivr/bye.scenario.yaml").unlink()
    git("commit", "-qam", "broken")
    assert changed_flows(["ivr/bye.flow.yaml"], "HEAD", "--base") == {"ivr/bye.flow.yaml"}
    (repository / "ivr/bye.flow.yaml").write_text(FLOW)
    (repository / "callflow-reports").mkdir()
    (repository / "callflow-reports/diff-1.md").write_text("of a run before")
    done = callflow("pipeline ivr --base HEAD")
    assert done.status == 0
    assert "What callers notice: ivr/bye.flow.yaml: could not be done (exit status 1)" in done.out
    told = (repository / "callflow-reports/summary.md").read_text()
    assert "HEAD:ivr/bye.flow.yaml:1:7" in told
    assert "of a run before" not in told


@pytest.mark.nested
def test_what_is_not_done_is_told(repository: Path, callflow: Callflow) -> None:
    done = callflow("pipeline ivr/bye.flow.yaml --fail-on-difference outcome")
    assert "| What callers notice | not compared: --base names no revision |" in Path(done.out.split()[-1]).read_text()
    done = callflow("pipeline ivr/bye.flow.yaml --cov-fail-under 50")
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith("callflow: --cov-fail-under: no file there is named *.scenario.yaml")
    done = callflow("pipeline ivr/bye.flow.yaml --summary ivr/bye.flow.yaml")
    assert (done.status, done.out) == (2, "")
    assert (repository / "ivr/bye.flow.yaml").read_text() == FLOW


def test_a_shallow_clone_cannot_say_where_the_work_began(
    repository: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    git("branch", "old")
    for number in range(2):
        git("commit", "--allow-empty", "-qm", str(number))
    shallow = tmp_path_factory.mktemp("shallow")
    git("clone", "-q", "--depth", "1", "--no-single-branch", repository.as_uri(), str(shallow))
    monkeypatch.chdir(shallow)
    with pytest.raises(UsageError, match="this clone is shallow, and lacks the commit"):
        start_of_change("origin/old")


def test_why_git_gives_no_revision_is_told(
    repository: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """As in a container, where the files are another user's, and git takes the folder for no repository of ours."""
    (repository / ".git/config").write_text("[core\n")
    with pytest.raises(UsageError, match='--base "HEAD": git refuses: fatal: bad config line 1'):
        start_of_change("HEAD")
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "a.flow.yaml"
    with pytest.raises(UsageError, match=r'--base: ".*/a\.flow\.yaml" is in no git repository'):
        changed_flows([str(elsewhere)], "HEAD", "--base")


def test_what_cannot_be_done_is_told_before_anything_runs(
    folder: Path, callflow: Callflow, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert callflow("pipeline nowhere").err == 'callflow: there is no file or folder "nowhere"\n'
    (folder / "empty").mkdir()
    nothing = "callflow: there is nothing to do: no file there is named *.flow.yaml or *.scenario.yaml\n"
    assert callflow("pipeline empty").err == nothing
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(folder.parent))
    assert callflow("pipeline . --base main").err == 'callflow: --base "main": this folder is in no git repository\n'
    git("init", "-q")
    done = callflow("pipeline . --base main")
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith('callflow: --base "main": there is no such revision here: expected a commit, branch or')
    monkeypatch.setenv("PATH", "")
    assert callflow("pipeline . --base main").err.startswith("callflow: --base needs git, which cannot be run: ")
    Path("a.flow.yaml").touch()
    named = '"�": no {} can have that name, which is no text\n'
    assert callflow("pipeline . --base", "\ud800").err == f"callflow: --base {named.format('revision')}"
    assert callflow("pipeline . --reports", "\ud800").err == f"callflow: --reports {named.format('folder')}"


@pytest.mark.nested
def test_a_name_cannot_make_a_line_of_its_own(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    PipelineStep("Check", ("check", "a\n::error::b\x1b[2J.flow.yaml")).done()
    out = capsys.readouterr().out
    assert out.startswith("\n== callflow check 'a␊::error::b␛[2J.flow.yaml'\n")
    assert "\n::error::" not in out


def test_the_files_of_a_commit_are_there_for_a_moment(
    repository: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    commit = start_of_change("HEAD")
    (repository / "ivr/new.flow.yaml").write_text(FLOW)
    with files_of(commit) as tree:
        old = tree.before("ivr/bye.flow.yaml")
        assert old is not None
        assert old.read_text() == FLOW
        assert tree.before("ivr/new.flow.yaml") is None
        assert tree.before(str(tmp_path_factory.mktemp("elsewhere") / "bye.flow.yaml")) is None
    assert not old.exists()
    with pytest.raises(Exception, match="git cannot give the files of 0000"), files_of("0000"):
        pass


def test_two_histories_without_a_common_commit_are_compared_as_they_are(repository: Path) -> None:
    first = git("rev-parse", "HEAD")
    git("checkout", "-q", "--orphan", "other")
    git("commit", "-qm", "other")
    assert start_of_change("main") == first


def test_flows_are_found_by_the_rule_of_scenario_files(folder: Path) -> None:
    for name in (
        "b.flow.yaml",
        "a.flow.yml",
        "x.json",
        ".hidden/c.flow.yaml",
        "node_modules/d.flow.yaml",
        "out/e.flow.yaml",
    ):
        (folder / "ivr" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "ivr" / name).write_text(FLOW)
    (folder / "ivr/.gitignore").write_text("out\n")
    assert flows_in(["ivr"]) == ["ivr/a.flow.yml", "ivr/b.flow.yaml"]
    assert flows_in(["ivr/out/e.flow.yaml", "booking.json"]) == ["ivr/out/e.flow.yaml"]


def test_a_name_that_nobody_knows_is_replaced_in_markdown_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There an underscore is escaped."""
    (tmp_path / "diff.md").write_text("## /tmp/a\\_b/x.flow.yaml\n`/tmp/a_b/x.flow.yaml`")
    monkeypatch.setattr(sys, "executable", "/bin/true")
    step = PipelineStep("Diff", ("diff",), tmp_path / "diff.md", called=("/tmp/a_b/", "main_line:"))
    assert step.done().summary == "## main\\_line:x.flow.yaml\n`main_line:x.flow.yaml`"


@pytest.mark.nested
@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="nothing tells when another's process ends")
def test_a_step_ends_with_the_pipeline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A signal may come to it alone."""

    class Stopped(io.StringIO):
        def write(self, text: str) -> int:
            if text.strip().isdigit():
                raise KeyboardInterrupt
            return super().write(text)

    (tmp_path / "program").write_text(f"#!/bin/sh\necho $$ >{tmp_path}/number\necho $$\nexec sleep 60\n")
    (tmp_path / "program").chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "program"))
    monkeypatch.setattr(sys, "stdout", Stopped())
    with pytest.raises(KeyboardInterrupt):
        PipelineStep("Check", ("check",)).done()
    with suppress(ProcessLookupError):  # gone, or it goes now
        assert select([os.pidfd_open(int((tmp_path / "number").read_text()))], [], [], 10)[0]


@pytest.mark.parametrize(
    ("statuses", "only_told", "status", "verdicts"),
    [
        ((0, 0), (), 0, ["passed", "passed"]),
        ((0, 1), (), 1, ["passed", "failed"]),
        ((0, 1), (1,), 0, ["passed", "differs"]),
        ((1, 2), (1,), 2, ["failed", "could not be done (exit status 2)"]),
        ((-9, 0), (), 2, ["could not be done (exit status -9)", "passed"]),
        ((), (), 0, []),
    ],
)
def test_the_exit_status_is_that_of_the_worst(
    statuses: tuple[int, ...], only_told: tuple[int, ...], status: int, verdicts: list[str]
) -> None:
    steps = [PipelineStep(f"step {at}", ("check",), only_told=at in only_told) for at in range(len(statuses))]
    results = [PipelineResult(step, found, "told") for step, found in zip(steps, statuses, strict=True)]
    assert worst(results) == status
    assert [one.verdict for one in results] == verdicts
    rows = [line for line in summary(results).splitlines() if line.startswith("| step")]
    assert rows == [f"| step {at} | {verdict} |" for at, verdict in enumerate(verdicts)]


def test_a_summary_has_room_first_for_what_did_not_pass() -> None:
    texts = [("fine", 0, "a" * MOST), *((f"failed {number}", 1, "b" * MOST) for number in range(3))]
    told = summary([PipelineResult(PipelineStep(name, ()), status, text) for name, status, text in texts])
    assert len(told) < 65_536
    assert told.count("b" * MOST) == 3
    assert f"### fine: passed\n\n{FULL}\n" in told


def test_a_long_report_is_cut_where_a_line_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "long.md").write_text("a line\n" * MOST)
    (tmp_path / "program").write_text("#!/bin/sh\necho 'with ``` in it'\n")
    (tmp_path / "program").chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "program"))
    told = PipelineStep("Test", ("test",), tmp_path / "long.md").done().summary
    assert told.endswith("a line\n\n... 120,001 characters more: see the reports ...")
    assert PipelineStep("Check", ("check",), tmp_path / "none.md").done().summary == "```text\nwith ` ` ` in it\n```"
    (tmp_path / "long.md").write_text("```text\n" + "a line\n" * MOST)
    assert "a line\n```\n\n... " in PipelineStep("Test", ("test",), tmp_path / "long.md").done().summary
    (tmp_path / "program").write_text("#!/bin/sh\n")
    assert PipelineStep("Check", ("check",)).done().summary == ""
