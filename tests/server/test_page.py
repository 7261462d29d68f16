"""The files of the phone page: what is served, under which policy, who may see it, and what the page reads."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from simulator.model.account import Account
from simulator.model.call.lines import parse_line
from simulator.server.guard import COOKIE, LASTS, cookie_name, cookie_of
from simulator.server.page.shipped import names, page_file
from tests.server._client import BASE, asked
from tests.server._house import MENU, settle

if TYPE_CHECKING:
    from tests.server._client import Client

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "simulator" / "server" / "page"
SCRIPTS = sorted([*FOLDER.glob("*.js"), ROOT / "simulator" / "render" / "page" / "pad.js"])
NO_KEY = {"authorization": ""}
LIGHT = 200_000


def test_the_page_and_its_files_are_served_with_a_policy() -> None:
    async def work(there: Client) -> None:
        page = await there.get("/", headers=NO_KEY)
        assert (page.status, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
        policy = page.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        for name in names():
            file = await there.get(f"/_sim/page/{name}")
            assert (file.status, file.headers["x-content-type-options"]) == (200, "nosniff")
            again = await there.get(f"/_sim/page/{name}", headers={"if-none-match": file.headers["etag"]})
            assert (again.status, again.raw) == (304, b"")
        assert (await there.get("/_sim/page/shipped.py")).status == 404
        assert there.emulation.events.last == 0  # none of it is news

    asked(work)


def test_a_notebook_may_show_the_page_where_it_began_the_server() -> None:
    async def work(there: Client) -> None:
        policy = (await there.get("/")).headers["content-security-policy"]
        assert "frame-ancestors http://localhost:* " in policy

    asked(work, embedded=True)


def test_the_page_is_light_and_each_of_its_scripts_is_short() -> None:
    assert sum(len(file.content) for name in names() if (file := page_file(name))) < LIGHT
    for script in SCRIPTS:
        assert len(script.read_text("utf-8").splitlines()) <= 300, script.name
    shipped = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["package-data"]
    files = {file.name for pattern in shipped["simulator"] for file in (ROOT / "simulator").glob(pattern)}
    assert names() <= files


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda one: one.name)
def test_texts_are_set_as_texts_and_nothing_comes_from_elsewhere(script: Path) -> None:
    words = script.read_text("utf-8")
    for risky in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "import(", "Function("):
        assert risky not in words
    assert set(re.findall(r"https?://[^/`'\"\s]+", words)) <= {"http://www.w3.org", "http://127.0.0.1"}
    for name in re.findall(r'from "\./([^"]+)"', words):
        assert page_file(name) is not None


def test_the_key_of_the_server_is_said_once_and_a_cookie_stands_for_it() -> None:
    async def work(there: Client) -> None:
        assert (await there.get("/", headers=NO_KEY)).status == 200
        assert (await there.get("/_sim/sessions", headers=NO_KEY)).status == 401
        assert (await there.send("/_sim/login", {"key": "wrong"}, headers=NO_KEY)).status == 401
        came = await there.send("/_sim/login", {"key": "open sesame"}, headers=NO_KEY)
        cookie = came.headers["set-cookie"]
        assert cookie.endswith("; HttpOnly; SameSite=Strict")
        assert "sesame" not in cookie
        given = {**NO_KEY, "cookie": f"other=1; {cookie.partition(';')[0]}"}
        assert (await there.get("/_sim/sessions", headers=given)).status == 200
        assert (await there.send("callflows", MENU, headers=given)).status == 401  # the platform knows no cookies
        stranger = {**given, "origin": "http://elsewhere.example"}
        assert (await there.send("/_sim/reset", headers=stranger)).status == 403
        name, now = f"{COOKIE}_8088", int(there.emulation.wall())
        assert name == cookie.partition("=")[0]
        assert f"Max-Age={LASTS};" in cookie
        late, alien = cookie_of("open sesame", name, now - 1), cookie_of("another", name, now + 9)
        longer = cookie.partition("=")[2].partition(";")[0].partition(".")[2]
        wrongs = ("", f"{name}=", "callflow", f"{name}={late}", f"{name}={alien}", f"{name}={now * 2}.{longer}")
        for wrong in wrongs:
            assert (await there.get("/_sim/sessions", headers={**NO_KEY, "cookie": wrong})).status == 401

    asked(work, api_key="open sesame")


def test_the_cookie_of_one_server_is_none_of_the_next_port_of_the_machine() -> None:
    async def work(there: Client) -> None:
        came = await there.send("/_sim/login", {"key": "open sesame"}, headers=NO_KEY)
        own = {**NO_KEY, "cookie": came.headers["set-cookie"].partition(";")[0]}
        for host, status in (("127.0.0.1:8088", 200), ("127.0.0.1:8089", 401), ("[::1]:8089", 401), ("[::1]", 401)):
            assert (await there.get("/_sim/sessions", headers={**own, "host": host})).status == status

    asked(work, api_key="open sesame")
    assert (cookie_name("[::1]"), cookie_name("localhost")) == (COOKIE, COOKIE)


def test_without_a_key_there_is_nothing_to_sign_in_to() -> None:
    async def work(there: Client) -> None:
        for key in ("any", "é", " ", "\x1c"):  # each is a text, whatever a space is in the reader's language
            came = await there.send("/_sim/login", {"key": key}, headers=NO_KEY)
            assert (came.status, "set-cookie" in came.headers) == (200, False)
        for wrong in ("", None, 1):
            assert (await there.send("/_sim/login", {"key": wrong}, headers=NO_KEY)).status == 422

    asked(work)


def test_what_only_the_page_looks_at_is_no_news() -> None:
    async def work(there: Client) -> None:
        await there.get("/_sim/sessions", headers={"callflow-page": "1"})
        assert there.emulation.events.last == 0
        wrong = {"callflow-page": "1", "authorization": "Bearer no"}
        assert (await there.get(f"{BASE}/webhooks", headers=wrong)).status == 401  # keys are not tried in silence
        assert there.emulation.events.last == 1
        await there.send("/_sim/reset", headers={"callflow-page": "1"})
        assert there.emulation.events.last > 1

    asked(work, accounts=(Account("acme", api_keys=("one",)),))


def test_a_stream_greets_with_the_life_of_the_server_and_knows_who_comes_from_another() -> None:
    async def work(there: Client) -> None:
        about = (await there.get("/_sim/about")).data
        there.emulation.events.add("hint", what="new")
        last = there.emulation.events.last
        there.emulation.events.close()
        text = (await there.get("/_sim/events", headers={"last-event-id": "999"})).raw.decode()
        assert f'event: hello\ndata: {{"life": "{about["life"]}", "last": {last}, "since": {last}}}' in text
        assert "event: hint" not in text

    asked(work)


async def step(there: Client, session: str, ms: int) -> Any:
    await there.send("/_sim/clock", {"advance": ms})
    await settle()
    return (await there.get(f"/_sim/sessions/{session}/phone")).data


def test_the_phone_shows_what_can_be_done_and_which_timers_run() -> None:
    async def work(there: Client) -> None:
        there.emulation.turn(paused=True)
        await there.register()
        session = (await there.send("callflows", MENU)).data["sessionId"]
        await settle()
        rings = await step(there, session, 3000)
        assert (rings["legs"]["A"], rings["can"], rings["held"]) == (
            "ringing",
            ["answer", "busy", "decline"],
            True,
        )
        await there.send(f"/_sim/sessions/{session}/answer")
        says = await step(there, session, 100)
        assert (says["can"], says["says"], says["timers"]) == (["press", "hangup"], {"at": 3001, "until": 4634}, [])
        waits = await step(there, session, 2000)
        assert (waits["says"], waits["timers"]) == (None, [{"timer": "overallTimeout", "at": 34_634}])
        assert (waits["at"], waits["rate"]) == (5101, 0.0)
        await there.send(f"/_sim/sessions/{session}/hangup")
        over = await step(there, session, 0)
        assert (over["status"], over["can"], over["timers"]) == ("COMPLETED", [], [])
        lines = (await there.get(f"/_sim/sessions/{session}/timeline")).data["lines"]
        assert {"at": 3001, "who": "caller", "what": "answers"} in lines

    asked(work, lines=[parse_line("*=manual")], speed=1.0)


def test_a_bridge_can_be_released() -> None:
    async def work(there: Client) -> None:
        there.emulation.turn(paused=True)
        call = {
            "callflow": [
                *MENU["callflow"][:1],
                {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6598888888"}},
            ]
        }
        session = (await there.send("callflows", call)).data["sessionId"]
        await settle()
        bridged = await step(there, session, 20_000)
        assert bridged["legs"] == {"A": "up", "B": "up"}
        assert bridged["can"] == ["release", "press", "hangup"]

    asked(work, speed=1.0)


def test_the_diagram_of_a_session_has_each_list_once_and_its_edges() -> None:
    async def work(there: Client) -> None:
        await there.register()
        session = (await there.send("callflows", MENU)).data["sessionId"]
        await there.over(session)
        lists = (await there.get(f"/_sim/sessions/{session}/diagram")).data["lists"]
        assert lists[0]["title"] == "The request"
        assert len({one["digest"] for one in lists}) == len(lists)
        for one in lists:
            drawn = re.findall(r'<g class="edge [^"]*"><path', one["svg"])
            assert len(drawn) == len(one["edges"])
        assert (await there.get("/_sim/sessions/nobody/diagram")).status == 404
        assert (await there.get("/_sim/sessions/nobody/timeline")).status == 404
        assert (await there.get("/_sim/sessions/nobody/phone")).status == 404

    asked(work)


def test_a_diagram_is_a_listing_where_nothing_can_draw(monkeypatch: pytest.MonkeyPatch) -> None:
    from simulator.server.sim import get_session_diagram

    get_session_diagram._known.cache_clear()
    monkeypatch.setitem(__import__("sys").modules, "pygraphviz", None)

    async def work(there: Client) -> None:
        session = (await there.send("callflows", MENU)).data["sessionId"]
        await there.over(session)
        (one, *_) = (await there.get(f"/_sim/sessions/{session}/diagram")).data["lists"]
        assert one["svg"] is None
        assert "sayAndCapture" in one["text"]

    asked(work)
    get_session_diagram._known.cache_clear()
