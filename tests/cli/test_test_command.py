"""`callflow test` as a person calls it."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from simulator.cli.base.main import run_command_line
from simulator.cli.base.progress import Progress
from simulator.cli.base.suites import last_failed as _last_failed
from simulator.model.scenario.verdict import SuiteResult
from simulator.render.formats import formats, renderer
from tests.scenario.calls import write
from tests.scenario.test_suite import THREE


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> int:
    return run_command_line(["test", *arguments])


def test_all_is_well(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, "...\nexpect: {session: COMPLETED}\n")
    assert run(".") == 0
    assert capsys.readouterr() == ("1 passed\n", "")


def test_a_failure_is_shown_with_everything(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, THREE)
    assert run("a.scenario.yaml") == 1
    shown = capsys.readouterr().out
    assert shown.startswith(
        "FAIL broken  a.scenario.yaml:7\n"
        "  session\n"
        "    expected  BUSY\n"
        "    found     COMPLETED\n"
        "    heard     00:06.000 Press 1 to book a table.\n"
        "              00:38.150 Sorry?\n"
        "              00:38.883 Press 1 to book a table.\n"
        "              01:11.033 Sorry?\n"
        "              01:11.766 Goodbye.\n"
        "    keys      silence silence\n"
        "    state     2.hangup.disconnecting\n"
        "    scenario  a.scenario.yaml:9:19\n"
        "    flow      t.flow.yaml:1\n"
        "    again     callflow test a.scenario.yaml:7\n"
        "\n"
        "WARN slow  a.scenario.yaml:11\n"
        "  warning: duration\n"
        "    expected  below 1s\n"
        "    found     72.633s\n"
    )
    assert shown.endswith("1 failed, 1 passed with a warning, 1 passed\n")


def test_long_calls_show_what_was_heard_last(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "scenario: a\nrequest: r.json\nexpect: {session: BUSY}\n"
    from tests.scenario.calls import CALL, HANGUP, say

    body = {"callflow": [CALL, *(say(f"Number {n}.") for n in range(20)), HANGUP]}
    (folder / "r.json").write_text(json.dumps(body), encoding="utf-8")
    write(folder, text)
    assert run(".") == 1
    shown = capsys.readouterr().out
    assert "(8 earlier)" in shown
    assert "Number 7." not in shown


def test_a_file_at_fault_is_shown_with_its_line_and_fails(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, "...\nexpect: {session: COMPLETED}\n")
    write(folder, "...\nsed: 1\n", "b.scenario.yaml")
    assert run(".") == 1
    shown = capsys.readouterr().out
    assert "did you mean `seed`?" in shown
    assert "--> b.scenario.yaml:3:1" in shown
    assert shown.endswith("1 passed, 1 file at fault\n")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["nowhere"], 'there is no file or folder "nowhere"'),
        ([".", "--workers", "0"], "expected 1 or more"),
        ([".", "--tag", "nobody"], "no scenario is chosen"),
        ([".", "--format", "junitt"], "did you mean junit"),
    ],
)
def test_misuse_is_said_in_one_line(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], says: str
) -> None:
    write(folder, "...\n")
    assert run(*arguments) == 2
    assert says in capsys.readouterr().err


def test_scenarios_are_chosen(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, THREE)
    assert run(".", "--tag", "smoke", "-k", "slow") == 0
    assert capsys.readouterr().out.endswith("1 passed with a warning, 2 left out\n")


def test_the_first_failure_can_be_the_last(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, THREE)
    assert run(".", "--fail-fast") == 1
    assert capsys.readouterr().out.endswith("1 failed, 1 passed, 1 not run\n")
    said = "stopped after the first failure: 1 of 3 did not run"
    shown = {
        "junit": f'<property name="not run" value="{said}" />',
        "github": f"::notice title=callflow test::{said}\n",
    }
    for name, told in shown.items():
        assert run(".", "--fail-fast", "--format", name) == 1
        assert told in capsys.readouterr().out
    run(".", "--format", "junit")
    assert "did not run" not in capsys.readouterr().out


def test_what_failed_last_time_runs_alone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = write(folder, THREE)
    run(".")
    assert (folder / ".callflow_cache" / ".gitignore").read_text() == "*\n"
    assert run(".", "--last-failed") == 1
    assert capsys.readouterr().out.endswith("1 failed, 2 left out\n")
    file.write_text(file.read_text().replace("BUSY", "COMPLETED"))
    assert run(".", "--last-failed") == 0
    capsys.readouterr()
    assert run(".", "--last-failed") == 0
    assert "2 passed" in capsys.readouterr().out


@pytest.mark.parametrize("text", ["{", "{}", "[1]"])
def test_a_broken_memory_is_forgotten(folder: Path, text: str) -> None:
    (folder / ".callflow_cache").mkdir()
    (folder / ".callflow_cache" / "last_failed.json").write_text(text)
    write(folder, "...\n")
    assert run(".", "--last-failed") == 0


def test_a_folder_that_cannot_be_written_is_no_fault(folder: Path) -> None:
    (folder / _last_failed.FOLDER).write_text("a file")
    write(folder, THREE)
    assert run(".") == 1


def test_an_update_is_said_and_run_again(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = write(folder, THREE)
    assert run(".", "--update") == 0
    shown = capsys.readouterr()
    assert shown.err == "callflow: a.scenario.yaml: updated\n"
    assert "failed" not in shown.out
    assert file.read_text() == THREE.replace("\n...\n", "scenario: a\nflow: t.flow.yaml\n").replace("BUSY", "COMPLETED")


def test_an_account_takes_the_place_of_the_flows_own(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, "...\n")
    (folder / "full.yaml").write_text("capacity: 0\n")
    assert run(".", "--account", "full.yaml") == 1
    assert "-2010" in capsys.readouterr().out


def test_every_report_is_written_in_one_run(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, THREE)
    write(folder, "...\nsed: 1\n", "b.scenario.yaml")
    reports = [f"--format={name}:{name}.out" for name in formats("report")]
    assert run(".", "--workers", "2", *reports) == 1
    assert capsys.readouterr().out == (folder / "text.out").read_text(encoding="utf-8")
    data = json.loads((folder / "json.out").read_text(encoding="utf-8"))
    assert (data["ok"], data["passed"], data["warned"], data["failed"]) == (False, 1, 1, 1)
    assert data["scenarios"][1]["failures"][0]["expected"] == "BUSY"
    assert data["scenarios"][1]["failures"][0]["heard"][0]["words"] == "Press 1 to book a table."
    assert data["unreadable"][0]["diagnostics"][0]["code"] == "F002"
    html = (folder / "html.out").read_text(encoding="utf-8")
    assert "broken" in html
    assert "The call was not kept" not in html


def test_junit_has_a_suite_for_each_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, THREE.replace("scenario: broken", 'scenario: "bro\\x01ken <&>"'))
    write(folder, "...\nsed: 1\n", "b.scenario.yaml")
    assert run(".", "--format", "junit") == 1
    document = ElementTree.fromstring(capsys.readouterr().out)
    assert [suite.get("name") for suite in document] == ["b.scenario.yaml", "a.scenario.yaml"]
    assert [(suite.get("tests"), suite.get("failures"), suite.get("errors")) for suite in document] == [
        ("1", "0", "1"),
        ("3", "1", "0"),
    ]
    cases = list(document[1].iter("testcase"))
    assert [case.get("name") for case in cases] == ["a", "bro\u2401ken <&>", "slow"]
    failure = cases[1].find("failure")
    assert failure is not None
    assert failure.get("message") == "session: expected BUSY, found COMPLETED"
    assert "again     callflow test" in (failure.text or "")
    assert "warning: duration" in (document[1].findtext("system-out") or "")
    assert 0 < float(cases[1].get("time") or 0) < 60, "real seconds"
    known = {one.get("name"): one.get("value") or "" for one in document[1].iter("property")}
    assert float(known["simulated seconds: bro\u2401ken <&>"]) > 60
    assert known["at: bro\u2401ken <&>"] == "a.scenario.yaml:7"


def test_json_tells_real_times_and_the_same_bytes_where_a_date_is_given(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder, THREE)
    run(".", "--format", "json")
    data = json.loads(capsys.readouterr().out)
    assert re.fullmatch(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ", data["realStart"])
    assert 0 < data["scenarios"][0]["realSeconds"] <= data["realSeconds"] < 60
    assert data["scenarios"][1]["simulatedMs"] > 60_000
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767603600")
    shown = []
    for name in ("json", "junit") * 2:
        run(".", "--format", name)
        shown.append(capsys.readouterr().out)
    assert shown[:2] == shown[2:]
    assert json.loads(shown[0])["realStart"] == "2026-01-05T09:00:00Z"
    assert json.loads(shown[0])["realSeconds"] == 0


@pytest.mark.parametrize("given", ["", "yesterday", "-1", "1.5", "9" * 400, "\u0661"])
def test_a_date_that_is_none_is_told(
    given: str, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder, THREE)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", given)
    assert run(".") == 2
    told = capsys.readouterr().err
    assert "expected whole seconds since 1970" in told
    assert len(told) < 140


def test_github_marks_the_lines(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, THREE)
    write(folder, "...\nsed: 1\n", "b.scenario.yaml")
    assert run(".", "--format", "github") == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("::")[1].split(",")[:3] for line in lines] == [
        ["error file=b.scenario.yaml", "line=3", "endLine=3"],
        ["error file=a.scenario.yaml", "line=9", "col=19"],
        ["warning file=a.scenario.yaml", "line=14", "col=27"],
    ]
    assert "%0A  expected  BUSY" in lines[1]


def test_github_has_one_annotation_a_scenario(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    expected = "{session: BUSY, captured: ['9'], hears: [nothing, like, it], duration: {warn: 1ms}, webhooks: {VCA: 9}}"
    write(folder, f"...\nexpect: {expected}\n")
    assert run(".", "--format", "github") == 1
    [line] = capsys.readouterr().out.splitlines()
    assert line.startswith("::error file=a.scenario.yaml,line=3,col=19,title=a::session%0A  expected  BUSY%0A")
    assert line.count("%0A  expected") > 3


@pytest.mark.parametrize(
    ("workspace", "file"), [("", "a.scenario.yaml"), ("..", "{}/a.scenario.yaml"), (".", "a.scenario.yaml")]
)
@pytest.mark.parametrize("absolute", [True, False])
def test_github_annotations_are_relative_to_the_workspace(
    workspace: str,
    file: str,
    absolute: bool,
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write(folder, THREE)
    monkeypatch.setenv("GITHUB_WORKSPACE", workspace and str(folder / workspace))
    run(str(folder / "a.scenario.yaml") if absolute and workspace else "a.scenario.yaml", "--format", "github")
    for line in capsys.readouterr().out.splitlines():
        assert line.split("file=")[1].split(",")[0] == file.format(folder.name)


def test_a_file_outside_the_workspace_keeps_its_name(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder, THREE)
    monkeypatch.setenv("GITHUB_WORKSPACE", str(folder / "elsewhere"))
    run("a.scenario.yaml", "--format", "github")
    assert "file=a.scenario.yaml," in capsys.readouterr().out


def test_the_command_that_shows_it_again_names_line_row_and_options(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, "...\nexpect: {session: BUSY}\n---\nscenario: it's ${day}\nflow: t.flow.yaml\n"
          "expect: {session: '${end}'}\nexamples: [{day: mon, end: BUSY}, {day: mon, end: NO_ANSWER}]\n")  # fmt: skip
    (folder / "my account.yaml").write_text("capacity: 9\n")
    run(".", "--account", "my account.yaml")
    told = [line.strip() for line in capsys.readouterr().out.splitlines() if " again " in line]
    account = "--account 'my account.yaml'"
    quoted = """'it'"'"'s mon"""
    assert told == [
        f"again     callflow test a.scenario.yaml:1 {account}",
        f"again     callflow test a.scenario.yaml:5 -k {quoted} [mon, BUSY]' {account}",
        f"again     callflow test a.scenario.yaml:5 -k {quoted} [mon, NO_ANSWER]' {account}",
    ]


