"""Calls that a backend answers: a table of ten rows, and the Flask sample against the same app called by hand."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from benchmarks import flows
from benchmarks._measure import line, ratio
from simulator.callers.scripted import Scripted
from simulator.loading.files.flow_file import read_flow
from simulator.networks.scripted import ScriptedNetwork
from simulator.responders.live import Live
from simulator.responders.wsgi import WsgiBackend
from simulator.running.answering import responder_for
from simulator.running.dry_run import run_flow
from simulator.running.flow import load_flow

if TYPE_CHECKING:
    from simulator.model.flow.flow_file import FlowFile

SAMPLES = Path(__file__).parents[1] / "scenarios" / "samples"
CALLER = Scripted.of("2 2 1234")


def report() -> str:
    """The rows of the report."""
    return f"{_table()}\n{_flask()}"


def _ten_rows() -> FlowFile:
    """Three menus below each other, each answered by a key, and seven more rows."""
    menus = {stage: flows.capture(f"Menu {stage}: press a key.") for stage in "abc"}
    replies = [
        ({"digits": "1"}, {"clientActionId": "b", "callflow": [menus["b"]]}),
        ({"clientActionId": "b", "digits": "2"}, {"clientActionId": "c", "callflow": [menus["c"]]}),
        ({"clientActionId": "c", "digits": "3"}, {"callflow": [flows.say("Thank you."), {"action": "hangup"}]}),
        *(({"digits": key}, {"callflow": [flows.say(f"Key {key}.")]}) for key in "456789"),
        ({"clientActionId": "*", "digits": "other"}, {"callflow": [{"action": "hangup"}]}),
    ]
    written = {
        "request": json.loads(flows.body(menus["a"])),
        "replies": [{"when": when, "reply": reply} for when, reply in replies],
    }
    flow, findings = read_flow(json.dumps(written).encode(), Path(), "ten.flow.yaml")
    assert flow is not None
    assert not findings
    return flow


def _table() -> str:
    """Three expectations are looked at after each call; the best of many short rounds, since a rate has no pair."""
    flow = _ten_rows()
    caller = Scripted.of("1 2 3")

    def asserted() -> None:
        found = run_flow(flow, caller=caller, network=ScriptedNetwork())
        assert found.ok
        assert found.heard[-1].words == "Thank you."
        assert [capture.digits for capture in found.captures] == ["1", "2", "3"]

    rates = []
    for _ in range(100):
        begin = perf_counter()
        for _ in range(30):
            asserted()
        rates.append(30 / (perf_counter() - begin))
    return f"{'asserted calls a second, a table, three captures':<52} {max(rates):9.0f} /s {'':>22}   at least 5000"


def _flask() -> str:
    flow = load_flow(SAMPLES / "flask.flow.yaml")
    responder = responder_for(flow)
    assert isinstance(responder, Live)
    backend = responder.backend
    assert isinstance(backend, WsgiBackend)
    first = run_flow(flow, caller=CALLER, network=ScriptedNetwork(), responder=responder)
    raws = [json.dumps(webhook.body).encode() for webhook in first.webhooks if webhook.type == "VCA"]

    def ours() -> None:
        run_flow(flow, caller=CALLER, network=ScriptedNetwork(), responder=responder)

    def by_hand() -> None:
        for raw in raws:
            environ = {**backend.base, "CONTENT_LENGTH": str(len(raw)), "wsgi.input": io.BytesIO(raw)}
            environ["wsgi.errors"] = sys.stderr
            b"".join(backend.imported.target(environ, lambda *_: None))

    return line("a call answered by Flask / its app called by hand", *ratio(ours, by_hand), "at most 2")
