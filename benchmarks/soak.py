"""`python -m benchmarks soak [SHARE]`: many runs, explorations and calls of backends in one process, and what is left.

With few descriptors, as a CI machine has them. Memory is read after a quarter of each kind, when caches are full (they
keep 4,096 lists and 8,192 texts), and at its end; SHARE (1 where it is not given) makes all counts smaller. The two
threads that watch and ask backends are kept.
Not part of `make bench`: it takes minutes.
"""

from __future__ import annotations

import gc
import json
import resource
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from attrs import frozen

import simulator
from benchmarks import flows
from simulator.responders.hosting.ending import end_backends

if TYPE_CHECKING:
    from collections.abc import Callable

WARM = 4
"""After which part of each kind memory is read first."""
DESCRIPTORS = 256
"""The most that the process may have open, as `ulimit -n` says it."""
SAMPLES = Path(__file__).parents[1] / "scenarios" / "samples"
PYTHON = 'import conversation\n\n\ndef answer(body):\n    return conversation.answer(body["payload"])\n'
SERVER = """
import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from answering import answer


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        text = json.dumps(answer(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
print(server.server_port, flush=True)
server.serve_forever()
"""


@frozen
class Left:
    """What there is at one moment: resident memory in MB, threads, open descriptors."""

    memory: float
    threads: int
    descriptors: int

    @classmethod
    def now(cls) -> Left:
        """What there is now."""
        gc.collect()
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
        descriptors = sum(1 for _ in Path("/proc/self/fd").iterdir()) - 1
        return cls(pages * resource.getpagesize() / 2**20, threading.active_count(), descriptors)


def report(share: float | None = None) -> str:
    """The rows of the report, one for each kind."""
    share = share if share is not None else float(sys.argv[2]) if len(sys.argv) > 2 else 1.0
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(DESCRIPTORS, before[1]), before[1]))
    try:
        with tempfile.TemporaryDirectory(prefix="soak-") as folder:
            return "\n".join(_rows(Path(folder), share))
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)


def _rows(folder: Path, share: float) -> list[str]:
    server = _served(folder)
    try:
        kinds: list[tuple[str, int, Callable[[int], object]]] = [
            ("runs", 200_000, _run),
            ("explorations", 20_000, _explore),
            *((f"calls, {kind}", 6_000, _asked(folder, backend)) for kind, backend in _backends(server).items()),
        ]
        return [soak(name, max(10, round(count * share)), thing) for name, count, thing in kinds]
    finally:
        server.kill()
        server.communicate()


def soak(name: str, count: int, thing: Callable[[int], object]) -> str:
    """Do it so many times; what was there after a quarter and at the end, as a row of the report."""
    begin = perf_counter()
    for number in range(count // WARM):
        thing(number)
    warm = Left.now()
    for number in range(count // WARM, count):
        thing(number)
    end_backends()
    end = Left.now()
    each = f"{1000 * (perf_counter() - begin) / count:7.2f} ms each"
    memory = f"{warm.memory:6.1f} MB, then {end.memory:6.1f} MB"
    return f"{count:>7} {name:<18} {each}   {memory}   {end.threads} threads, {end.descriptors} descriptors"


def _run(number: int) -> None:
    found = simulator.run(flows.MENU if number % 2 else flows.TEN, ("4", "1 1234#", "", "9")[number % 4])
    assert found.session, number


def _explore(number: int) -> None:
    """Each with a text of its own, so that nothing is known from the one before."""
    found = simulator.explore(json.loads(flows.body(flows.capture(f"Press 1 for floor {number}."), flows.say("Bye."))))
    assert found.behaviour.places, number


def _backends(server: subprocess.Popen[str]) -> dict[str, str]:
    assert server.stdout is not None
    return {
        "python:": "python:answering:answer",
        "wsgi:": "wsgi:flask_app:app/vca",
        "asgi:": "asgi:fastapi_app:app/vca",
        "http:": f"http://127.0.0.1:{int(server.stdout.readline())}/",
    }


def _served(folder: Path) -> subprocess.Popen[str]:
    """A server of the samples' conversation, with the samples and the request beside it."""
    for file in (*SAMPLES.glob("*.py"), SAMPLES / "request.json"):
        (folder / file.name).write_bytes(file.read_bytes())
    (folder / "answering.py").write_text(PYTHON, "utf-8")
    (folder / "serving.py").write_text(SERVER, "utf-8")
    return subprocess.Popen([sys.executable, "serving.py"], cwd=folder, stdout=subprocess.PIPE, text=True)


def _asked(folder: Path, backend: str) -> Callable[[int], object]:
    flow = folder / f"{backend.partition(':')[0]}.flow.yaml"
    flow.write_text(json.dumps({"request": "request.json", "backend": backend}), "utf-8")

    def asked(number: int) -> Any:
        found = simulator.run(str(flow), ("2 2 1234", "1", "", "2 1")[number % 4])
        assert not found.backend_faults, found.backend_faults
        return found

    return asked
