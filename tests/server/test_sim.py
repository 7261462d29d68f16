"""`/_sim`: looking into the server, and doing what people and time do."""

from __future__ import annotations

import asyncio
import json
from math import inf
from typing import TYPE_CHECKING, Any

import pytest

from simulator.model.account import Account
from simulator.model.call.lines import parse_line
from simulator.server.console import as_text
from simulator.server.emulation import ServerLimits
from simulator.server.events import EventHistory
from simulator.server.routing import routes
from tests.server._client import asked
from tests.server._house import MENU, settle

if TYPE_CHECKING:
    from tests.server._client import Client

MANUAL = [parse_line("*=manual")]


async def created(there: Client, body: Any = MENU) -> str:
    session: str = (await there.send("callflows", body)).data["sessionId"]
    await settle()
    return session


async def moved(there: Client, **clock: Any) -> Any:
    came = await there.send("/_sim/clock", clock)
    await settle()
    return came.data


def test_sessions_are_listed_with_how_they_ended() -> None:
    async def work(there: Client) -> None:
        await there.send("/_sim/lines", {"numbers": "+6590000000", "who": "busy"})
        busy = json.loads(json.dumps(MENU).replace("+6591234567", "+6590000000"))
        for body in (MENU, busy, MENU):
            await there.over(await created(there, body))
        found = (await there.get("/_sim/sessions?limit=2")).data
        assert (found["total"], found["live"], found["statuses"]) == (3, 0, {"BUSY": 1, "COMPLETED": 2})
        assert [one["status"] for one in found["sessions"]] == ["COMPLETED", "BUSY"]
        first = found["sessions"][0]
        assert (first["source"], first["destination"], first["direction"], first["subAccountId"]) == (
            "+6562345678",
            "+6591234567",
            "OUTBOUND",
            "acme",
        )
        assert (await there.get("/_sim/sessions?limit=x")).status == 422

    asked(work)


def test_a_session_shows_all_that_is_known_of_it() -> None:
    async def work(there: Client) -> None:
        await there.register()
        session = await created(there)
        found = (await there.get(f"/_sim/sessions/{session}/wait?timeout=10")).data
        assert (found["over"], found["status"]) == (True, "COMPLETED")
        assert found["session"]["sessionId"] == session
        assert found["captures"][0]["outcome"] == "rejected"
        assert [one["event"] for one in found["trace"][:3]] == ["began", "moved", "dialled"]
        asks = [one for one in found["webhooks"] if one["type"] == "VCA"]
        assert asks[0]["httpStatus"] == 200
        assert asks[0]["body"]["payload"]["sessionId"] == session
        assert "You pressed" in asks[0]["answer"]
        assert "of-VCA" not in json.dumps(found)
        assert found == (await there.get(f"/_sim/sessions/{session}")).data

    asked(work)


@pytest.mark.parametrize("path", ["", "/wait"])
def test_a_session_that_is_not_there_is_404(path: str) -> None:
    async def work(there: Client) -> None:
        assert (await there.get(f"/_sim/sessions/nobody{path}")).status == 404
        assert (await there.send("/_sim/sessions/nobody/answer")).status == 404

    asked(work)


def test_waiting_has_an_end_that_is_a_time() -> None:
    async def work(there: Client) -> None:
        there.emulation.turn(paused=True)
        session = await created(there)
        assert (await there.get(f"/_sim/sessions/{session}/wait?timeout=0")).data["over"] is False
        for wrong in ("x", "-1", "nan", "301"):
            assert (await there.get(f"/_sim/sessions/{session}/wait?timeout={wrong}")).status == 422

    asked(work)


def test_a_person_answers_presses_and_hangs_up() -> None:
    async def work(there: Client) -> None:
        there.emulation.turn(paused=True)
        await there.register("VCA")
        session = await created(there)
        await moved(there, advance=3000)
        assert (await there.send(f"/_sim/sessions/{session}/answer")).data["status"] == "LIVE"
        await moved(there, advance=100)
        await there.send(f"/_sim/sessions/{session}/press", {"keys": "1"})
        await moved(there, advance=1000)
        await there.send(f"/_sim/sessions/{session}/press", {"keys": "2"})
        await settle()
        assert there.post.sent[0][1]["payload"]["dtmf"] == "2"
        assert (await there.send(f"/_sim/sessions/{session}/release")).status == 409
        assert (await there.send(f"/_sim/sessions/{session}/hangup")).data["status"] == "COMPLETED"
        came = await there.send(f"/_sim/sessions/{session}/hangup")
        assert (came.status, came.data["statusMessage"]) == (409, "the call is over")

    asked(work, lines=MANUAL, speed=1.0)


