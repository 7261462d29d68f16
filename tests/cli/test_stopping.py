"""Ctrl-C and SIGTERM: reports are whole and say what is missing, and no file of the user's is changed."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

from simulator.cli.base import stopping
from simulator.cli.base.main import run_command_line
from simulator.cli.base.stopping import INTERRUPTED, STOPPING, Stopping
from simulator.hearing.speech import child
from simulator.model.scenario.verdict import SuiteResult
from simulator.render.formats import renderer
from simulator.scenario.suite import Options, _rest, load_suite, run_suite, scenario_files
from tests.scenario.calls import write

if TYPE_CHECKING:
    from collections.abc import Iterator

REPORTS = {"junit": "r.xml", "json": "r.json", "html": "r.html", "github": "r.txt", "markdown": "r.md", "text": "t.txt"}
ASKED = [word for name, file in REPORTS.items() for word in ("--format", f"{name}:{file}")]
COVERAGE = ["--cov-format", "json:c.json", "--cov-format", "cobertura:c.xml"]
CALL = "---\nscenario: call {}\nflow: t.flow.yaml\ncaller: ['1']\nexpect: {{session: COMPLETED}}\n"
MANY = "".join(map(CALL.format, range(12)))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "...\nexpect: {session: BUSY}\n")
    (tmp_path / "many.scenario.yaml").write_text(MANY)
    return tmp_path


class Strike:
    """Sends a signal at the so-many-th call of a function of ours; 0 only counts them."""

    def __init__(self, at: int = 0, number: signal.Signals = signal.SIGINT) -> None:
        self.at, self.number, self.calls = at, number, 0

    def __call__(self, frame: FrameType, event: str, _arg: object) -> None:
        if event == "call" and "/simulator/" in frame.f_code.co_filename and not self._ours(frame):
            self.calls += 1
            if self.calls == self.at:
                signal.raise_signal(self.number)

    @staticmethod
    def _ours(frame: FrameType) -> bool:
        listening = signal.getsignal(signal.SIGINT) is not signal.default_int_handler
        return not listening or frame.f_code.co_filename.endswith(("cli/base/stopping.py", "cli/base/main.py"))


def struck(strike: Strike, *arguments: str) -> int:
    sys.setprofile(strike)
    try:
        return run_command_line(arguments)
    finally:
        sys.setprofile(None)


def command(folder: Path) -> tuple[str, ...]:
    return ("test", folder.as_posix(), *ASKED, *COVERAGE)


def calls_of(*arguments: str) -> int:
    """How many functions of ours a command calls, once all is imported and kept."""
    struck(Strike(), *arguments)
    struck(strike := Strike(), *arguments)
    return strike.calls


def whole(folder: Path) -> dict[str, Any]:
    """Every report, read; the JSON one."""
    for name in ("r.xml", "c.xml"):
        ET.fromstring((folder / name).read_text())
    assert (folder / "r.html").read_text().endswith("</html>\n")
    json.loads((folder / "c.json").read_text())
    found: dict[str, Any] = json.loads((folder / "r.json").read_text())
    missing = found.get("interrupted", "")
    for name in REPORTS.values():
        assert missing in (folder / name).read_text(), name
    return found


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_strike_at_any_of_twenty_places_leaves_whole_reports_and_changes_no_file(
    folder: Path, number: signal.Signals, capsys: pytest.CaptureFixture[str]
) -> None:
    run, calls = calls_of("test", folder.as_posix()), calls_of(*command(folder))
    places = [1 + n * run // 12 for n in range(12)] + [run + n * (calls - run) // 8 for n in range(8)]
    written = [*REPORTS.values(), "c.json", "c.xml"]
    before = {file: file.read_bytes() for file in folder.glob("*.yaml")}
    reported, partly = 0, 0
    for place in places:
        for name in written:
            (folder / name).unlink(missing_ok=True)
        strike = Strike(place, number)
        assert struck(strike, *command(folder)) == INTERRUPTED
        assert strike.calls >= strike.at
        assert "Traceback" not in capsys.readouterr().err
        assert {file: file.read_bytes() for file in folder.glob("*.yaml")} == before
        there = [name for name in written if (folder / name).exists()]
        assert there in ([], written)
        if there:
            found = whole(folder)
            reported += 1
            partly += "interrupted" in found
            ran = len(found["scenarios"])
            assert ("interrupted" in found) == (ran < 13)
            if ran:
                assert found.get("interrupted", "13 of 13").split(" did")[0].endswith("13 scenarios") or ran == 13
    assert reported >= 17
    assert partly >= 3


def test_what_is_missing_is_named_by_every_report() -> None:
    stopped = SuiteResult(not_run=3, interrupted=True)
    assert stopped.missing == "interrupted: 3 of 3 scenarios did not run"
    assert not stopped.ok
    for name in REPORTS:
        assert stopped.missing in renderer("report", name)(stopped)
    early = SuiteResult(interrupted=True)
    assert early.missing == "interrupted before any scenario ran"
    assert "1 of 1 scenario did" in SuiteResult(not_run=1, interrupted=True).missing


def test_who_presses_ctrl_c_before_anything_is_read_still_gets_the_reports(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def struck_here(*_: object) -> None:
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr("simulator.cli.base.suites.scenarios.suite_of", struck_here)
    assert run_command_line(command(folder)) == INTERRUPTED
    assert whole(folder)["interrupted"] == "interrupted before any scenario ran"


def test_an_update_that_is_interrupted_changes_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (folder / "a.scenario.yaml").read_bytes()

    def stop(*_: object) -> None:
        signal.raise_signal(signal.SIGTERM)

    monkeypatch.setattr("simulator.cli.base.progress.Progress.step", stop)
    assert run_command_line(["test", ".", "--update"]) == INTERRUPTED
    assert (folder / "a.scenario.yaml").read_bytes() == before


@pytest.mark.parametrize("told", [0, 1])
def test_coverage_explores_for_a_moment_after_ctrl_c(folder: Path, told: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stopping, "PATIENCE", -1 if told else 60)
    monkeypatch.setattr("simulator.cli.base.progress.Progress.step", lambda *_: signal.raise_signal(signal.SIGINT))
    assert run_command_line(command(folder)) == INTERRUPTED
    assert whole(folder)["interrupted"] == "interrupted: 12 of 13 scenarios did not run"
    (flow,) = json.loads((folder / "c.json").read_text())["flows"]
    assert ("interrupted" in flow["bounds"]) == bool(told)


@pytest.mark.parametrize(
    "line",
    [
        "explore t.flow.yaml --format html:out/r.html",
        "faults t.flow.yaml --format html:out/r.html",
        "diff t.flow.yaml t2.flow.yaml --format json:out/r.json",
        "generate t.flow.yaml --output out --force",
        "coverage combine c.json --format html:out/r.html",
    ],
)
def test_a_strike_at_other_commands_leaves_a_whole_file_or_none(
    folder: Path, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "t2.flow.yaml").write_bytes((folder / "t.flow.yaml").read_bytes())
    run_command_line(["test", ".", "--cov-format", "json:c.json"])
    out = folder / "out"
    out.mkdir()
    calls = calls_of(*line.split())
    whole_files = {file.name: len(file.read_bytes()) for file in out.iterdir()}
    assert whole_files
    for place in range(4):
        for file in out.iterdir():
            file.write_text("the user's")
        struck(strike := Strike(1 + place * calls // 4), *line.split())
        assert strike.calls >= strike.at
        for file in out.iterdir():
            text = file.read_text()
            assert text == "the user's" or text.endswith(("</html>\n", "}\n", "\n"))
    assert "Traceback" not in capsys.readouterr().err


def test_generate_writes_nothing_after_ctrl_c(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("simulator.cli.base.progress.Searching.step", lambda *_: signal.raise_signal(signal.SIGINT))
    assert run_command_line(["generate", "t.flow.yaml", "--output", "out"]) == INTERRUPTED
    assert "interrupted: nothing is written" in capsys.readouterr().err
    assert not (folder / "out").exists()


def test_the_second_signal_ends_the_process_and_its_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    class LeavingError(BaseException):
        pass

    ended: list[object] = []

    def leave(status: int) -> None:
        ended.append(status)
        raise LeavingError

    class Child:
        def kill(self) -> None:
            ended.append("child")

    monkeypatch.setattr(os, "_exit", leave)
    monkeypatch.setattr("multiprocessing.active_children", lambda: [Child()])
    monkeypatch.setattr(child, "end_engines", lambda: ended.append("engines"))
    stop = Stopping()
    with pytest.raises(LeavingError), stop.heard(), stop.held():
        any(map(signal.raise_signal, (signal.SIGINT, signal.SIGTERM)))
    monkeypatch.delitem(sys.modules, "multiprocessing")
    monkeypatch.delitem(sys.modules, "simulator.hearing.speech.child")
    monkeypatch.delitem(sys.modules, "simulator.files.writing", raising=False)
    with pytest.raises(LeavingError):
        stopping.leave_at_once()
    assert ended == ["engines", "child", INTERRUPTED, INTERRUPTED]


def test_a_signal_that_somebody_handles_or_ignores_stays_his() -> None:
    for mine in (signal.SIG_IGN, print):
        before = signal.signal(signal.SIGTERM, mine)
        try:
            with Stopping().heard():
                assert signal.getsignal(signal.SIGTERM) is mine
            assert signal.getsignal(signal.SIGTERM) is mine
        finally:
            signal.signal(signal.SIGTERM, before)


def test_another_thread_listens_to_nothing() -> None:
    seen: list[object] = []

    def look() -> None:
        with Stopping().heard():
            seen.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert seen == [signal.default_int_handler]


def test_a_process_that_a_backend_forked_dies_as_any_other(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[tuple[int, int]] = []
    stop = Stopping()
    with stop.heard():
        monkeypatch.setattr(os, "kill", lambda *to: sent.append(to))
        monkeypatch.setattr(os, "getpid", lambda: -5)
        signal.raise_signal(signal.SIGTERM)
        assert signal.getsignal(signal.SIGTERM) == signal.SIG_DFL
    assert sent == [(-5, signal.SIGTERM)]


def test_in_the_library_ctrl_c_is_raised(folder: Path) -> None:
    suite = load_suite(scenario_files([folder.as_posix()]))

    def stop(_verdict: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_suite(suite, Options(), stop)


def test_what_workers_have_done_already_is_kept(folder: Path) -> None:
    suite = load_suite(scenario_files([folder.as_posix()]))

    def stop(_verdict: object) -> None:
        raise KeyboardInterrupt

    found = run_suite(suite, Options(workers=2), stop, STOPPING.open)
    assert found.interrupted
    assert 1 <= len(found.verdicts) <= 13
    assert found.not_run == 13 - len(found.verdicts)


def test_what_was_told_while_it_was_held_stops_what_may_be_stopped() -> None:
    stopping = Stopping()
    stopping.told = 1.0
    with stopping.held(), pytest.raises(KeyboardInterrupt), stopping.open():
        raise AssertionError("nothing runs any more")


def test_what_came_before_a_strike_stands() -> None:
    def verdicts() -> Iterator[int]:
        try:
            yield 1
        except KeyboardInterrupt:
            yield 2
            yield 3
            raise

    found: Any = verdicts()
    assert next(found) == 1
    rest: list[Any] = list(_rest(found))
    assert rest == [2, 3]