def test_an_empty_result_says_so() -> None:
    assert renderer("report", "text")(SuiteResult()) == "nothing was run\n"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_is_drawn_on_a_terminal_and_nowhere_else(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder, THREE)
    for stream in (Terminal(), io.StringIO()):
        monkeypatch.setattr("sys.stderr", stream)
        assert run(".") == 1
        drawn = stream.getvalue()
        assert bool(drawn) is stream.isatty()
    monkeypatch.setattr("sys.stderr", terminal := Terminal())
    run(".")
    assert "\r[##########....................] 1/3\r" in terminal.getvalue()
    assert "2/3, 1 failed" in terminal.getvalue()
    assert terminal.getvalue().endswith("\r\x1b[2K")


def test_a_bar_that_does_not_move_is_not_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr", terminal := Terminal())
    from simulator.model.diagnostic import Span
    from simulator.model.scenario.scenario import Scenario
    from simulator.model.scenario.verdict import Verdict

    progress = Progress(1000)
    progress.step(Verdict(Scenario("a", "b", Span())))
    progress.step(Verdict(Scenario("a", "b", Span())))
    assert terminal.getvalue().count("\r") == 1


def test_a_flow_at_fault_is_shown_where_it_is_used(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, "...\n")
    (folder / "t.flow.yaml").write_text("flow: x\nreplies: []\nbackend: nowhere\n")
    assert run(".") == 1
    assert "  details   t.flow.yaml:" in capsys.readouterr().out


def test_a_prompt_that_was_cut_short_is_shown_so(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, "...\ncaller: [^1, hangup]\nexpect: {session: BUSY}\n")
    assert run(".") == 1
    assert "Press 1 to book a table. (interrupted)" in capsys.readouterr().out
