"""`callflow serve`: it listens, tells what happens, ends at Ctrl-C, and refuses what cannot be."""

from __future__ import annotations

import asyncio
import io
import json
import os
import re
import signal
import socket
import sys
import time
from queue import Queue
from threading import Event, Thread
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
import uvicorn

import simulator
from simulator.cli.base.emulating import running as emulating
from simulator.cli.base.main import run_command_line
from simulator.model.web_address import is_own_host
from simulator.running.starter import write_starter
from simulator.server import serving
from simulator.server.emulation import Emulation, ServerLimits
from tests.server._house import MENU

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CALLFLOWS = "/api/v1/subaccounts/acme/callflows"


def ask(base: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
    raw = None if body is None else json.dumps(body).encode()
    given = Request(base + path, data=raw, headers={"Authorization": "Bearer secret-key", **headers})
    try:
        with urlopen(given, timeout=10) as came:
            return came.status, json.loads(came.read())
    except HTTPError as error:
        return error.code, json.loads(error.read())


def served(
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    work: Callable[[str], None],
    by: signal.Signals = signal.SIGINT,
) -> tuple[int, float]:
    """Serve, do something once it listens, and stop it: the exit status, and how long stopping took."""
    told, failed = [0.0], []

    def client(base: str) -> None:
        try:
            work(base)
        except BaseException as error:
            failed.append(error)
        told[0] = time.monotonic()
        os.kill(os.getpid(), by)

    def listening(line: str) -> None:
        sys.stderr.write(f"callflow: {line}\n")
        Thread(target=client, args=(line.rpartition(" ")[2],)).start()

    monkeypatch.setattr(emulating, "tell", listening)
    status = run_command_line(["serve", "--port", "0", *arguments])
    if failed:
        raise failed[0]
    return status, time.monotonic() - told[0]


class Printed(io.StringIO):
    """Standard output that a thread writes and the test reads: what capsys takes at that moment would be lost."""

    def __init__(self) -> None:
        super().__init__()
        self._more = Event()

    def flush(self) -> None:
        self._more.set()

    def wait_for(self, what: str) -> str:
        until = time.monotonic() + 10
        while what not in self.getvalue() and time.monotonic() < until:
            self._more.wait(1)
            self._more.clear()
        return self.getvalue()


def test_a_call_runs_through_it_and_the_console_tells_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_starter(tmp_path)
    seen: list[str] = []
    printed = Printed()
    monkeypatch.setattr(sys, "stdout", printed)

    def work(base: str) -> None:
        assert ask(base, "/_sim/ready") == (200, {"ready": True})
        status, body = ask(base, CALLFLOWS, {"callflow": [{"action": "dance"}]})
        assert (status, body["statusCode"]) == (400, -1007)
        assert ask(base, CALLFLOWS, MENU)[1]["statusCode"] == 1
        seen.append(printed.wait_for("over: COMPLETED"))

    status, took = served(monkeypatch, [str(tmp_path / "booking.flow.yaml"), "--speed", "max", "--seed", "7"], work)
    assert (status, took < 2) == (130, True)
    for part in (
        "POST /api/v1/subaccounts/acme/callflows -> 400",
        "error[-1007]",
        "call with +6591234567 begins (acme)",
        "6.000 s  answered",
        "heard Press 1 or 2.",
        "VCA to the flow -> answered here",
        "over: COMPLETED",
    ):
        assert part in seen[0]
    assert "secret-key" not in seen[0]
    assert "/_sim/ready" not in seen[0]


def test_the_console_can_write_json(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def work(base: str) -> None:
        ask(base, CALLFLOWS, MENU)

    status, _ = served(monkeypatch, ["--log", "json", "--speed", "max"], work, signal.SIGTERM)
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert status == 130
    assert {"session", "request"} <= {line["kind"] for line in lines}
    assert [line["number"] for line in lines] == list(range(1, len(lines) + 1))


def test_the_page_is_opened_in_the_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: Queue[str] = Queue()

    def browser(url: str) -> bool:
        opened.put(url)
        return True

    def work(base: str) -> None:
        assert opened.get(timeout=10) == f"{base}/"

    monkeypatch.setattr("webbrowser.open", browser)
    served(monkeypatch, ["--open"], work)


def test_without_a_browser_the_address_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda _: False)
    monkeypatch.setattr(emulating, "tell", told.append)
    emulating._show("http://127.0.0.1:8088/")
    assert told == ["no browser was found: open http://127.0.0.1:8088/"]


def test_the_port_is_free_afterwards(monkeypatch: pytest.MonkeyPatch) -> None:
    found: list[int] = []
    served(monkeypatch, [], lambda base: found.append(int(base.rpartition(":")[2])))
    serving.bound("127.0.0.1", found[0]).close()


def test_a_port_that_is_taken_is_one_line_and_2(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert run_command_line(["serve", "--port", str(taken.getsockname()[1])]) == 2
    err = capsys.readouterr().err
    assert "cannot be used: Address already in use (--port 0 takes a free one)" in err
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ("--host 0.0.0.0", "--host 0.0.0.0 lets others in: give --api-key too"),
        ("--host example.com", "give --api-key too"),
        ("--host no.such.host.invalid --api-key k", '--host "no.such.host.invalid" cannot be used'),
        ("--port 70000", "--port is 70000, expected 0 (a free one) to 65535"),
        ("--speed fast", '--speed does not take "fast": expected a number above 0, at most 1000000, or max'),
        ("--speed 0", '--speed does not take "0"'),
        ("--speed 1e7", '--speed does not take "1e7"'),
        ("--speed inf", '--speed does not take "inf"'),
        ("--max-calls 0", "--max-calls is 0, expected 1 to 1,000,000,000,000"),
        ("--keep-events 1000000000000000000000000", "--keep-events is 1000000000000000000000000, expected 1 to"),
        ("--allow http://x/", "http://x/"),
        ("missing.flow.yaml", 'there is no file "missing.flow.yaml"'),
        ("--account missing.yaml", 'there is no file "missing.yaml"'),
    ],
)
def test_what_cannot_be_served_is_told(arguments: str, why: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["serve", *arguments.split()]) == 2
    assert why in capsys.readouterr().err


