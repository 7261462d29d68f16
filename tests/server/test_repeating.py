"""A call once more, one entry back, or begun at a place: another session that has come there by the same inputs."""

from __future__ import annotations

import asyncio
import shlex
from threading import Event, Thread, current_thread
from typing import TYPE_CHECKING, Any

import pytest

from simulator.cli.base.main import run_command_line
from simulator.errors import OutOfTurnError
from simulator.model.account import Account
from simulator.model.call.lines import parse_line
from simulator.running.flow import load_flow, with_backend
from simulator.server import places
from simulator.server.emulation import ServerLimits
from simulator.server.keeping.restoring import keep
from simulator.server.store.memory import MemoryJournal
from tests.bodies import SCENARIOS
from tests.exploring._flows import dial, menu
from tests.server._client import asked, client
from tests.server._house import MENU, running, settle

if TYPE_CHECKING:
    from simulator.model.flow.flow_file import FlowFile
    from simulator.server.places import ReachedPlace
    from tests.server._client import Client

HOTLINE = load_flow(SCENARIOS / "hotline" / "hotline.flow.yaml")
DESK = load_flow(SCENARIOS / "clinic-desk" / "clinic-desk.flow.yaml")
FLASK = load_flow(SCENARIOS / "samples" / "flask.flow.yaml")
MANUAL = [parse_line("*=manual")]


async def moved(there: Client, session: str, ms: int) -> Any:
    await there.send("/_sim/clock", {"advance": ms})
    await settle()
    return (await there.get(f"/_sim/sessions/{session}")).data


async def do(there: Client, session: str, what: str, body: Any = None) -> Any:
    came = await there.send(f"/_sim/sessions/{session}/{what}", body)
    assert came.status == 200, came.raw
    await settle()
    return came.data


async def at_second_prompt(there: Client) -> str:
    """A call of the hotline whose caller has pressed 2."""
    there.emulation.turn(paused=True)
    assert HOTLINE.request is not None
    session: str = (await there.send("callflows", HOTLINE.request)).data["sessionId"]
    await settle()
    await moved(there, session, 3000)
    await do(there, session, "answer")
    await moved(there, session, 4000)
    await do(there, session, "press", {"keys": "2"})
    await moved(there, session, 1000)
    return session


def said(session: Any) -> list[str]:
    return [one["text"] for one in session["trace"] if one["event"] == "heard"]


def test_an_entry_is_taken_back_in_a_session_of_its_own() -> None:
    async def work(there: Client) -> None:
        session = await at_second_prompt(there)
        before = (await there.get(f"/_sim/sessions/{session}")).data
        assert len(said(before)) == 2
        other = (await do(there, session, "back"))["sessionId"]
        back = await moved(there, other, 0)
        assert other != session
        assert said(back) == said(before)[:1]
        assert (back["captures"], back["held"], back["status"]) == ([], True, "LIVE")
        assert back["trace"] == before["trace"][: len(back["trace"])]
        assert (await there.get(f"/_sim/sessions/{session}")).data["status"] == "COMPLETED"
        await do(there, other, "press", {"keys": "3"})
        assert (await moved(there, other, 100))["captures"][0]["digits"] == "3"
        first = [one for one in back["trace"] if one["event"] == "answered"]
        assert first == [one for one in before["trace"] if one["event"] == "answered"]

    asked(work, flow=HOTLINE, lines=MANUAL, speed=1.0)


def test_an_entry_is_taken_back_after_the_end_too_and_keys_of_a_script_stay_out() -> None:
    async def work(there: Client) -> None:
        assert HOTLINE.request is not None
        await there.send("/_sim/lines", {"numbers": "*", "who": "answered keys=2,2"})
        session = (await there.send("callflows", HOTLINE.request)).data["sessionId"]
        await there.over(session)
        whole = (await there.get(f"/_sim/sessions/{session}")).data
        assert [one["digits"] for one in whole["captures"]] == ["2", "2"]
        there.emulation.turn(paused=True)
        other = (await do(there, session, "back"))["sessionId"]
        back = await moved(there, other, 0)
        assert [one["digits"] for one in back["captures"]] == ["2"]
        ask = next(one for one in whole["trace"][::-1] if one["event"] == "heard" and one["part"] == "prompt")
        assert back["trace"][-1] == ask
        again = (await do(there, other, "back"))["sessionId"]
        assert (await moved(there, again, 0))["captures"] == []
        assert (await there.send(f"/_sim/sessions/{again}/back")).status == 409

    asked(work, flow=HOTLINE)


