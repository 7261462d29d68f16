"""A backend that cannot be reached or started is found out before anything is asked, and told with its cause."""

from __future__ import annotations

import socket
import sys
from threading import Event
from typing import TYPE_CHECKING

import pytest

from simulator.api.run import run
from simulator.errors import UnreachableError, UsageError
from simulator.responders import asgi as _asgi
from simulator.responders import http as _http
from simulator.running.answering import reach, responder_for
from simulator.running.flow import load_flow
from tests.responders import apps, servers
from tests.responders._calls import APPS, MENU

if TYPE_CHECKING:
    from pathlib import Path

    from simulator.model.flow.flow_file import FlowFile

MODULES = {
    "breaks": "x = 1 / 0\n",
    "lacks": "import not_installed_anywhere\n",
    "slips": "def f(:\n",
    "leaves": "raise SystemExit(4)\n",
    "no_function": "f = {'callflow': []}\n",
    "starlette_app": (
        "from contextlib import asynccontextmanager\nfrom fastapi import FastAPI\n"
        "@asynccontextmanager\nasync def life(app):\n    raise ValueError('no database')\n    yield\n"
        "app = FastAPI(lifespan=life)\n"
    ),
    "killed": "async def app(scope, receive, send):\n    raise SystemExit(5)\n",
    "tells": (
        "async def app(scope, receive, send):\n"
        "    await send({'type': 'lifespan.startup.failed', 'message': 'Traceback ...\\nno\\nlicence\\n'})\n"
    ),
    "works": (
        "import asyncio\nleft = []\n"
        "async def work():\n    try:\n        await asyncio.Event().wait()\n    finally:\n        left.append('work')\n"
        "async def app(scope, receive, send):\n    app.work = asyncio.create_task(work())\n    await asyncio.sleep(0)\n"
        "    await send({'type': 'lifespan.startup.failed', 'message': 'no database'})\n"
    ),
    "never": "import asyncio\nasync def app(scope, receive, send):\n    await asyncio.sleep(60)\n",
}


def flow(folder: Path, backend: str) -> FlowFile:
    for name, text in MODULES.items():
        (folder / f"reach_{name}.py").write_text(text)
    (folder / "x.flow.yaml").write_text(f"request: {MENU}\nbackend: {backend}\n")
    return load_flow(folder / "x.flow.yaml")


def nobody() -> str:
    """The address of a port on which nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return f"http://127.0.0.1:{server.getsockname()[1]}/vca"


@pytest.mark.parametrize(
    ("backend", "why"),
    [
        ("python:reach_breaks:f", "cannot be imported: ZeroDivisionError: division by zero ("),
        ("python:reach_lacks:f", "cannot be imported: ModuleNotFoundError: No module named 'not_installed_anywhere' ("),
        ("wsgi:reach_slips:f", "cannot be imported: SyntaxError: invalid syntax (reach_slips.py, line 1)"),
        ("asgi:reach_leaves:f", "cannot be imported: SystemExit: 4 ("),
        ("python:nowhere.at_all:f", "there is no module nowhere"),
        (f"python:{APPS}:godbye", "has no `godbye`: did you mean `goodbye`?"),
        ("python:reach_no_function:f", "is of type dict, expected a function or an app"),
        ("asgi:reach_starlette_app:app", "cannot be started: ValueError: no database ("),
        ("asgi:reach_tells:app", "cannot be started: the app's start-up failed: licence"),
        ("asgi:reach_killed:app", "cannot be started: SystemExit: 5 ("),
        (f"asgi:{APPS}:asgi_failed", "cannot be started: the app's start-up failed: no database"),
    ],
)
def test_a_backend_in_this_process_is_imported_and_started(tmp_path: Path, backend: str, why: str) -> None:
    given = flow(tmp_path, backend)
    for _ in range(2):
        with pytest.raises(UnreachableError) as raised:
            reach(given)
        assert raised.value.cause.startswith(f"`{backend}`")
        assert why in raised.value.cause
    with pytest.raises(UsageError):
        run(tmp_path / "x.flow.yaml", "1")


def test_the_authors_own_lines_are_shown_below_the_cause(tmp_path: Path) -> None:
    with pytest.raises(UnreachableError, match="no database") as raised:
        reach(flow(tmp_path, "asgi:reach_starlette_app:app"))
    assert "line 5, in life" in str(raised.value)


def test_a_start_up_without_end_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_asgi, "STARTING", 0.1)
    with pytest.raises(UnreachableError, match=r"cannot be started: its start-up takes longer than 0\.1 s"):
        reach(flow(tmp_path, "asgi:reach_never:app"))


def test_what_an_app_has_begun_is_ended_where_its_start_up_fails(tmp_path: Path) -> None:
    with pytest.raises(UnreachableError, match="no database"):
        reach(flow(tmp_path, "asgi:reach_works:app"))
    assert sys.modules["reach_works"].left == ["work"]


def test_nothing_listens_there(tmp_path: Path) -> None:
    url = nobody()
    with pytest.raises(UnreachableError) as raised:
        run(MENU, "1", backend=url)
    assert str(raised.value) == (
        f"{url} cannot be reached: Connection refused (nothing listens there: start the server first)"
    )


def test_a_name_that_nobody_knows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(UnreachableError, match=r"bank\.invalid/vca cannot be reached: Name or service not known"):
        reach(flow(tmp_path, "http://bank.invalid/vca"))


def test_a_server_without_tls_where_tls_is_wanted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_http, "CONNECTING", 0.5)
    with (
        servers.serving(servers.no_http) as url,
        pytest.raises(UnreachableError, match=r"^https://127.0.0.1:.* cannot be reached: "),
    ):
        reach(flow(tmp_path, url.replace("http:", "https:")))


def test_an_address_that_takes_no_connection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    over = Event()
    monkeypatch.setattr(_http, "CONNECTING", 0.05)
    monkeypatch.setattr(_http.HttpBackend, "_connects", lambda _self: over.wait(60))
    with pytest.raises(UnreachableError, match=r"cannot be reached: no connection within 0\.05 s"):
        reach(flow(tmp_path, "http://127.0.0.1:9/"))
    over.set()


def test_no_question_is_asked_and_a_server_is_reached_once(tmp_path: Path) -> None:
    asked: list[bytes] = []
    with servers.serving(servers.sound, asked) as url:
        given = flow(tmp_path, url)
        reach(given)
        responder_for(given)
    assert asked == []
    reach(given)  # it is not connected to again: nothing would listen there


def test_an_app_is_started_once_for_reaching_it_and_for_its_first_call(tmp_path: Path) -> None:
    apps.calls.clear()
    given = flow(tmp_path, f"asgi:{APPS}:asgi_counts")
    reach(given)
    first, second = responder_for(given), responder_for(given)
    assert apps.calls == ["started"]
    assert first is second


def test_a_request_that_is_refused_needs_no_backend() -> None:
    assert run({"callflow": []}, backend=nobody()).answer is not None


def test_a_table_needs_no_backend(tmp_path: Path) -> None:
    (tmp_path / "y.flow.yaml").write_text(f"request: {MENU}\nreplies: []\n")
    reach(load_flow(tmp_path / "y.flow.yaml"))
