"""Backends that misbehave: their call ends as the platform's does, other calls go on, and nothing is left."""

from __future__ import annotations

import sys
import time
from math import inf
from pathlib import Path
from socket import gaierror
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

from simulator.model.account import Account
from simulator.model.call.lines import parse_line
from simulator.scenario.reading.scenario_file import read_scenarios
from simulator.scenario.run import run_scenario
from simulator.server.app import EmulatorApp
from simulator.server.emulation import Emulation
from simulator.server.posting import post
from simulator.server.sim.base.saving import saved_session
from tests.responders import servers
from tests.responders.servers import GOODBYE, head
from tests.server._client import Client
from tests.server._house import MENU, NOW, Post, Real
from tests.server.leaving import leaving_nothing, nothing_left

if TYPE_CHECKING:
    import socket
    from threading import Event

    from simulator.server.sessions.live_session import LiveSession
    from tests.responders.servers import Behaviour

TIMEOUT = 250
OTHERS = 10
PATIENT = 15_000
NOWHERE = "nobody.invalid"


def holding(connection: socket.socket, over: Event) -> None:
    """Answers, and keeps the connection open."""
    connection.sendall(head("200 OK", len(GOODBYE), "Connection: keep-alive") + GOODBYE)
    over.wait(30)


def flooding(connection: socket.socket, over: Event) -> None:
    """Never says how long it is, and never ends."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while not over.is_set():
        connection.sendall(b"10000\r\n" + b"x" * 0x10000 + b"\r\n")


def flooding_head(connection: socket.socket, over: Event) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    while not over.is_set():
        connection.sendall(b"X-More: " + b"x" * 1000 + b"\r\n")


BAD = (
    servers.silent, servers.byte_by_byte, servers.head_byte_by_byte, servers.ten_megabytes, flooding, flooding_head,
    servers.redirecting, servers.nothing, servers.half_head, servers.half_body, servers.resetting, servers.failing,
    servers.no_http,
)  # fmt: skip


def _impatient(timeout: int) -> Account:
    base = Account(sub_account_id="acme")
    return evolve(base, assumptions=evolve(base.assumptions, reply_timeout=timeout))


def asked(kind: str, bad: str, good: str, timeout: int = TIMEOUT) -> tuple[LiveSession, list[LiveSession]]:
    """A call whose webhooks of this type go to a bad backend, and others at the same time that have a good one."""

    async def work() -> tuple[LiveSession, list[LiveSession]]:
        line = parse_line("*=answered:2s keys=1")
        there = Emulation(
            accounts=(_impatient(timeout), Account(sub_account_id="good")), lines=[line], now=NOW, speed=inf, seed=7
        )
        client = Client(there, EmulatorApp(there), Post())
        await _register(client, "acme", {"VCA": good, kind: bad})
        await _register(client, "good", {"VCA": good, "VSS": good})
        try:
            first = await _begun(client, "acme")
            others = [await _begun(client, "good") for _ in range(OTHERS)]
            for one in (*others, first):
                assert await there.house.wait(one, 20)
            return first, others
        finally:
            await there.close()

    return leaving_nothing(work())


async def _register(client: Client, name: str, urls: dict[str, str]) -> None:
    for kind, url in urls.items():
        assert (await client.send(f"/api/v1/subaccounts/{name}/webhooks", {"type": kind, "url": url})).status == 200


async def _begun(client: Client, name: str) -> LiveSession:
    came = await client.send(f"/api/v1/subaccounts/{name}/callflows", MENU)
    return client.emulation.house.sessions[came.data["sessionId"]]


def _of(session: LiveSession, kind: str) -> list[Any]:
    return [one for one in session.deliveries if one.type == kind]


@pytest.mark.parametrize("behaviour", BAD, ids=lambda one: one.__name__)
def test_a_backend_that_misbehaves_ends_its_own_call_alone(behaviour: Behaviour) -> None:
    with nothing_left(), servers.serving(behaviour) as bad, servers.serving(servers.sound) as good:
        began = time.monotonic()
        session, others = asked("VCA", bad, good)
        took = time.monotonic() - began
    summary = session.result.session
    assert summary is not None
    error = summary["errorDetails"]["errorCode"]
    assert (session.status, error) == ("ERROR", -2003)
    assert _of(session, "VCA")[0].why
    assert {one.status for one in others} == {"COMPLETED"}
    slowest = sorted(one.took for other in others for one in other.deliveries)
    sys.stdout.write(f"{behaviour.__name__}: {took:.2f} s in all; webhooks of others p99 {slowest[-1]:.0f} ms\n")


def test_a_connection_that_is_held_holds_nobody_up() -> None:
    with nothing_left(), servers.serving(holding) as bad, servers.serving(servers.sound) as good:
        session, _ = asked("VCA", bad, good, 60_000)
    assert session.status == "COMPLETED"
    assert _of(session, "VCA")[0].took < 20_000, "it is not waited for until it lets go"


@pytest.mark.parametrize("behaviour", [servers.silent, flooding_head, *BAD[6:]])
def test_who_is_only_told_ends_no_call_whatever_he_answers(behaviour: Behaviour) -> None:
    with nothing_left(), servers.serving(behaviour) as bad, servers.serving(servers.sound) as good:
        session, _ = asked("VSS", bad, good, 1000)
    assert session.status == "COMPLETED"
    assert _of(session, "VSS")[0].why


def half_sound(connection: socket.socket, _over: Event) -> None:
    """Breaks off in the middle, and what came would be a whole answer."""
    connection.sendall(head("200 OK", 100) + b"{}")


def wrong_bytes(connection: socket.socket, _over: Event) -> None:
    """Would be JSON if it were UTF-8."""
    body = b'{"callflow": [], "by": "\xe9"}'
    connection.sendall(head("200 OK", len(body)) + body)


def of_no_class(connection: socket.socket, _over: Event) -> None:
    """Has a status that a scenario cannot have, and a sound body."""
    connection.sendall(head("700 Odd", 2) + b"{}")


def failing_soundly(connection: socket.socket, _over: Event) -> None:
    connection.sendall(head("500 Oh", 2) + b"{}")


def _saved_again(there: Emulation, session: LiveSession) -> str:
    """The scenario of a session, which is played as it went: it fails, and as the call did."""
    found = saved_session(there, session)
    text = found.text
    (scenario,), findings = read_scenarios(text.encode(), Path(), found.name)
    assert findings == ()
    verdict = run_scenario(scenario)
    assert (verdict.outcome, verdict.run is None) == ("pass", False), text
    assert (found.same, "Not the very same" in text) == (True, False), text
    assert "session: ERROR" in text
    assert "error: -2003" in text
    assert verdict.run is not None
    assert verdict.run.session == session.result.session
    return text


def _ended(url: str, inbound: bool, timeout: int = PATIENT) -> str:
    """The scenario of a call whose first question, or whose question in the middle, was not answered."""

    async def work() -> str:
        line = parse_line("*=answered:2s keys=1")
        there = Emulation(
            accounts=(_impatient(timeout),), lines=[line], now=NOW, real=Real(), speed=inf, allow=(NOWHERE,)
        )
        client = Client(there, EmulatorApp(there), Post())
        await _register(client, "acme", {"VCA": url})
        try:
            if inbound:
                came = await client.send("/_sim/calls", {"from": "+6591234567", "to": "+6562345678"})
                session = there.house.sessions[came.data["sessionId"]]
            else:
                session = await _begun(client, "acme")
            assert await there.house.wait(session, 20)
            return _saved_again(there, session)
        finally:
            await there.close()

    return leaving_nothing(work())


@pytest.mark.parametrize("inbound", [False, True])
@pytest.mark.parametrize(
    "behaviour",
    [*BAD, half_sound, wrong_bytes, of_no_class, failing_soundly],
    ids=lambda one: getattr(one, "__name__", str(one)),
)
def test_a_call_that_a_backend_ended_is_saved_as_it_ended(behaviour: Behaviour, inbound: bool) -> None:
    late = behaviour in (servers.silent, servers.byte_by_byte, servers.head_byte_by_byte)
    with nothing_left(), servers.serving(behaviour) as bad:
        text = _ended(bad, inbound, TIMEOUT if late else PATIENT)
    dropped = behaviour in (servers.nothing, servers.half_head, servers.resetting, half_sound, of_no_class)
    assert not dropped or '- reply: {"drop": true}' in text
    assert not late or f'- reply: {{"delay": "{TIMEOUT + 1}ms"}}' in text
    assert len(text) < 20_000


def plain(connection: socket.socket, _over: Event) -> None:
    """Knows nothing of TLS."""
    connection.sendall(head("400 Bad Request", 0))


@pytest.mark.parametrize("inbound", [False, True])
def test_a_call_whose_backend_cannot_be_reached_is_saved_as_it_ended(
    inbound: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def nowhere(_: str) -> None:
        raise gaierror(-2, "Name or service not known")

    with nothing_left(), servers.connecting(plain) as there:
        for url in ("http://127.0.0.1:1/dead", there.replace("http:", "https:")):
            assert '- reply: {"drop": true}' in _ended(url, inbound), url
    monkeypatch.setattr(post, "numbers_of", nowhere)
    assert '- reply: {"drop": true}' in _ended(f"http://{NOWHERE}/vca", inbound)
