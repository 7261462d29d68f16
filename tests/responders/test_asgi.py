"""`asgi:module:app/path`: start-up, request, shutdown, and what an app may do wrong."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from simulator.api.run import run
from simulator.callers.scripted import Scripted
from simulator.networks.scripted import ScriptedNetwork
from simulator.responders.asgi import AsgiBackend
from simulator.responders.hosting.ending import end_backends
from simulator.responders.live import Live
from simulator.running.answering import responder_for
from simulator.running.dry_run import run_flow
from simulator.running.flow import load_flow
from tests.responders import apps
from tests.responders._calls import APPS, MENU, call

if TYPE_CHECKING:
    from pathlib import Path


def test_an_app_is_started_asked_and_shut_down(tmp_path: Path) -> None:
    flow = tmp_path / "menu.flow.yaml"
    flow.write_text(f"request: {MENU}\nhttpAuthHeader: Bearer abc\nbackend: asgi:{APPS}:asgi_goodbye/vca?c=d\n")
    apps.calls.clear()
    loaded = load_flow(flow)
    responder = responder_for(loaded)
    assert isinstance(responder, Live)
    assert isinstance(responder.backend, AsgiBackend)
    for _ in range(2):
        assert run_flow(loaded, caller=Scripted.of("1"), network=ScriptedNetwork(), responder=responder).ok
    end_backends()
    end_backends()
    assert apps.calls == [*(["/vca?c=d b'Bearer abc'", "begun CALL_ACTION"] * 2), "shut down"]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("asgi_latin", "the reply is no JSON object: text that is no UTF-8, but iso-8859-1 as its Content-Type says"),
        ("asgi_silent", "the backend failed: RuntimeError: the app returned without an answer"),
        ("asgi_crash", "the backend failed: LookupError: http"),
        ("asgi_late", "the backend answered HTTP 200: LookupError: after the start"),
    ],
)
def test_a_failure_is_the_backends_fault(name: str, why: str) -> None:
    assert call(f"asgi:{APPS}:{name}").backend_faults[0].what.startswith(why)


def test_an_answer_without_end_is_read_as_far_as_the_platform_would() -> None:
    assert len(call(f"asgi:{APPS}:asgi_huge", maxBodyBytes=100_000).backend_faults) == 1


def test_an_app_that_never_answers_ends_the_call_in_bounded_time() -> None:
    found = call(f"asgi:{APPS}:asgi_hangs", replyTimeout=100)
    assert found.backend_faults[0].what == "no answer within 100 ms (replyTimeout)"
    assert call(f"asgi:{APPS}:asgi_goodbye").ok


@pytest.mark.parametrize("where", [f"asgi:{APPS}:asgi_goodbye", f"wsgi:{APPS}:wsgi_goodbye", f"python:{APPS}:goodbye"])
def test_backends_work_inside_a_running_event_loop_as_in_a_notebook(where: str) -> None:
    async def inside() -> bool:
        return call(where).ok

    assert asyncio.run(inside())


def test_what_a_fastapi_app_raises_is_shown(tmp_path: Path) -> None:
    (tmp_path / "raising_app.py").write_text(
        "from fastapi import FastAPI, Request\napp = FastAPI()\n"
        "@app.post('/vca')\nasync def vca(request: Request):\n    return (await request.json())['payload']['nothing']\n"
    )
    (tmp_path / "x.flow.yaml").write_text(f"request: {MENU}\nbackend: asgi:raising_app:app/vca\n")
    (fault,) = run(tmp_path / "x.flow.yaml", "1").backend_faults
    assert fault.what.startswith("the backend answered HTTP 500: KeyError: 'nothing' (")
    assert fault.what.endswith("raising_app.py:5)")
    assert "line 5, in vca" in fault.frames
