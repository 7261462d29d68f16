"""The help desk of scenarios/samples, written three times, gives the same traces however it is asked."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from simulator.api.run import run
from simulator.webhooks.base.facts import Facts
from simulator.webhooks.base.sent import asking

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.engine.answer import WebhookAnswer
    from simulator.engine.ports import Question

SAMPLES = Path(__file__).parents[2] / "scenarios" / "samples"
KEYS = ("1", "9", "2 1", "2 2 1234", "2 2 12 1234", "2 7", "2 silence 1", "", "hangup", "2 2 ^1234", "2 hangup[3000]")
BARE = """
import http.server, json, sys
import conversation
class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        found = json.dumps(conversation.answer(asked["payload"])).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(found)))
        self.end_headers()
        self.wfile.write(found)
server = http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler)
print("Running on", server.server_port, file=sys.stderr, flush=True)
server.serve_forever()
"""
SERVERS = {
    "bare": ["-c", BARE],
    "flask": ["-m", "flask", "--app", "flask_app", "run", "--port"],
    "fastapi": ["-m", "uvicorn", "fastapi_app:app", "--log-level", "info", "--port"],
}


def report(flow: str, keys: str, backend: str | None = None) -> object:
    """The whole run as data: answer, session, captures, what was heard, webhooks with replies, trace."""
    found = run(SAMPLES / flow, keys, backend=backend, seed=1)
    assert found.ok
    return json.loads(found.render("json"))


@pytest.mark.parametrize("keys", KEYS)
def test_table_wsgi_and_asgi_give_identical_traces(keys: str) -> None:
    table = report("table.flow.yaml", keys)
    assert report("flask.flow.yaml", keys) == table
    assert report("fastapi.flow.yaml", keys) == table
    function = "python:tests.responders.test_samples:function"
    assert report("table.flow.yaml", keys, function) == table


def function(body: dict[str, object]) -> object:
    from conversation import answer  # type: ignore[import-not-found]

    return answer(body["payload"])


@pytest.mark.nested
@pytest.mark.parametrize("kind", SERVERS)
def test_a_real_server_process_gives_the_same_traces(kind: str) -> None:
    with process(kind) as url:
        for keys in KEYS:
            assert report("table.flow.yaml", keys, url) == report("table.flow.yaml", keys)


@contextmanager
def process(kind: str) -> Iterator[str]:
    """A server process on a free port of loopback, once it says that it listens."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, *SERVERS[kind], str(port)]
    with subprocess.Popen(command, cwd=SAMPLES, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as server:
        try:
            assert server.stderr is not None
            line = next(line for line in server.stderr if "unning on" in line)
            assert str(port) in line
            yield f"http://127.0.0.1:{port}/vca"
        finally:
            server.terminate()


@pytest.mark.parametrize("keys", KEYS)
def test_a_live_backend_is_asked_with_the_very_body_that_is_shown_afterwards(keys: str) -> None:
    bodies: list[object] = []

    class Listening:
        def answer(self, question: Question) -> tuple[WebhookAnswer, int]:
            bodies.append(asking(Facts(question.setting, question.trace)))
            return table.answer(question)

    from simulator.running.answering import responder_for
    from simulator.running.flow import load_flow

    table = responder_for(load_flow(SAMPLES / "table.flow.yaml"))
    found = run(SAMPLES / "table.flow.yaml", keys, responder=Listening())
    assert bodies == [webhook.body for webhook in found.webhooks if webhook.type == "VCA"]