def test_keys_of_an_entry_that_is_open_are_taken_back_first() -> None:
    async def work(there: Client) -> None:
        there.emulation.turn(paused=True)
        bank = there.emulation.flow
        assert bank is not None
        session = (await there.send("callflows", bank.request)).data["sessionId"]
        await moved(there, session, 3000)
        await do(there, session, "answer")
        await moved(there, session, 1000)
        await do(there, session, "press", {"keys": "1"})
        other = (await do(there, session, "back"))["sessionId"]
        back = await moved(there, other, 0)
        assert (len(said(back)), back["captures"]) == (1, [])
        assert "pressed" not in [one["event"] for one in back["trace"]]

    bank = load_flow(SCENARIOS / "bank-balance" / "bank-balance.flow.yaml")
    asked(work, flow=bank, lines=MANUAL, speed=1.0)


def test_what_a_program_was_asked_is_not_taken_back() -> None:
    async def work(there: Client) -> None:
        await there.register()
        session = (await there.send("callflows", MENU)).data["sessionId"]
        await there.over(session)
        came = await there.send(f"/_sim/sessions/{session}/back")
        assert (came.status, "a program answers" in came.data["statusMessage"]) == (409, True)
        for what in ("again", "back"):
            assert (await there.send(f"/_sim/sessions/nobody/{what}")).status == 404

    asked(work)


def test_the_same_call_is_sent_again() -> None:
    async def work(there: Client) -> None:
        await there.send("/_sim/lines", {"numbers": "*", "who": "answered keys=1,2"})
        await there.register()
        session = (await there.send("callflows", MENU)).data["sessionId"]
        await there.over(session)
        other = (await do(there, session, "again"))["sessionId"]
        await there.over(other)
        first, second = [(await there.get(f"/_sim/sessions/{one}")).data for one in (session, other)]
        assert first["captures"] == second["captures"]
        assert [kind for kind, *_ in there.post.sent].count("VSS") == 2
        inbound = (await there.send("/_sim/calls", {"from": "anonymous", "to": "+6562345678", "manual": True})).data
        other = await do(there, inbound["sessionId"], "again")
        assert (other["direction"], other["sessionId"] != inbound["sessionId"]) == ("INBOUND", True)

    asked(work)


def test_a_call_whose_account_is_gone_or_whose_body_is_refused_is_not_sent_again() -> None:
    async def work(there: Client) -> None:
        session = (await there.send("callflows", MENU)).data["sessionId"]
        await there.over(session)
        live = there.emulation.house.sessions[session]
        await there.send("/_sim/faults", {"faults": [{"answer": -9999}]})
        refused = await there.send(f"/_sim/sessions/{session}/again")
        assert (refused.status, "refused, as injected: -9999" in refused.data["statusMessage"]) == (409, True)
        assert (await there.send(f"/_sim/sessions/{session}/again")).status == 200
        live.body = b'{"callflow": []}'
        assert (await there.send(f"/_sim/sessions/{session}/again")).status == 409
        there.emulation.tenants = type(there.emulation.tenants)([Account(sub_account_id="other")])
        assert (await there.send(f"/_sim/sessions/{session}/again")).status == 409

    asked(work)


