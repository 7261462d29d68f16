"""True processes: standard output is the report alone, and the program ends when the command does."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from threading import Thread
from typing import NoReturn
from xml.etree import ElementTree

import pytest

from simulator.cli.base import process as _process
from simulator.model.diagnostic import Span
from simulator.model.scenario.scenario import Scenario
from simulator.model.scenario.verdict import Failure, SuiteResult, Verdict
from simulator.render.formats import renderer
from tests.responders._calls import MENU

ROOT = Path(__file__).parents[2]
NOISY = """
import atexit, logging, os, sys, threading, time

print("imported")

def answer(body):
    print("loading model...")
    logging.basicConfig(stream=sys.stdout, level="INFO")
    logging.info("asked %s", body["payload"].get("dtmf"))
    os.write(1, b"to the descriptor\\n")
    os.system("echo from a program")
    sys.__stdout__.write("to the old one\\n")
    sys.__stdout__.flush()
    atexit.register(print, "at the end")
    threading.Thread(target=stays).start()
    return {"callflow": [{"action": "hangup"}]}

def stays():
    print("from a thread", flush=True)
    time.sleep(600)
"""
SAID = (
    "imported", "loading model...", "INFO:root:asked 1", "to the descriptor", "from a program", "to the old one",
    "at the end", "from a thread",
)  # fmt: skip


@pytest.mark.nested
@pytest.mark.parametrize("command", ["run noisy.flow.yaml --dtmf 1", "test noisy.scenario.yaml"])
def test_standard_output_is_the_report_and_no_thread_keeps_the_program(tmp_path: Path, command: str) -> None:
    (tmp_path / "noisy.py").write_text(NOISY)
    (tmp_path / "noisy.flow.yaml").write_text(json.dumps({"request": MENU, "backend": "python:noisy:answer"}))
    (tmp_path / "noisy.scenario.yaml").write_text("scenario: x\nflow: noisy.flow.yaml\ncaller: [{press: '1'}]\n")
    done = subprocess.run(
        [sys.executable, "-m", "simulator", *command.split(), "--format", "json"],
        capture_output=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
        timeout=60,
    )
    assert done.returncode == 0
    json.loads(done.stdout)
    for line in SAID:
        assert line in done.stderr.decode()


def test_a_thread_that_is_left_does_not_keep_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    from threading import Event

    left: list[int] = []
    done = Event()

    def leaves(status: int) -> NoReturn:
        left.append(status)
        raise SystemExit

    monkeypatch.setattr("atexit._run_exitfuncs", lambda: left.append(0))
    monkeypatch.setattr(sys, "stdout", _process.Report(io.BytesIO(), "utf-8"))
    thread = Thread(target=done.wait)
    thread.start()
    with pytest.raises(SystemExit):
        _process.leave(3, leaves)
    done.set()
    thread.join()
    assert left == [0, 3]
    assert sys.stdout is sys.stderr


def test_what_a_backend_printed_stands_beside_the_failure() -> None:
    printed = "".join(f"line {number}\n" for number in range(30)) + "<last>\n"
    failure = Failure("session", "COMPLETED", "ERROR")
    scenario = Scenario("a call", "x.scenario.yaml", Span(1, 1))
    result = SuiteResult((Verdict(scenario, (failure,), printed=printed), Verdict(scenario)))
    text = renderer("report", "text")(result)
    assert "  the backend printed\n    (11 lines earlier)\n    line 11\n" in text
    assert json.loads(renderer("report", "json")(result))["scenarios"][0]["printed"] == printed
    assert "printed" not in json.loads(renderer("report", "json")(result))["scenarios"][1]
    document = ElementTree.fromstring(renderer("report", "junit")(result))
    assert document.findtext("*/system-err") == f"a call\n{printed}".rstrip()
    told = document.find("*/testcase/failure")
    assert told is not None
    assert (told.text or "").endswith("  line 29\n  <last>")
    assert "&lt;last&gt;" in renderer("report", "html")(result)