@pytest.mark.parametrize(("what", "status"), [("busy", "BUSY"), ("decline", "FAILED")])
def test_a_person_does_not_answer(what: str, status: str) -> None:
    async def work(there: Client) -> None:
        there.emulation.turn(paused=True)
        session = await created(there)
        assert (await there.send(f"/_sim/sessions/{session}/{what}")).data["status"] == status

    asked(work, lines=MANUAL, speed=1.0)


def test_keys_are_those_of_a_phone() -> None:
    async def work(there: Client) -> None:
        session = await created(there)
        for body in ({"keys": "1x"}, {"keys": ""}, {"keys": 1}, {}, {"key": "1"}, [1]):
            assert (await there.send(f"/_sim/sessions/{session}/press", body)).status == 422

    asked(work)


def test_a_call_comes_in() -> None:
    async def work(there: Client) -> None:
        await there.register()
        came = await there.send("/_sim/calls", {"from": "anonymous", "to": "+6562345678", "keys": "1"})
        assert (came.status, came.data["direction"], came.data["subAccountId"]) == (200, "INBOUND", "acme")
        await there.over(came.data["sessionId"])
        first = next(data for kind, data, _ in there.post.sent if kind == "VCA")["payload"]
        assert (first["callStatus"], first["source"], "dtmf" in first) == ("CALL_RECEIVED", "anonymous", False)

    asked(work)


def test_a_call_that_a_person_makes_is_held() -> None:
    async def work(there: Client) -> None:
        there.emulation.turn(paused=True)
        body = {"subAccountId": "acme", "from": "+6591234567", "to": "+6562345678", "manual": True}
        session = (await there.send("/_sim/calls", body)).data["sessionId"]
        assert (await there.get(f"/_sim/sessions/{session}")).data["held"] is True

    asked(work)


@pytest.mark.parametrize(
    ("body", "status", "why"),
    [
        ({"to": "+6562345678"}, 422, "`from` is missing"),
        ({"from": "me", "to": "+6562345678"}, 422, '`from` is "me"'),
        ({"from": "+6591234567", "to": "you"}, 422, '`to` is "you"'),
        ({"from": "+6591234567", "to": "+6562345678", "manual": 1}, 422, "`manual` is neither"),
        ({"from": "+6591234567", "to": "+6562345678", "keys": "x"}, 422, "key token"),
        ({"from": "+6591234567", "to": "+6562345678", "subAccountId": "other"}, 404, "SubAccount not found"),
    ],
)
def test_a_call_that_cannot_come_in_is_told(body: Any, status: int, why: str) -> None:
    async def work(there: Client) -> None:
        came = await there.send("/_sim/calls", body)
        assert (came.status, why in came.data["statusMessage"]) == (status, True)

    asked(work, accounts=(Account(sub_account_id="acme"),))


def test_the_clock_is_paused_moved_and_set() -> None:
    async def work(there: Client) -> None:
        assert (await there.get("/_sim/clock")).data == {
            "now": "2026-01-05T09:00:00.000Z", "speed": "max", "paused": False,
        }  # fmt: skip
        assert (await moved(there, paused=True, speed=60))["speed"] == 60.0
        session = await created(there)
        assert (await moved(there, advance=6000))["now"] == "2026-01-05T09:00:06.000Z"
        assert (await there.get(f"/_sim/sessions/{session}")).data["at"] >= 6000
        await moved(there, paused=False, speed="max")
        await there.over(session)
        assert there.emulation.clock.speed == inf
        told = [as_text(one) for one in there.emulation.events.since(0) if one.kind == "clock"]
        assert [line.partition("  ")[2] for line in told] == [
            "the clock stands, speed 60.0",
            "the clock stands, speed 60.0, moved on by 6000 ms",
            "the clock goes, speed max",
        ]
        for wrong in ({"speed": 0}, {"speed": True}, {"speed": "1"}, {"paused": 1}, {"advance": -1}, {"at": 1}):
            assert (await there.send("/_sim/clock", wrong)).status == 422

    asked(work)


def test_faults_strike_as_they_are_written_in_scenarios() -> None:
    async def work(there: Client) -> None:
        await there.register()
        faults = [
            {"reply": {"status": 500}},
            {"webhook": "twice"},
            {"say": "failed"},
            {"session": {"code": -2001, "at": "9s"}},
        ]
        came = await there.send("/_sim/faults", {"faults": faults})
        assert came.data == {
            "replies": 1,
            "twice": 1,
            "errors": [{"code": -2005, "where": "say", "at": 0}, {"code": -2001, "where": "time", "at": 9000}],
        }
        await there.send("/_sim/faults", {"faults": [{"answer": -9999}]})
        assert (await there.send("callflows", MENU)).status == 500
        session = await created(there)
        await there.over(session)
        assert (await there.get(f"/_sim/sessions/{session}")).data["session"]["errorDetails"]["errorCode"] == -2005
        assert (await there.get("/_sim/faults")).data == {"replies": 1, "twice": 0, "errors": []}
        for wrong in ({}, {"faults": 1}, {"faults": [{"dance": 1}]}, {"faults": [{"say": "x"}]}):
            assert (await there.send("/_sim/faults", wrong)).status == 422

    asked(work)


