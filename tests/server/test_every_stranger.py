"""Who may not ask is refused, whatever it tries; and what only its owner may know is shown to nobody."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from simulator.engine.answer import RawReply
from simulator.model.account import Account
from simulator.model.call.lines import parse_line
from simulator.server.console import ConsoleLog
from simulator.server.emulation import Emulation
from simulator.server.guard import from_elsewhere, own_name
from simulator.server.routing import operations
from simulator.server.store.rows import RegistrationRow, StartRow
from tests.server._client import asked
from tests.server._house import MENU, Post, raw, settle

if TYPE_CHECKING:
    from tests.server._client import Client

ACME, OTHER = (Account(sub_account_id=name, api_keys=(f"key-of-{name}",)) for name in ("acme", "other"))
BOTH = {"accounts": (ACME, OTHER)}
OURS = {"authorization": "Bearer key-of-acme"}
THEIRS = {"authorization": "Bearer key-of-other"}
OF_PLATFORM = [one for one in operations() if "{subAccountId}" in one.PATH]
CHANGING = [one for one in operations() if one.METHOD != "GET"]
JSON_OR_NOT = ("application/json", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "")


def path_of(template: str) -> str:
    for name, value in {"subAccountId": "acme", "sessionId": "x", "jobId": "x", "type": "VSS", "number": "65"}.items():
        template = template.replace(f"{{{name}}}", value)
    return template


@pytest.mark.parametrize(
    "key", ["", "Bearer ", "Bearer wrong", "Bearer key-of-acm", "Basic key-of-acme", "key-of-acme"]
)
def test_without_the_key_no_operation_of_the_platform_answers(key: str) -> None:
    async def work(there: Client) -> None:
        for one in OF_PLATFORM:
            came = await there.ask(one.METHOD, path_of(one.PATH), headers={"authorization": key})
            assert (one.PATH, came.status) == (one.PATH, 401)
        assert not there.emulation.house.sessions

    asked(work, **BOTH)


def test_the_key_of_another_account_opens_nothing() -> None:
    async def work(there: Client) -> None:
        for one in OF_PLATFORM:
            assert (await there.ask(one.METHOD, path_of(one.PATH), headers=THEIRS)).status == 401

    asked(work, **BOTH)


def test_with_a_key_of_the_server_nothing_answers_without_it() -> None:
    async def work(there: Client) -> None:
        free = {one.PATH for one in operations() if getattr(one, "OPEN", False)}
        assert free == {"/", "/_sim/page/{name}", "/_sim/login"}  # the page without anything in it, and its door
        for one in operations():
            for key in ("", "Bearer wrong"):
                came = await there.ask(one.METHOD, path_of(one.PATH), headers={"authorization": key})
                assert (one.PATH, came.status == 401) == (one.PATH, one.PATH not in free)
        assert (await there.get("/_sim/ready", headers={"authorization": "Bearer of-the-server"})).status == 200

    asked(work, api_key="of-the-server")


def test_another_accounts_sessions_and_exports_are_not_there() -> None:
    async def work(there: Client) -> None:
        session = (await there.send("callflows", MENU, headers=OURS)).data["sessionId"]
        job = (await there.send("messages/exports", headers=OURS)).data["jobId"]
        theirs = "/api/v1/subaccounts/other"
        for method, path in (
            ("GET", f"recordings/{session}"),
            ("GET", f"messages/exports/{job}"),
            ("DELETE", f"messages/exports/{job}"),
        ):
            assert (await there.ask(method, f"{theirs}/{path}", headers=THEIRS)).status == 404
        assert (await there.get(f"recordings/{session}", headers=OURS)).status == 200
        assert (await there.get(f"messages/exports/{job}", headers=OURS)).status == 200

    asked(work, **BOTH)


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/subaccounts/other/../acme/webhooks",
        "/api/v1/subaccounts/../subaccounts/acme/webhooks",
        "/api/v1/subaccounts/acme/recordings/../webhooks",
        "/_sim/exports/../../etc/passwd",
        "/_sim/../api/v1/subaccounts/acme/webhooks",
        "//api/v1/subaccounts/acme/webhooks",
        "/_sim/exports/..\\..\\etc\\passwd",
        "/_sim/sessions/\x00",
        "/..",
    ],
)
def test_paths_that_climb_lead_nowhere(path: str) -> None:
    """As they are once a server has decoded them."""

    async def work(there: Client) -> None:
        came = await there.get(f"/{path.removeprefix('/')}", headers=THEIRS)
        assert came.status in (401, 404)
        assert b"root:" not in came.raw

    asked(work, **BOTH)


@pytest.mark.parametrize(
    "url",
    [
        "http://10.0.0.5/",
        "http://192.168.1.1/",
        "http://172.16.0.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://[fe80::1]/",
        "http://[fd00::1]/",
        "http://[::ffff:169.254.169.254]/",
        "http://0.0.0.0/",
        "http://2130706433/",
        "http://backend.example.com/",
        "http://me:pw@127.0.0.1/",
        "file:///etc/passwd",
    ],
)
def test_a_webhook_does_not_go_into_a_private_network(url: str) -> None:
    async def work(there: Client) -> None:
        came = await there.send("webhooks", {"type": "VCA", "url": url})
        assert (came.status, came.data["statusCode"]) == (422, "1001")
        assert (await there.get("webhooks")).data["count"] == 0

    asked(work)


@pytest.mark.parametrize(
    "host",
    [
        "evil.example.com",
        "evil.example.com:8088",
        "127.0.0.1.example.com",
        "localhost.example.com",
        "10.0.0.5",
        "169.254.169.254",
        "[fe80::1]:8088",
        "127.0.0.1@evil.example.com",
        "evil.example.com@127.0.0.1",
        "localhost/evil",
        "localhost#evil",
        "127.0.0.1:8088:8088",
        "2130706433",
        "[",
        "[::1",
        "",
    ],
)
def test_under_another_name_nothing_answers(host: str) -> None:
    """A page may let its own name lead here (DNS rebinding)."""

    async def work(there: Client) -> None:
        for one in operations():
            came = await there.ask(one.METHOD, path_of(one.PATH), headers={"host": host})
            assert (one.PATH, came.status) == (one.PATH, 403)

    asked(work)


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:1", "127.0.0.1:8088", "127.9.9.9", "[::1]:8088", "mine:1"])
def test_under_its_own_names_it_answers(host: str) -> None:
    assert own_name(host, ("mine",))


@pytest.mark.parametrize("media", JSON_OR_NOT)
@pytest.mark.parametrize(
    "browser",
    [
        {"origin": "https://evil.example.com", "sec-fetch-site": "cross-site"},
        {"origin": "https://evil.example.com"},
        {"origin": "null"},
        {"origin": "http://["},
        {"origin": "http://localhost:3000", "sec-fetch-site": "same-site"},
        {"origin": "http://127.0.0.1:80880"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_a_page_of_another_origin_changes_nothing(browser: dict[str, str], media: str) -> None:
    """Simple requests too, for which a browser asks nobody before."""

    async def work(there: Client) -> None:
        for one in CHANGING:
            came = await there.ask(one.METHOD, path_of(one.PATH), headers={**browser, "content-type": media})
            assert (one.PATH, came.status) == (one.PATH, 403)
            assert not any(name.lower().startswith("access-control") for name in came.headers)

    asked(work)


def test_its_own_page_may_and_so_may_a_program() -> None:
    host = {"host": "127.0.0.1:8088"}
    for browser in (
        {},
        {"origin": "http://127.0.0.1:8088", "sec-fetch-site": "same-origin"},
        {"sec-fetch-site": "none"},
    ):
        assert not from_elsewhere("POST", {**host, **browser})


def test_a_browser_that_asks_before_is_allowed_nothing() -> None:
    async def work(there: Client) -> None:
        came = await there.ask("OPTIONS", "/_sim/reset", headers={"origin": "https://evil.example.com"})
        assert came.status == 405
        assert not any(name.lower().startswith("access-control") for name in came.headers)

    asked(work)


def test_what_is_stored_shows_no_secret_of_its_own() -> None:
    row = RegistrationRow("acme", "VCA", "http://127.0.0.1/", True, "planted-auth-header")
    start = StartRow("s", "acme", b"planted", 0, {"receivers": [["VCA", "http://127.0.0.1/", "planted"]]})
    assert "planted" not in repr(row) + repr(start)


SECRETS = (
    "planted-account-key",
    "planted-server-key",
    "planted-auth-header",
    "planted-push-password",
    "planted-in-url",
)


async def _planted(there: Client) -> None:
    """Use each secret where it belongs, and where it does not."""
    server = {"authorization": "Bearer planted-server-key"}
    hook = {
        "type": "VCA",
        "url": "http://127.0.0.1:9/VCA?token=planted-in-url",
        "httpAuthHeader": "planted-auth-header",
    }
    push = {"protocol": "ftp", "host": "h", "password": "planted-push-password"}
    wrong_flow = {"callflow": [{"action": "dance"}], "httpAuthHeader": "planted-auth-header"}
    for headers in (server, {"authorization": "Bearer planted-account-key"}):
        await there.send("webhooks", hook, headers=headers)
        await there.send(
            "webhooks", {**hook, "type": "V", "url": "http://me:planted-in-url@127.0.0.1/"}, headers=headers
        )
        await there.send("webhooks", {**hook, "httpAuthHeader": ["planted-auth-header"]}, headers=headers)
        await there.send("recording-push-config", push, headers=headers)
        await there.send("recording-push-config", {**push, "port": 0}, headers=headers)
        await there.send("callflows", wrong_flow, headers=headers)
        await there.send("callflows", json.dumps(hook)[:-1].encode(), headers=headers)
        session = (await there.send("callflows", MENU, headers=headers)).data["sessionId"]
        await there.over(session)


async def _everything(there: Client) -> list[str]:
    """All that the server shows, to who has its key."""
    key, found = {"authorization": "Bearer planted-server-key"}, []
    session = next(iter(there.emulation.house.sessions))
    job = (await there.send("messages/exports", headers=key)).data["jobId"]
    for path in (
        "/_sim/sessions", f"/_sim/sessions/{session}", f"/_sim/sessions/{session}/wait", f"/_sim/exports/{job}",
        "/_sim/lines", "/_sim/faults", "/_sim/openapi.json", "recording-push-config", f"recordings/{session}",
    ):  # fmt: skip
        came = await there.get(path, headers=key)
        assert (path, came.status) == (path, 200)
        found.append(came.raw.decode())
    await settle()
    there.emulation.events.close()
    found.append((await there.get("/_sim/events?since=0", headers=key)).raw.decode())
    return [*found, repr(there.emulation), repr(there.emulation.tenants.find("acme"))]


def test_what_is_secret_is_in_nothing_that_is_shown(
    capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    lines: list[str] = []
    account = Account(sub_account_id="acme", api_keys=("planted-account-key",))

    async def work(there: Client) -> None:
        for form in ("text", "json"):
            there.emulation.events.listeners.append(ConsoleLog(lines.append, form))
        await _planted(there)
        shown = [*await _everything(there), *lines, *capsys.readouterr(), caplog.text]
        assert sum(authorization == "planted-auth-header" for _, _, authorization in there.post.sent) > 1
        for secret in SECRETS:
            assert [text for text in shown if secret in text] == []

    asked(work, accounts=(account,), api_key="planted-server-key", lines=[parse_line("*=answered keys=1")])


def test_a_fault_of_the_server_shows_nothing_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> Any:
        raise KeyError('httpAuthHeader: "planted-auth-header", http://127.0.0.1/?token=planted-in-url')

    async def work(there: Client) -> None:
        monkeypatch.setattr(Emulation, "begin", broken)
        came = await there.send("callflows", MENU)
        assert (came.status, came.data["statusMessage"]) == (500, "Internal server error")
        told = json.dumps([one.as_dict() for one in there.emulation.events.since(0)], ensure_ascii=False)
        assert "KeyError" in told
        assert "planted" not in told + came.raw.decode()

    asked(work)


def test_a_receiver_that_says_its_header_back_is_not_repeated() -> None:
    def echo(_: Any) -> RawReply:
        return raw({"callflow": [], "you": "Bearer of-VCA"})

    async def work(there: Client) -> None:
        await there.register("VCA")
        session = (await there.send("callflows", MENU)).data["sessionId"]
        await there.over(session)
        shown = (await there.get(f"/_sim/sessions/{session}")).raw.decode()
        events = json.dumps([one.as_dict() for one in there.emulation.events.since(0)])
        assert '"you' in shown
        assert "of-VCA" not in shown + events

    asked(work, post=Post(VCA=echo), lines=[parse_line("*=answered keys=1,2")])
