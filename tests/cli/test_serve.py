"""`callflow test --serve`: a server that is started, waited for and ended with all that it started."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest

from simulator.cli.base.main import run_command_line
from simulator.responders.hosting import server as hosting
from simulator.responders.hosting.server import Server, address_of, runs
from tests.scenario.calls import write

pytestmark = pytest.mark.nested

SERVER = """
import json, os, subprocess, sys
from http.server import BaseHTTPRequestHandler, HTTPServer


class Answers(BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        print("asked\\x1b", flush=True)
        if sys.argv[2:] == ["once"]:
            os._exit(4)
        body = json.dumps({"callflow": [{"action": "hangup"}]}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


server = HTTPServer(("127.0.0.1", int(sys.argv[1])), Answers)
if sys.argv[2:] == ["child"]:
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"], start_new_session=True)
    open("child", "w").write(str(child.pid))
if sys.argv[2:] == ["flood"]:
    for number in range(20000):
        print("flood", number)
    sys.stdout.flush()
server.serve_forever()
"""


@pytest.fixture
def port(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    for name in [name for name in os.environ if name.startswith("COV")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "server.py").write_text(SERVER, encoding="utf-8")
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def run(port: int, command: str, *more: str) -> int:
    backend = f"http://127.0.0.1:{port}/vca"
    return run_command_line(["test", ".", "--backend", backend, "--serve", command, *more])


def started(port: int, *more: str) -> str:
    return " ".join((sys.executable, "server.py", str(port), *more))


def gone(port: int) -> bool:
    with socket.socket() as other:
        return other.connect_ex(("127.0.0.1", port)) != 0


def test_it_answers_and_is_ended_with_its_children(
    tmp_path: Path, port: int, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, "...\ncaller: ['1']\nexpect: {session: COMPLETED, captured: ['1']}\n")
    assert run(port, started(port, "child")) == 0
    assert capsys.readouterr() == ("1 passed\n", "")
    assert gone(port)
    assert not runs(int((tmp_path / "child").read_text()))


def test_what_nobody_has_collected_yet_does_not_run() -> None:
    with subprocess.Popen(["true"]) as ended:
        os.waitid(os.P_PID, ended.pid, os.WEXITED | os.WNOWAIT)
        assert Path(f"/proc/{ended.pid}").exists()
        assert not runs(ended.pid)
    assert not runs(ended.pid)
    assert runs(os.getpid())


def test_what_it_wrote_is_shown_on_a_failure_in_bounds(
    tmp_path: Path, port: int, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, "...\ncaller: ['1']\nexpect: {session: BUSY}\n")
    assert run(port, started(port)) == 1
    assert "server.py" in (shown := capsys.readouterr().err)
    assert shown.endswith("wrote:\n  asked\\x1b\n")
    assert run(port, started(port, "flood")) == 1
    shown = capsys.readouterr().err
    assert "the last 20 of more than" in shown
    assert len(shown.splitlines()) == 21


def test_one_that_ends_while_it_is_needed_is_said(
    tmp_path: Path, port: int, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, "...\ncaller: ['1']\nexpect: {session: COMPLETED}\n")
    assert run(port, started(port, "once")) == 1
    assert "ended by itself (exit status 4)\n" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("command", "says"),
    [
        ("echo hi; exit 3", "ended by itself (exit status 3) before it answered at 127.0.0.1:"),
        ("kill -9 $$", "ended by itself (signal 9) before it answered"),
        ("no-such-command-here", "(exit status 127) before"),
        ("exec sleep 60", "does not answer at 127.0.0.1:"),
        ("trap '' TERM; while :; do echo flood; done", "the last 20 of more than"),
        ("exec sleep 60", "wrote nothing"),
    ],
)
def test_one_that_never_answers_is_one_error(
    tmp_path: Path,
    port: int,
    command: str,
    says: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(hosting, "GOODBYE", 0.2)
    write(tmp_path, "...\nexpect: {session: COMPLETED}\n")
    assert run(port, command, "--serve-wait", "0.5") == 2
    shown = capsys.readouterr()
    assert says in shown.err
    assert "␊" not in shown.err, "each line is a line"
    assert shown.err.count("callflow: ") == 1
    assert shown.out == ""


def test_another_that_answers_already_is_not_taken_for_it(
    tmp_path: Path, port: int, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, "...\nexpect: {session: COMPLETED}\n")
    with socket.create_server(("127.0.0.1", port)):
        assert run(port, started(port)) == 2
    assert "something answers at" in capsys.readouterr().err


def test_it_ends_where_the_command_is_ended(tmp_path: Path, port: int) -> None:
    address = ("127.0.0.1", port)
    with pytest.raises(SystemExit), Server(started(port), (address,), 20):
        os.kill(os.getpid(), signal.SIGTERM)
    assert gone(port)


def test_a_thread_may_start_one(tmp_path: Path, port: int) -> None:
    found: list[bool] = []

    def starts() -> None:
        with Server(started(port), (("127.0.0.1", port),), 20):
            found.append(gone(port))

    thread = Thread(target=starts)
    thread.start()
    thread.join()
    assert found == [False]
    assert gone(port)


def test_nothing_is_started_for_nothing(tmp_path: Path, port: int, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, "...\nexpect: {session: COMPLETED}\n")
    assert run(port, "exit 3", "--shard", "2/2") == 0


@pytest.mark.parametrize(
    ("backend", "expected"),
    [
        ("http://127.0.0.1:5000/vca", ("127.0.0.1", 5000)),
        ("HTTP://shop.example/vca", ("shop.example", 80)),
        ("https://shop.example", ("shop.example", 443)),
        ("python:shop:vca", None),
        ("wsgi:shop:app", None),
    ],
)
def test_where_a_backend_listens(backend: str, expected: tuple[str, int] | None) -> None:
    assert address_of(backend) == expected