def test_each_bound_is_the_one_that_its_option_names(monkeypatch: pytest.MonkeyPatch) -> None:
    served: list[Emulation] = []

    async def serve(emulation: Emulation, *_: object) -> None:
        served.append(emulation)

    monkeypatch.setattr("simulator.server.serving.serve", serve)
    largest = 10**12
    words = f"--max-body 11 --max-calls 12 --keep-sessions {largest} --keep-events {largest} --port 0"
    assert run_command_line(["serve", *words.split()]) == 130
    assert [one.limits for one in served] == [ServerLimits(body=11, live=12, sessions=largest, events=largest)]


def test_without_the_extra_it_is_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None if name == "uvicorn" else name)
    for name in [one for one in sys.modules if f"{one}.".startswith("simulator.server.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delitem(vars(simulator), "Emulator", raising=False)
    assert run_command_line(["serve"]) == 2
    why = "needs uvicorn, which is not installed: pip install 'callflow-simulator[serve]'"
    assert why in capsys.readouterr().err
    with pytest.raises(simulator.MissingExtraError, match=re.escape(why)):
        _ = simulator.Emulator


def test_hosts_of_this_machine_are_known() -> None:
    assert [is_own_host(host) for host in ("localhost", "127.0.0.2", "::1", "10.0.0.1", "x.test")] == [
        True, True, True, False, False,
    ]  # fmt: skip


def test_a_client_that_comes_back_to_its_connection_finds_it_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """Five seconds, as servers have it by default, are shorter than the pauses of programs: they saw a reset."""
    kept: list[float] = []
    config = uvicorn.Config

    def noted(*given: Any, **more: Any) -> Any:
        found = config(*given, **more)
        kept.append(found.timeout_keep_alive)
        return found

    monkeypatch.setattr(uvicorn, "Config", noted)
    served(monkeypatch, [], lambda _: None)
    assert kept == [75]


def test_what_is_written_to_a_client_does_not_wait_for_what_was_written_before() -> None:
    """Small events in a row came 40 ms late each: asyncio turns the waiting off where it sees that a socket is TCP."""

    async def at_once() -> int:
        taken = asyncio.get_running_loop().create_future()

        class Taker(asyncio.Protocol):
            def connection_made(self, transport: asyncio.BaseTransport) -> None:
                sock = transport.get_extra_info("socket")
                taken.set_result(sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
                transport.close()

        sock = serving.bound("127.0.0.1", 0)
        server = await asyncio.get_running_loop().create_server(Taker, sock=sock)
        with socket.create_connection(sock.getsockname()):
            found: int = await taken
        server.close()
        await server.wait_closed()
        return found

    assert asyncio.run(at_once()) == 1
