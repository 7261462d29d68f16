"""Scenarios in a process of their own: what comes back of them, and what becomes of a process that does not."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Generator
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any

import pytest

from simulator.render.formats import renderer
from simulator.responders.hosting.alarm import within
from simulator.responders.hosting.beacon import LIT, Beacon
from simulator.responders.hosting.worker import do
from simulator.responders.waiting import WAITED
from simulator.scenario import apart as _apart
from simulator.scenario import hosted as _hosted
from simulator.scenario._workers import run_in_workers
from simulator.scenario.apart import ScenarioProcess
from simulator.scenario.hosted import wants_apart
from simulator.scenario.suite import Options, _rest, load_suite, run_suite, scenario_files
from tests.responders._calls import MENU
from tests.scenario.served import served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.model.scenario.scenario import Scenario

ROOT = Path(__file__).parents[2]
BACKEND = """
import collections, itertools, os, posix, time
GOODBYE = {"callflow": [{"action": "hangup"}]}
def good(_body):
    print("asked")
    return GOODBYE
def leaves(_body): posix._exit(3)
def stays(_body): collections.deque(itertools.repeat(1), maxlen=0)
def sleeps(_body): time.sleep(60)
def killed(_body): os.kill(os.getpid(), 64)
"""


@pytest.fixture
def scenarios(tmp_path: Path) -> dict[str, Scenario]:
    """One for each of these backends, and one of a table."""
    (tmp_path / "apart_app.py").write_text(BACKEND)
    texts = []
    for name in ("good", "leaves", "stays", "sleeps", "killed"):
        account = {"assumptions": {"replyTimeout": 100}}
        flow = {"request": MENU, "backend": f"python:apart_app:{name}", "account": account}
        (tmp_path / f"{name}.flow.yaml").write_text(json.dumps(flow))
        texts.append(f"scenario: {name}\nflow: {name}.flow.yaml\ncaller: ['1']\nexpect: {{session: COMPLETED}}\n")
    table = {"request": MENU, "replies": [{"when": {}, "reply": {"callflow": []}}]}
    (tmp_path / "table.flow.yaml").write_text(json.dumps(table))
    texts.append("scenario: table\nflow: table.flow.yaml\ncaller: [silence, silence]\nexpect: {session: COMPLETED}\n")
    (tmp_path / "all.scenario.yaml").write_text("---\n".join(texts))
    return {one.name: one for one in load_suite(scenario_files([str(tmp_path)])).scenarios}


@pytest.fixture
def process(monkeypatch: pytest.MonkeyPatch) -> Iterator[ScenarioProcess]:
    monkeypatch.setattr(_apart, "GRACE", 0.2)
    found = ScenarioProcess((None, None), trails=True, runs=True)
    yield found
    if not found.gone:
        found.end()


def test_a_verdict_comes_back_with_its_scenario_run_and_trail(
    process: ScenarioProcess, scenarios: dict[str, Scenario]
) -> None:
    good, table = scenarios["good"], scenarios["table"]
    process.give([(7, good), (8, table), (9, good)])
    for wanted, scenario in ((7, good), (8, table), (9, good)):
        number, found = process.take()
        assert (number, found.outcome, found.scenario is scenario) == (wanted, "pass", True)
        assert found.run is not None
        assert found.trail is not None
        assert found.printed == ("asked\n" if scenario is good else "")
    process.close()
    assert process.gone


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("leaves", "it ended the process that it runs in (exit status 3)"),
        ("killed", "it ended the process that it runs in (SIGRTMAX)"),
        ("stays", "it did not end within 100 ms, and its process had to be ended"),
    ],
)
def test_a_process_that_is_lost_is_one_failure(
    process: ScenarioProcess, scenarios: dict[str, Scenario], name: str, why: str
) -> None:
    process.give([(0, scenarios[name]), (1, scenarios["good"])])
    _, found = process.take()
    assert [one.found for one in found.failures] == [f"the backend misbehaved: {why}"]
    assert found.failures[0].reproduce == f"callflow test {scenarios[name].file}:{scenarios[name].line}"
    assert process.gone
    assert [number for number, _ in process.given] == [1], "the next one is still to be run"


def test_a_process_that_is_silent_is_ended(
    process: ScenarioProcess, scenarios: dict[str, Scenario], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_apart, "SILENCE", 0.0)
    process.given.append((0, scenarios["good"]))
    _, found = process.take()
    assert found.failures[0].found.startswith("the backend misbehaved: it kept its process from going on for 0 s")


def test_who_waited_for_code_a_moment_ago_is_not_silent(process: ScenarioProcess) -> None:
    process._heard = -_apart.SILENCE
    assert process.stuck
    process._beacon.put_out()
    assert not process.stuck


def test_one_that_closes_its_connection_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_apart, "GOODBYE", 0.2)
    shuts = "    threading.Thread(target=time.sleep, args=(60,), daemon=False).start()\n"
    shuts += "    os.closerange(3, 100)\n    return {}\n"
    (tmp_path / "shuts_app.py").write_text(f"import os, threading, time\ndef shuts(_body):\n{shuts}")
    (tmp_path / "x.flow.yaml").write_text(json.dumps({"request": MENU, "backend": "python:shuts_app:shuts"}))
    text = "scenario: shuts\nflow: x.flow.yaml\ncaller: ['1']\nexpect: {session: COMPLETED}\n"
    (tmp_path / "x.scenario.yaml").write_text(text)
    (scenario,) = load_suite(scenario_files([str(tmp_path)])).scenarios
    lost = ScenarioProcess((None, None), trails=False, runs=False)
    lost.give([(0, scenario)])
    assert lost.take()[1].failures[0].found.endswith("it closed the connection to the process that waits for it")


def test_what_is_not_wanted_any_more_is_not_run(process: ScenarioProcess, scenarios: dict[str, Scenario]) -> None:
    process.give([(0, scenarios["good"]), *((number, scenarios["sleeps"]) for number in range(1, 100))])
    begun = monotonic()
    process.close()
    assert process.gone
    assert monotonic() - begun < 2 * _apart.GOODBYE


def test_where_a_suite_stops_its_backends_are_shut_down(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_hosted, "watched", lambda: False)
    down = (tmp_path / "down").as_posix()
    app = f"import atexit\natexit.register(lambda: open({down!r}, 'w').close())\ndef ends(_body):\n    return {{}}\n"
    (tmp_path / "ends_app.py").write_text(app)
    (tmp_path / "x.flow.yaml").write_text(json.dumps({"request": MENU, "backend": "python:ends_app:ends"}))
    text = "scenario: ${n}\nflow: x.flow.yaml\ncaller: ['1']\nexpect: {session: BUSY}\n"
    text += "examples: [{n: 1}, {n: 2}, {n: 3}]\n"
    (tmp_path / "x.scenario.yaml").write_text(text)
    stopped = run_suite(load_suite(scenario_files([str(tmp_path)])), Options(fail_fast=True, apart=True))
    assert (len(stopped.verdicts), stopped.not_run) == (1, 2)
    assert Path(down).exists()


def test_who_is_gone_is_told_nothing(process: ScenarioProcess, scenarios: dict[str, Scenario]) -> None:
    process._process.kill()
    process._process.join()
    process.give([(0, scenarios["good"])])
    assert "SIGKILL" in process.take()[1].failures[0].found
    assert _apart._end_words(-63) == "it ended the process that it runs in (signal 63)"


def test_what_was_waited_there_is_counted_here(process: ScenarioProcess, scenarios: dict[str, Scenario]) -> None:
    WAITED.begin()
    process.give([(0, scenarios["sleeps"])])
    assert process.take()[1].waited == pytest.approx(0.1)
    assert WAITED.questions == 1
    assert WAITED.seconds == pytest.approx(0.1)
    WAITED.begin()


@pytest.mark.parametrize("workers", [1, 2])
def test_a_suite_goes_on_after_each_loss(
    tmp_path: Path, scenarios: dict[str, Scenario], workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_apart, "GRACE", 0.1)
    monkeypatch.setattr(_hosted, "watched", lambda: False)
    result = run_suite(load_suite(scenario_files([str(tmp_path)])), Options(workers=workers, apart=True))
    assert [one.outcome for one in result.verdicts] == ["pass", "fail", "fail", "fail", "fail", "pass"]
    for name in ("html", "json", "text", "junit"):
        assert renderer("report", name)(result)
    stopped = run_suite(load_suite(scenario_files([str(tmp_path)])), Options(fail_fast=True, apart=True))
    assert (len(stopped.verdicts), stopped.not_run) == (2, 4)


def test_reports_are_the_same_whoever_ran_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    suite = load_suite(scenario_files(["scenarios"])[:2])
    here, there = run_suite(suite), run_suite(suite, Options(workers=2))
    for name in ("html", "json", "text", "junit"):
        assert renderer("report", name)(here) == renderer("report", name)(there), name


def test_only_who_may_be_caught_goes_apart(scenarios: dict[str, Scenario], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_hosted, "watched", lambda: False)
    assert wants_apart(scenarios.values())
    assert not wants_apart([scenarios["table"]])
    Path(str(scenarios["good"].flow)).unlink()
    assert not wants_apart([scenarios["good"]])
    monkeypatch.setattr(_hosted, "watched", lambda: True)
    assert not wants_apart(scenarios.values())
    monkeypatch.delattr(os, "fork")
    assert not wants_apart(scenarios.values())


def test_who_is_looked_into_stays_here(monkeypatch: pytest.MonkeyPatch) -> None:
    class Monitoring:
        tools: tuple[Any, ...] = ()

        def get_tool(self, number: int) -> Any:
            return "coverage" if number in self.tools else None

    looking = Monitoring()
    monkeypatch.setattr(sys, "gettrace", lambda: None)
    monkeypatch.setattr(sys, "monitoring", looking, raising=False)
    assert not _hosted.watched()
    looking.tools = (1,)
    assert _hosted.watched()
    monkeypatch.delattr(sys, "monitoring")
    assert not _hosted.watched()
    monkeypatch.setattr(sys, "gettrace", lambda: print)
    assert _hosted.watched()


def test_a_beacon_tells_until_when_somebody_waits() -> None:
    beacon = Beacon()
    LIT[:] = [beacon]
    try:
        assert within(lambda: (beacon.until > monotonic(), beacon.seconds), 5).value == (True, 5)  # type: ignore[union-attr]
        assert beacon.until == 0
        assert do(lambda: (beacon.until > monotonic(), beacon.seconds), 7).value == (True, 7)  # type: ignore[union-attr]
        assert beacon.until == 0
    finally:
        LIT.clear()


def test_what_such_a_process_does(scenarios: dict[str, Scenario]) -> None:
    ((_, with_run),) = served([(0, scenarios["good"])], runs=True)
    ((_, without),) = served([(0, scenarios["good"])], trails=True)
    assert (with_run.run is None, with_run.trail) == (False, None)
    assert (without.run, without.trail is None) == (None, False)


def test_how_such_a_process_begins(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    ours, theirs = multiprocessing.Pipe()
    ours.close()
    handler, out = signal.getsignal(signal.SIGINT), sys.stdout
    config = dict(multiprocessing.current_process()._config)  # type: ignore[attr-defined]
    done: list[object] = []
    monkeypatch.setattr("atexit._clear", lambda: None)
    monkeypatch.setattr("atexit._run_exitfuncs", lambda: None)
    monkeypatch.setattr("os.dup2", lambda *_: None)
    monkeypatch.setattr(_apart, "_die_with", done.append)
    try:
        _apart._begin(theirs, (None, None), False, False, Beacon(), 5)
        _apart._begin(theirs, (None, None), False, False, None, 5)
        assert sys.stdout is sys.stderr
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, handler)
        sys.stdout = out
        LIT.clear()
        multiprocessing.current_process()._config.update(config)  # type: ignore[attr-defined]
        multiprocessing.current_process()._config.pop("daemon", None)  # type: ignore[attr-defined]
    assert done == [5, 5]


def test_a_process_that_comes_too_late_ends_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    left: list[int] = []
    monkeypatch.setattr("os._exit", left.append)
    monkeypatch.setattr(sys, "platform", "elsewhere")
    _apart._die_with(os.getppid())
    _apart._die_with(-1)
    assert left == [1]


SLOW = "import os, time\ndef slow(_body):\n    open(f'{os.getpid()}.begun', 'a').close()\n    time.sleep(30)\n"


@pytest.mark.nested
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
@pytest.mark.parametrize("workers", ["1", "2"])
def test_workers_end_with_their_parent(tmp_path: Path, how: signal.Signals, workers: str) -> None:
    (tmp_path / "slow_app.py").write_text(SLOW)
    account = {"assumptions": {"replyTimeout": 30000}}
    flow = {"request": MENU, "backend": "python:slow_app:slow", "account": account}
    (tmp_path / "x.flow.yaml").write_text(json.dumps(flow))
    text = "scenario: ${n}\nflow: x.flow.yaml\ncaller: ['1']\nexamples: [{n: 1}, {n: 2}, {n: 3}]\n"
    (tmp_path / "x.scenario.yaml").write_text(text)
    command = [sys.executable, "-m", "simulator", "test", "x.scenario.yaml", "--workers", workers]
    command += ["--format", "json:r.json", "--format", "junit:r.xml"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    running = subprocess.Popen(
        command,
        cwd=tmp_path,
        env=environment,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=heeding_interrupts,
    )
    children = awaited(tmp_path, int(workers))
    assert len(children) == int(workers)
    begun = monotonic()
    running.kill() if how == signal.SIGKILL else os.killpg(running.pid, how)
    _, err = running.communicate(timeout=10)
    while any(map(alive, children)) and monotonic() < begun + 10:
        sleep(0.01)
    assert not any(map(alive, children))
    assert monotonic() < begun + 5, "two seconds are meant; the machine may be busy"
    assert b"Traceback" not in err
    if how != signal.SIGKILL:
        assert running.returncode == 130
        assert (
            json.loads((tmp_path / "r.json").read_text())["interrupted"] == "interrupted: 3 of 3 scenarios did not run"
        )
        assert "3 of 3 scenarios did not run" in (tmp_path / "r.xml").read_text()


def heeding_interrupts() -> None:
    """Whoever runs us in the background lets us ignore Ctrl-C, and so all that we start."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def awaited(folder: Path, number: int) -> list[int]:
    """The processes that have begun to answer."""
    until = monotonic() + 30
    while len(found := list(folder.glob("*.begun"))) < number and monotonic() < until:
        sleep(0.01)
    return [int(one.stem) for one in found]