def test_lines_are_said_and_shown() -> None:
    async def work(there: Client) -> None:
        await there.send("/_sim/lines", {"numbers": "+65*", "who": "answered:2s keys=1,2#"})
        await there.send("/_sim/lines", {"numbers": "*", "who": "manual"})
        await there.send("/_sim/lines", {"numbers": "+65*", "who": "busy"})
        assert (await there.get("/_sim/lines")).data["lines"] == [
            {"numbers": "+65*", "outcome": "busy", "keys": ""},
            {"numbers": "*", "outcome": "manual", "keys": ""},
        ]
        for wrong in ({"numbers": "+65*"}, {"numbers": "x", "who": "busy"}, {"numbers": "*", "who": "bizzy"}):
            assert (await there.send("/_sim/lines", wrong)).status == 422

    asked(work)


def test_a_reset_is_the_beginning() -> None:
    async def work(there: Client) -> None:
        await there.register()
        await there.send("/_sim/lines", {"numbers": "*", "who": "busy"})
        await there.send("/_sim/faults", {"faults": [{"session": -2010}]})
        await moved(there, paused=True)
        assert (await there.send("/_sim/reset")).data == {"reset": True}
        first = await created(there)
        await there.over(first)
        assert there.emulation.house.sessions[first].status == "COMPLETED"
        assert (await there.get("webhooks")).data["count"] == 0
        await there.send("/_sim/reset")
        assert (await created(there)) == first

    asked(work)


def test_events_are_streamed_from_any_point() -> None:
    async def work(there: Client) -> None:
        await there.over(await created(there))
        last = there.emulation.events.last
        stream = asyncio.create_task(there.get("/_sim/events", headers={"last-event-id": str(last - 1)}))
        whole = asyncio.create_task(there.get("/_sim/events?since=0"))
        fresh = asyncio.create_task(there.get("/_sim/events"))
        await settle()
        there.emulation.events.add("hint", what="new")
        await settle()
        there.emulation.events.close()
        text = (await stream).raw.decode()
        assert (await stream).headers["content-type"].startswith("text/event-stream")
        assert text.startswith("retry: 300\n\n")
        assert [line for line in text.splitlines() if line.startswith("id:")] == [f"id: {last}", f"id: {last + 1}"]
        assert 'event: hint\ndata: {"number": ' in text
        assert (await whole).raw.decode().count("\nid: ") == last + 1
        assert (await fresh).raw.decode().count("id: ") == 1

    asked(work)


def test_a_stream_says_what_it_has_missed() -> None:
    async def work(there: Client) -> None:
        await there.over(await created(there))
        forgotten = there.emulation.events.forgotten
        there.emulation.events.close()
        text = (await there.get("/_sim/events?since=0")).raw.decode()
        assert f'event: missed\ndata: {{"missed": {forgotten}}}' in text
        assert (await there.get("/_sim/events?since=x")).status == 422

    asked(work, limits=ServerLimits(events=3))


def test_what_a_phone_shows_comes_with_the_events_of_the_session_that_it_shows() -> None:
    async def work(there: Client) -> None:
        await there.send("/_sim/lines", {"numbers": "*", "who": "manual"})
        session, other = await created(there), await created(there)
        assert (await there.get(f"/_sim/sessions/{session}/phone")).data["can"] == ["answer", "busy", "decline"]
        stream = asyncio.create_task(there.get("/_sim/events"))
        await settle()
        for one in (session, other):
            await there.send(f"/_sim/sessions/{one}/answer")
        await settle()
        last = there.emulation.events.last
        there.emulation.events.close()
        parts = [part.partition("\ndata: ") for part in (await stream).raw.decode().split("\n\n")]
        shown = [json.loads(data) for kind, _, data in parts if kind == "event: phone"]
        assert {one["data"]["sessionId"] for one in shown} == {session}
        assert shown[-1]["data"]["can"] == ["press", "hangup"]
        assert shown[-1]["data"]["legs"]["A"] == "up"
        assert 0 < shown[-1]["upTo"] <= last

    asked(work)


def test_the_history_wakes_who_waits() -> None:
    async def work(_: Client) -> None:
        history = EventHistory(lambda: 5, 2)
        waiting = asyncio.create_task(history.news(0))
        await settle()
        history.add("one", a=1)
        assert [one.as_dict() for one in await waiting] == [{"number": 1, "kind": "one", "at": 5, "data": {"a": 1}}]

    asked(work)


def test_each_path_is_found_by_its_template() -> None:
    assert len({route.template for route in routes()}) == len(routes())
