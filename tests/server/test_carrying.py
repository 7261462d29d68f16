"""The whole state of a server goes into another one, which gives the same answers then."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import pytest

from simulator.engine.answer import RawReply
from simulator.model.account import Account
from simulator.server import beside
from simulator.server.emulation import ServerLimits
from simulator.server.keeping.carrying import MARK
from simulator.server.keeping.restoring import keep
from simulator.server.store.memory import MemoryJournal
from tests.server._client import Client, asked, client
from tests.server._house import MENU, Post, raw, running, settle

if TYPE_CHECKING:
    from collections.abc import Callable

PUSH = {"protocol": "S3", "host": "h", "port": 21, "username": "u", "password": "pass-word", "path": "/p"}
SEEN = (
    "/_sim/sessions", "/_sim/lines", "/_sim/faults", "/_sim/clock", "/api/v1/subaccounts/acme/webhooks",
    "/api/v1/subaccounts/acme/recording-push-config",
)  # fmt: skip


async def filled(there: Client) -> None:
    """A server with something of everything: a session that is over, one that lives, one whose webhook is out."""
    await there.register()
    await there.send("recording-push-config", PUSH)
    await there.send("/_sim/lines", {"numbers": "+65*", "who": "answered:2s keys=1,2#"})
    await there.send("/_sim/lines", {"numbers": "+6590000000", "who": "manual"})
    await there.send("/_sim/faults", {"faults": [{"reply": {"status": 500}}, {"session": -2010}, {"webhook": "twice"}]})
    there.emulation.faults.clear()
    await there.send("callflows", MENU)
    await move(there, 90_000)
    await there.send("/_sim/faults", {"faults": [{"reply": {"delay": "1s"}}, {"say": "failed"}, {"webhook": "twice"}]})
    there.emulation.faults.errors.clear()
    there.emulation.faults.replies.clear()
    await there.send("/_sim/calls", {"from": "+6590000000", "to": "+6562345678", "manual": True})
    there.post.gates["VCA"] = asyncio.Event()
    await there.send("callflows", MENU)
    await move(there, 30_000)
    await there.send("/_sim/faults", {"faults": [{"reply": {"status": 500}}, {"session": -2010}]})


async def move(there: Client, ms: int) -> None:
    there.emulation.move(ms)
    await settle()


async def seen(there: Client) -> dict[str, Any]:
    """What a server answers."""
    found = {path: (await there.get(path)).data for path in SEEN}
    for one in found["/_sim/sessions"]["sessions"]:
        whole = (await there.get(f"/_sim/sessions/{one['sessionId']}")).data
        for webhook in whole["webhooks"]:
            webhook["ms"] = webhook["tries"] = 0  # how often each was posted is not carried
        found[one["sessionId"]] = whole
    return found


def quiet(there: Client) -> Client:
    there.emulation.turn(paused=True)
    return there


def test_the_state_of_one_server_is_that_of_another() -> None:
    async def both() -> None:
        one = quiet(client(speed=1.0))
        await filled(one)
        there = quiet(client(speed=60.0, seed=9, now=5))
        there.post.gates["VCA"] = asyncio.Event()
        state = (await one.get("/_sim/export")).data
        came = await there.send("/_sim/import", state)
        assert (came.status, came.data["sessions"]) == (200, 3), came.data
        await settle()
        before, after = await seen(one), await seen(there)
        for headers in (one, there):
            assert headers.emulation.seed == 7
        assert after.pop("/api/v1/subaccounts/acme/webhooks")["count"] == 3
        del before["/api/v1/subaccounts/acme/webhooks"]
        for data in (before, after):
            data["/api/v1/subaccounts/acme/recording-push-config"].pop("passwordSet")
        assert json.dumps(after, indent=1) == json.dumps(before, indent=1)
        assert {kind for kind, _, header in there.post.sent} == {"VCA"}  # only what nobody has answered
        created = [(await each.send("callflows", MENU)).data for each in (one, there)]
        assert created[0] == created[1]
        assert (await there.get("/_sim/export")).data["starts"] == (await one.get("/_sim/export")).data["starts"]
        for each in (one, there):
            await each.emulation.close()

    running(both())


def test_no_secret_is_in_an_export_and_it_says_what_to_give_again() -> None:
    def told(body: dict[str, Any]) -> RawReply:
        return raw({"callflow": [], "said": "Bearer of-VCA"})

    async def ask(there: Client) -> None:
        await there.register()
        await there.send("recording-push-config", PUSH)
        await there.send("callflows", MENU)
        await settle(200)
        text = (await there.get("/_sim/export")).raw.decode()
        assert [one for one in ("of-VCA", "of-VSS", "pass-word", "secret-key") if one in text] == []
        came = await there.send("/_sim/import", json.loads(text))
        assert came.data["giveAgain"] == [
            *(f"httpAuthHeader of {kind} of acme: POST /webhooks" for kind in ("VCA", "VCS", "VSS")),
            "password of the recording-push-config of acme: POST /recording-push-config",
        ]

    asked(ask, post=Post(VCA=told))


@pytest.mark.parametrize("secret", ["token", "api_key", "sig", "password", "x-auth"])
def test_a_secret_in_the_address_of_a_webhook_is_in_no_export(secret: str) -> None:
    async def ask(there: Client) -> None:
        for kind in ("VCA", "VSS"):
            url = f"http://127.0.0.1:9/x?{secret}=open-sesame&then=/{kind}"
            await there.send("webhooks", {"type": kind, "url": url})
        await there.send("callflows", MENU)
        await settle(200)
        state = (await there.get("/_sim/export")).data
        assert {one["type"] for one in state["webhooks"]} == {"VCA", "VSS"}
        assert "open-sesame" not in json.dumps(state)
        assert state["secrets"] == [f"url of {kind} of acme: POST /webhooks" for kind in ("VCA", "VSS")]

    asked(ask)


def changed(name: str, what: Callable[[Any], Any]) -> Any:
    return lambda state: {**state, name: what(state[name])}


def picked_up(state: dict[str, Any]) -> dict[str, Any]:
    return {"session": state["starts"][0]["id"], "number": 0, "at": 0, "kind": "pickUp", "data": {"by": "x"}}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda _: [], "the body is list, expected an object"),
        (lambda _: {}, "this is no export of callflow serve: `callflowEmulator` is None"),
        (lambda state: {**state, MARK: True}, "`callflowEmulator` is True"),
        (lambda state: {**state, MARK: 7}, "`callflowEmulator` is 7, expected 1: another version"),
        (lambda state: {**state, "more": []}, "`more` is not known here"),
        (lambda state: {**state, "starts": {}}, "`starts` is no list"),
        (lambda state: {**state, "secrets": None}, "`secrets` is no list"),
        (lambda state: {**state, "secrets": [{}]}, "`secrets` is no list of texts"),
        (lambda state: {**state, "secrets": "all"}, "`secrets` is no list"),
        (
            changed("webhooks", lambda rows: [{**rows[0], "took": 1 << 63}]),
            "`webhooks[0].took` is 9223372036854775808,",
        ),
        (changed("starts", lambda rows: [5]), "`starts[0]` is no row: expected an object with id, account, body"),
        (changed("starts", lambda rows: [{**rows[0], "begun": "now"}]), "`starts[0].begun` is 'now', expected int"),
        (changed("starts", lambda rows: [{**rows[0], "begun": None}]), "`starts[0].begun` is None, expected int"),
        (changed("starts", lambda rows: [{**rows[0], "settings": {}}]), "the document cannot be imported: KeyError"),
        (changed("starts", lambda rows: [{**rows[0], "settings": None}]), "the document cannot be imported: TypeError"),
        (lambda state: {**state, "inputs": [picked_up(state)]}, "the document cannot be imported: TypeError"),
        (changed("starts", lambda rows: [{**rows[0], "body": "nothing"}]), "the document cannot be imported"),
        (
            changed("documents", lambda rows: [{"account": "", "name": "lines", "value": ["+65*"]}]),
            'cannot be imported: the line "+65*" does not say who is there',
        ),
    ],
)
def test_a_document_that_cannot_be_used_changes_nothing(change: Any, said: str) -> None:
    async def ask(there: Client) -> None:
        await there.send("/_sim/lines", {"numbers": "+65*", "who": "answered:2s keys=1,2#"})
        await there.register("VSS")
        created = (await there.send("callflows", MENU)).data
        await settle(100)
        state = (await there.get("/_sim/export")).data
        came = await there.send("/_sim/import", change(state))
        assert (came.status, said in came.data["statusMessage"]) == (422, True), came.data
        assert (await there.get("/_sim/export")).data["starts"] == state["starts"]
        assert (await there.get(f"/_sim/sessions/{created['sessionId']}")).status == 200

    asked(ask)


def test_what_is_imported_is_stored() -> None:
    async def work() -> None:
        one, journal = quiet(client(speed=1.0)), MemoryJournal()
        await filled(one)
        state = (await one.get("/_sim/export")).data
        there = quiet(client(speed=1.0))
        keep(there.emulation, journal)
        assert (await there.send("/_sim/import", state)).status == 200
        await settle()
        again = quiet(client(speed=1.0, now=None))
        keep(again.emulation, journal)
        assert list(again.emulation.house.sessions) == list(one.emulation.house.sessions)
        for each in (one, there, again):
            await each.emulation.close()

    running(work())


def test_a_session_of_an_account_that_is_not_served_is_told_of() -> None:
    async def work(there: Client) -> None:
        other = client()
        await other.send("callflows", MENU)
        await settle(100)
        state = (await other.get("/_sim/export")).data
        await other.emulation.close()
        came = await there.send("/_sim/import", state)
        assert came.data["sessions"] == 0
        hints = [one.data["what"] for one in there.emulation.events.since(0) if one.kind == "hint"]
        assert "its account is gone" in hints[0]

    asked(work, accounts=(Account("another"),))


async def crowded(there: Client, sessions: int = 12) -> Any:
    """The state of a server with so many sessions that are over."""
    for _ in range(sessions):
        await there.send("callflows", MENU)
    await settle(200)
    return (await there.get("/_sim/export")).data


def test_others_have_their_turns_during_an_import_and_what_they_begin_is_not_lost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def work(one: Client) -> None:
        state, there, turns = await crowded(one), quiet(client(speed=1.0)), 0
        monkeypatch.setattr(beside, "STEP", 0)
        importing = asyncio.create_task(there.send("/_sim/import", state))
        while not there.emulation.changing.locked():
            await asyncio.sleep(0)
            turns += 1
        begun = asyncio.create_task(there.send("callflows", MENU))
        reading = asyncio.create_task(there.get("/_sim/sessions"))
        while not importing.done():
            await asyncio.sleep(0)
            turns += 1
            assert not begun.done()
        assert reading.done()
        assert turns > 24
        assert (await importing).data["sessions"] == 12
        assert (await begun).data["sessionId"] in there.emulation.house.sessions
        await there.emulation.close()

    asked(work)


def test_what_begins_during_a_reset_is_not_lost() -> None:
    async def work(there: Client) -> None:
        await there.send("callflows", MENU)
        there.post.gates["VCS"] = asyncio.Event()
        await settle()
        reset, begun = there.send("/_sim/reset"), there.send("callflows", MENU)
        _, came = await asyncio.gather(reset, begun)
        assert came.data["sessionId"] in there.emulation.house.sessions

    asked(work, speed=1.0)


def test_of_sessions_that_are_over_there_is_room_for_the_newest() -> None:
    async def work(one: Client) -> None:
        state = await crowded(one)
        there = client(limits=ServerLimits(sessions=5))
        assert (await there.send("/_sim/import", state)).data["sessions"] == 5
        house = there.emulation.house
        assert list(house.sessions) == list(one.emulation.house.sessions)[-5:]
        assert house.forgotten == 7
        await there.emulation.close()

    asked(work)