def alive(process: int) -> bool:
    try:
        return "State:\tZ" not in Path(f"/proc/{process}/status").read_text()
    except OSError:
        return False


def test_what_is_given_while_something_waits_runs_after_it(
    process: ScenarioProcess, scenarios: dict[str, Scenario]
) -> None:
    process.give([(0, scenarios["good"])])
    process.give([(1, scenarios["good"])])
    assert [process.take()[0] for _ in range(2)] == [0, 1]


def test_who_breaks_off_leaves_no_worker(scenarios: dict[str, Scenario]) -> None:
    running = run_in_workers([scenarios["good"]] * 2, 1, (None, None), trails=False)
    next(running)
    assert isinstance(running, Generator)
    with pytest.raises(RuntimeError, match="enough"):
        running.throw(RuntimeError("enough"))
    assert not [one for one in multiprocessing.active_children() if one.name.startswith("callflow")]


def test_who_is_struck_gets_what_has_come(scenarios: dict[str, Scenario]) -> None:
    running = run_in_workers([scenarios["good"]] * 60, 2, (None, None), trails=False)
    assert isinstance(running, Generator)
    came = [next(running), *_rest(running)]
    assert {one.outcome for one in came} == {"pass"}
    assert not [one for one in multiprocessing.active_children() if one.name.startswith("callflow")]


def test_who_is_struck_while_it_gives_ends_the_other(process: ScenarioProcess) -> None:
    process._sending = True
    process.dismiss()
    assert process._exit_status() == -signal.SIGKILL


def test_a_verdict_that_nobody_wants_is_passed_over(process: ScenarioProcess, scenarios: dict[str, Scenario]) -> None:
    process.give([(0, scenarios["good"])])
    assert process.connection.poll(30)
    process.close()
    assert not process.alive


def test_who_is_ended_from_outside_waits_for_the_end_of_all(process: ScenarioProcess) -> None:
    process._process.terminate()
    assert process._exit_status() == -signal.SIGTERM


@pytest.mark.parametrize(("backend", "apart"), [("python:app:vca", True), ("http://127.0.0.1:1/", False)])
def test_one_backend_for_all_says_whether_they_run_apart(
    backend: str, apart: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_hosted, "watched", lambda: False)
    assert wants_apart([], backend) is apart