def test_bridges_are_as_they_were_on_the_way_back() -> None:
    async def work(there: Client) -> None:
        leg = {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6598888888"}}
        await there.send("/_sim/lines", {"numbers": "*", "who": "answered keys=1"})
        await there.send("/_sim/lines", {"numbers": "+6598888888", "who": "answered:2s,talks:9s"})
        session = (await there.send("callflows", {"callflow": [dial(), leg, menu("Now?"), menu("And?")]})).data
        await there.over(session["sessionId"])
        whole = (await there.get(f"/_sim/sessions/{session['sessionId']}")).data
        back = (await there.get(f"/_sim/sessions/{(await do(there, session['sessionId'], 'back'))['sessionId']}")).data
        assert back["trace"] == whole["trace"][: len(back["trace"])]
        assert [one["event"] for one in back["trace"]].count("bridged") == 1

    asked(work)


def test_a_call_that_came_in_is_taken_back() -> None:
    async def work(there: Client) -> None:
        assert DESK.inbound is not None
        body = {"from": DESK.inbound.source, "to": DESK.inbound.destination, "keys": "1 1"}
        session = (await there.send("/_sim/calls", body)).data["sessionId"]
        await there.over(session)
        whole = (await there.get(f"/_sim/sessions/{session}")).data
        back = (await there.get(f"/_sim/sessions/{(await do(there, session, 'back'))['sessionId']}")).data
        assert back["trace"] == whole["trace"][: len(back["trace"])]
        about = (await there.get("/_sim/about")).data["flow"]
        assert about["inbound"] == {"from": DESK.inbound.source, "to": DESK.inbound.destination}

    asked(work, flow=DESK)


def test_a_call_begins_at_a_place_of_the_flow() -> None:
    async def work(there: Client) -> None:
        there.emulation.turn(paused=True)
        places = (await there.get("/_sim/places")).data["places"]
        assert [one["keys"] for one in places] == sorted(one["keys"] for one in places)
        assert places[0]["words"].startswith("This is the hotline.")
        urgent = next(one for one in places if one["words"].startswith("Is it urgent?"))
        began = await there.send("/_sim/places", {"place": urgent["id"]})
        session = (await there.get(f"/_sim/sessions/{began.data['sessionId']}")).data
        assert said(session)[-1].startswith("Is it urgent?")
        assert (session["held"], session["captures"][0]["digits"]) == (True, "2")
        assert (await there.send("/_sim/places", {"place": "nowhere"})).status == 422

    asked(work, flow=HOTLINE, speed=1.0)


@pytest.mark.parametrize("flow", [FLASK, DESK], ids=["backend", "table"])
def test_every_place_of_a_flow_can_be_begun_at(flow: FlowFile) -> None:
    async def work(there: Client) -> None:
        there.emulation.turn(paused=True)
        for place in (await there.get("/_sim/places")).data["places"]:
            came = await there.send("/_sim/places", {"place": place["id"]})
            session = (await there.get(f"/_sim/sessions/{came.data['sessionId']}")).data
            assert (said(session)[-1], session["status"]) == (place["words"], "LIVE")

    asked(work, flow=flow, speed=1.0)


def test_without_a_flow_there_are_no_places() -> None:
    async def work(there: Client) -> None:
        assert (await there.get("/_sim/places")).data == {"places": []}
        assert (await there.send("/_sim/places", {"place": "menu"})).status == 422

    asked(work)


@pytest.mark.parametrize("inbound", [True, False])
def test_a_call_is_downloaded_as_a_page(inbound: bool) -> None:
    async def work(there: Client) -> None:
        body = {"from": "+6591234567", "to": "+6562345678"}
        came = await (there.send("/_sim/calls", body) if inbound else there.send("callflows", MENU))
        session = came.data["sessionId"]
        await there.over(session)
        page = await there.get(f"/_sim/sessions/{session}/report")
        assert page.headers["content-disposition"] == f'attachment; filename="call-{session}.html"'
        assert b"Timeline" in page.raw
        assert (await there.get("/_sim/sessions/nobody/report")).status == 404

    asked(work)


def test_a_call_is_copied_as_commands() -> None:
    async def work(there: Client) -> None:
        session = await at_second_prompt(there)
        await do(there, session, "hangup")
        found = (await there.get(f"/_sim/sessions/{session}/commands")).data
        assert found["curl"].startswith("curl http://127.0.0.1:8088/api/v1/subaccounts/")
        assert "secret-key" not in found["curl"]
        command, run, file, *options = shlex.split(found["run"])
        assert (command, run, file) == ("callflow", "run", HOTLINE.file)
        assert run_command_line([run, file, *options, "--format", "json"]) == 0
        other = (await there.send("callflows", MENU)).data["sessionId"]
        assert (await there.get(f"/_sim/sessions/{other}/commands")).data["run"] == "callflow run request.json"
        came = (await there.send("/_sim/calls", {"from": "anonymous", "to": "+6562345678"})).data["sessionId"]
        assert "/_sim/calls -H " in (await there.get(f"/_sim/sessions/{came}/commands")).data["curl"]
        assert (await there.get("/_sim/sessions/nobody/commands")).status == 404

    asked(work, flow=HOTLINE, lines=MANUAL, speed=1.0)


@pytest.mark.parametrize("flow", [HOTLINE, FLASK], ids=["table", "backend"])
def test_after_a_restart_a_call_stands_where_it_was_begun_at(flow: FlowFile) -> None:
    async def work() -> None:
        journal = MemoryJournal()
        there = client(flow=flow, speed=1.0)
        there.emulation.turn(paused=True)
        keep(there.emulation, journal)
        place = (await there.get("/_sim/places")).data["places"][-1]["id"]
        session = (await there.send("/_sim/places", {"place": place})).data["sessionId"]
        before = (await there.get(f"/_sim/sessions/{session}")).data
        there.emulation.house.ledger = None
        await there.emulation.house.close()  # as with kill -9
        there = client(flow=flow, speed=1.0)
        there.emulation.turn(paused=True)
        keep(there.emulation, journal, freeze=True)
        after = (await there.get(f"/_sim/sessions/{session}")).data
        assert (after["trace"], after["status"]) == (before["trace"], "LIVE")
        await there.emulation.close()

    running(work())


def test_a_server_that_explores_its_flow_does_all_else_meanwhile_and_is_not_held_up_at_its_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun, go_on, threads = Event(), Event(), list[Thread]()

    def slow(_flow: FlowFile) -> dict[str, ReachedPlace]:
        threads.append(current_thread())
        begun.set()
        assert go_on.wait(10)
        return {}

    monkeypatch.setattr(places, "places_of", slow)

    async def work(there: Client) -> None:
        asked_for = asyncio.ensure_future(there.send("/_sim/places", {"place": "somewhere"}))
        while not begun.is_set():
            await asyncio.sleep(0)
        assert (await there.get("/_sim/ready")).status == 200
        go_on.set()
        came = await asked_for
        assert (came.status, came.data["statusMessage"]) == (422, 'there is no place "somewhere" in this flow')
        assert [one.daemon for one in threads] == [True]

    asked(work, flow=HOTLINE)


@pytest.mark.parametrize("who", ["busy", "noAnswer", "answered:5s keys=1", "answered:7s", "failed:404"])
def test_who_was_named_at_the_start_is_there_again(who: str) -> None:
    async def work(there: Client) -> None:
        session = (await there.send("/_sim/start", {"who": who})).data["sessionId"]
        await there.over(session)
        other = (await there.send(f"/_sim/sessions/{session}/again")).data["sessionId"]
        await there.over(other)
        first, second = [(await there.get(f"/_sim/sessions/{one}")).data for one in (session, other)]
        assert (second["status"], second["trace"]) == (first["status"], first["trace"])

    asked(work, flow=HOTLINE)


def test_an_entry_that_is_taken_back_twice_while_the_clock_stands_is_two_sessions() -> None:
    async def work(there: Client) -> None:
        session = await at_second_prompt(there)
        await do(there, session, "hangup")
        made = [(await do(there, session, "back"))["sessionId"] for _ in range(3)]
        assert len({session, *made}) == 4
        assert (await there.get("/_sim/sessions")).data["total"] == 4
        for one in made:
            await do(there, one, "hangup")
        assert [(await there.get(f"/_sim/sessions/{one}")).data["over"] for one in made] == [True, True, True]

    asked(work, flow=HOTLINE, lines=MANUAL, speed=1.0)


def test_no_call_begins_where_there_are_as_many_as_the_server_takes() -> None:
    async def work(there: Client) -> None:
        session = await at_second_prompt(there)
        place = (await there.get("/_sim/places")).data["places"][0]["id"]
        begins: tuple[tuple[str, Any], ...] = (
            (f"/_sim/sessions/{session}/again", None),
            (f"/_sim/sessions/{session}/back", None),
            ("/_sim/places", {"place": place}),
            ("/_sim/calls", {"from": "+6591234567", "to": "+6562345678"}),
        )
        for path, body in begins:
            assert (await there.send(path, body)).status == 503
        assert (await there.get("/_sim/sessions")).data["live"] == 1

    asked(work, flow=HOTLINE, lines=MANUAL, speed=1.0, limits=ServerLimits(live=1))


def test_a_server_that_was_begun_anew_lets_no_call_come_to_where_it_was_to_stand() -> None:
    async def work(there: Client) -> None:
        session = there.emulation.house.sessions[await at_second_prompt(there)]
        await there.emulation.house.close()
        with pytest.raises(OutOfTurnError, match="begun anew"):
            await session.follow([], 10**9)

    asked(work, flow=HOTLINE, lines=MANUAL, speed=1.0)


def test_a_running_server_is_not_explored_by_who_only_looks() -> None:
    async def work(there: Client) -> None:
        assert (await there.get("/_sim/places")).data == {"places": []}

    asked(work, flow=with_backend(HOTLINE, "http://127.0.0.1:9/vca"))


def test_faults_strike_what_comes_after_the_way_back() -> None:
    async def work(there: Client) -> None:
        session = await at_second_prompt(there)
        await do(there, session, "press", {"keys": "1"})
        await moved(there, session, 1000)
        faults = [{"reply": {"status": 500}}, {"say": "failed"}]
        assert (await there.send("/_sim/faults", {"faults": faults})).status == 200
        other = (await do(there, session, "back"))["sessionId"]
        back = (await there.get(f"/_sim/sessions/{other}")).data
        assert (back["status"], [one["digits"] for one in back["captures"]]) == ("LIVE", ["2"])
        assert len(there.emulation.faults.replies) == len(there.emulation.faults.errors) == 1
        await do(there, other, "press", {"keys": "1"})
        await moved(there, other, 10_000)
        assert there.emulation.faults.replies == []

    asked(work, flow=HOTLINE, lines=MANUAL, speed=1.0)
