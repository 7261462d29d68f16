"""`callflow serve` in a process of its own, a backend that notes what it is posted, and programs that start calls."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from http.client import HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryFile
from threading import Event, Thread
from typing import IO, TYPE_CHECKING, Any

from attrs import define, field

from tests.server._house import MENU, backend
from tests.server.test_serve_command import CALLFLOWS, ask

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
WEBHOOKS = CALLFLOWS.replace("callflows", "webhooks")
KINDS = ("VCA", "VCS", "VSS")


@define
class Process:
    """A server; `said` is what it has written once it is over: on standard output, and on standard error."""

    started: subprocess.Popen[str]
    base: str
    console: IO[str]
    said: tuple[str, str] = ("", "")

    def signal(self, number: signal.Signals) -> int:
        """End it so; what it exits with."""
        self.started.send_signal(number)
        _, error = self.started.communicate(timeout=30)
        self.console.seek(0)
        self.said = self.console.read(), error
        return self.started.returncode

    @property
    def port(self) -> int:
        return int(self.base.rpartition(":")[2])


def patient(folder: Path) -> str:
    """An account file whose webhooks may take long: this machine may have little time for their receivers."""
    (folder / "account.yaml").write_text("subAccountId: acme\nassumptions: {replyTimeout: 60000}\n")
    return f"--account={folder / 'account.yaml'}"


@contextmanager
def process(*arguments: str, port: int = 0) -> Iterator[Process]:
    """A server that listens."""
    command = [sys.executable, "-m", "simulator", "serve", "--port", str(port), *arguments]
    clean = {name: one for name, one in os.environ.items() if not name.startswith(("COV", "PYTEST"))}
    environment = {**clean, "PYTHONPATH": str(ROOT)}
    with (
        TemporaryFile("w+") as console,  # a pipe that nobody reads would stop it
        subprocess.Popen(
            command, stdout=console, stderr=subprocess.PIPE, text=True, env=environment, cwd=ROOT
        ) as started,
    ):
        try:
            assert started.stderr is not None
            line = started.stderr.readline()
            assert "listening on" in line, line
            yield Process(started, line.strip().rpartition(" ")[2], console)
        finally:
            started.kill()


@define
class Received:
    """What a backend was posted, in order: the type and the body."""

    url: str
    posts: list[tuple[str, dict[str, Any]]] = field(factory=list)

    def register(self, base: str, *kinds: str) -> None:
        """Let the webhooks of a server come here."""
        for kind in kinds or KINDS:
            assert ask(base, WEBHOOKS, {"type": kind, "url": f"{self.url}/{kind}"})[0] == 200

    def of(self, kind: str, begin: int = 0) -> list[dict[str, Any]]:
        """The bodies of one type, from the one with this number on."""
        return [body for one, body in self.posts[begin:] if one == kind]


@contextmanager
def noting() -> Iterator[Received]:
    """A backend that repeats the digits and hangs up, and answers all else with 200."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            kind = self.path.rpartition("/")[2]
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            received.posts.append((kind, body))
            answer = backend(body).body if kind == "VCA" else b""
            with suppress(OSError):
                self.send_response(200)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        request_queue_size, daemon_threads = 512, True

        def handle_error(self, *_: object) -> None:
            """The server that asked was killed."""

    with Server(("127.0.0.1", 0), Handler) as server:
        received = Received(f"http://127.0.0.1:{server.server_address[1]}")
        thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield received
        finally:
            server.shutdown()


@define
class Load:
    """Calls that programs start until the server is gone; `known` are those that got their 200."""

    base: str
    known: list[str] = field(factory=list)
    hung_up: list[str] = field(factory=list)
    """Those of which a person hung up, and was told that it is so."""
    _news: Event = field(factory=Event)
    _threads: list[Thread] = field(factory=list)

    def begin(self, programs: int) -> None:
        """Start calls from so many programs at once."""
        self._threads = [Thread(target=self._program, args=(number,), daemon=True) for number in range(programs)]
        for one in self._threads:
            one.start()

    def until(self, calls: int, seconds: float = 20) -> None:
        """Wait until so many calls are known, or that long."""
        end = time.monotonic() + seconds
        while len(self.known) < calls and time.monotonic() < end:
            self._news.wait(0.05)

    def join(self) -> None:
        """Wait until each has seen that the server is gone."""
        for one in self._threads:
            one.join(30)

    def _program(self, number: int) -> None:
        with suppress(OSError, HTTPException):
            while True:
                status, came = ask(self.base, CALLFLOWS, MENU)
                if status != 200:
                    return
                self.known.append(came["sessionId"])
                if number == 0:
                    self._hang_up(came["sessionId"])

    def _hang_up(self, session: str) -> None:
        if ask(self.base, f"/_sim/sessions/{session}/hangup", {})[0] == 200:
            self.hung_up.append(session)


def shown(base: str, session: str) -> Any:
    """All of a session, once it is over; half a minute on a machine that has little time is enough."""
    for _ in range(10):
        found = ask(base, f"/_sim/sessions/{session}/wait?timeout=3")[1]
        if found["over"]:
            break
    return found
