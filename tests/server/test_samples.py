"""The help desk of scenarios/samples as real servers: a session of the emulator is the dry run of the same keys."""

from __future__ import annotations

import json
import re
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

import simulator
from simulator.running.seeds import derived
from tests.responders.test_samples import KEYS, SAMPLES, SERVERS, process
from tests.server.test_serve_command import ask

if TYPE_CHECKING:
    from collections.abc import Iterator

REQUEST = json.loads((SAMPLES / "request.json").read_text("utf-8"))
ACCOUNT = SAMPLES / "account.yaml"
PATH = "/api/v1/subaccounts/help-desk"
SEED = 7
_ID = re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-1[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}\b")
TIMED = ("1@0", "2@9s 1", "2 2 1@30s 2@31s 3@31.5s 4@32s", "9@3s hangup@20s", "2 hangup@21s 2", "hangup@1ms")


@pytest.fixture(scope="module")
def receiver() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Where summaries and statuses go: its address, and what it was told."""
    told: list[dict[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            told.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/", told
    server.shutdown()
    thread.join()
    server.server_close()


def request(destination: str) -> dict[str, Any]:
    dial, *rest = REQUEST["callflow"]
    return {"callflow": [{**dial, "params": {**dial["params"], "destination": destination}}, *rest]}


@pytest.mark.nested
@pytest.mark.slow
@pytest.mark.parametrize("kind", SERVERS)
def test_each_session_is_the_dry_run_of_its_keys(kind: str, receiver: tuple[str, list[dict[str, Any]]]) -> None:
    where, told = receiver
    told.clear()  # with the same seed, the sessions of the server before have the same ids
    begun: list[tuple[str, str, str]] = []
    with process(kind) as url, simulator.Emulator(accounts=[ACCOUNT], seed=SEED) as emulator:
        for one, to in (("VCA", url), ("VCS", where), ("VSS", where)):
            assert ask(emulator.base_url, f"{PATH}/webhooks", {"type": one, "url": to})[0] == 200
        for number, keys in enumerate((*KEYS, *TIMED)):
            destination = f"+65{91230000 + number}"
            emulator.lines[destination] = f"answered:2s keys={keys.replace(' ', ',')}" if keys else "answered:2s"
            status, created = ask(emulator.base_url, f"{PATH}/callflows", request(destination))
            assert (status, created["statusCode"]) == (200, 1)
            begun.append((created["sessionId"], destination, keys))
        for number, (session, destination, keys) in enumerate(begun, 1):
            found = ask(emulator.base_url, f"/_sim/sessions/{session}/wait")[1]
            assert found["over"], keys
            same(found, dry(destination, keys, url, derived(SEED, number), found["begun"]), keys)
            heard = [one for one in told if one["payload"]["sessionId"] == session]
            posted = [one for one in found["webhooks"] if one["type"] != "VCA"]
            assert [one["body"] for one in posted] == heard, keys


def without_instant(webhooks: list[tuple[str, int, dict[str, Any]]], session: dict[str, Any]) -> Any:
    """Each id as what tells it from those of other calls, and how far it lies behind the session's own."""
    begun = UUID(session["sessionId"]).time
    text = json.dumps([webhooks, session])
    return json.loads(_ID.sub(lambda found: f"{UUID(found[0]).time - begun} {found[0][19:]}", text))


def dry(destination: str, keys: str, url: str, seed: int, at: str) -> Any:
    flow = simulator.load(request(destination), account=str(ACCOUNT))
    return simulator.run(flow, keys, backend=url, legs=["answered:2s"], seed=seed, at=at)


def same(found: dict[str, Any], run: Any, keys: str) -> None:
    """Event for event, body for body; the ids too, but for their instant: a seeded emulator has one for all."""
    plain = json.loads(run.render("json"))
    assert found["trace"] == plain["trace"], keys
    posted = [(one["type"], one["at"], one["body"]) for one in found["webhooks"]], found["session"]
    expected = [(one.type, one.at, one.body) for one in run.webhooks], run.session
    assert without_instant(*posted) == without_instant(*expected), keys
    assert [one["why"] for one in found["webhooks"]] == [""] * len(run.webhooks)
