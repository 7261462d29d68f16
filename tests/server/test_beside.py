"""Webhooks that tell of no step of a call: recordings (VRU) and virtual numbers (VNU)."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from simulator.engine.answer import RawReply
from simulator.model.account import Account
from simulator.server.console import as_text
from simulator.server.keeping.restoring import keep
from simulator.server.store.memory import MemoryJournal
from tests.exploring._flows import HANGUP, dial
from tests.server._client import Client, asked, client
from tests.server._house import MENU, Post, raw, running, settle

if TYPE_CHECKING:
    from simulator.server.sessions.live_session import LiveSession

NUMBERS = Account(
    "acme",
    caller_ids=("+6562345678",),
    virtual_numbers={"+6561110000": "ref-1"},
    numbers=({"msisdn": "6561110001", "rentalPrice": 12.5, "operationalStatus": "Expiring"},),
)


def bridges(count: int, recording: bool = True) -> Post:
    second = {"action": "makeCall", "params": {**dial("+6580000001")["params"], "callRecording": recording}}
    answers = iter([*[raw({"callflow": [second]})] * count, raw({"callflow": [HANGUP]})])
    return Post(VCA=lambda _: next(answers, RawReply()))


async def ran(there: Client) -> LiveSession:
    created = (await there.send("callflows", MENU)).data["sessionId"]
    await there.over(created)
    return there.emulation.house.sessions[created]


def test_each_recording_is_told_of_when_its_bridge_ends() -> None:
    async def work(there: Client) -> None:
        await there.register("VCA", "VCS", "VSS", "VRU")
        session = await ran(there)
        listed = (await there.get(f"recordings/{session.id}")).data["recordings"]
        told = [one for one in session.deliveries if one.type == "VRU"]
        assert [one.body["payload"] for one in told] == [
            {
                "sessionId": session.id,
                "recordingId": one["recordingId"],
                "durationSeconds": one["duration"],
                "filePath": f"/{session.id}/{one['recordingId']}.wav",
                "status": "UPLOAD_COMPLETED",
            }
            for one in listed
        ]
        assert len(told) == 2
        assert {key: told[0].body[key] for key in ("namespace", "eventType", "description")} == {
            "namespace": "VOICE",
            "eventType": "CALL_RECORDING_STATUS",
            "description": "Call recording status updated",
        }
        kinds = [one.type for one in session.deliveries]
        assert kinds[kinds.index("VRU") - 1] == "VCS"
        assert kinds[-1] == "VSS"
        assert [one.body for one in session.deliveries if one.type != "VRU"] == [
            one.body for one in session.result.webhooks
        ]
        assert [header for kind, _, header in there.post.sent if kind == "VRU"] == ["Bearer of-VRU"] * 2

    async def without(there: Client) -> None:
        await there.register("VCA", "VRU")
        assert [one.type for one in (await ran(there)).deliveries] == ["VCA"] * 2

    asked(work, post=bridges(2))
    asked(without, post=bridges(1, recording=False))


def test_a_recording_is_told_of_once_over_a_restart() -> None:
    async def work() -> None:
        journal, post = MemoryJournal(), bridges(1)
        there = client(post=post, speed=1.0)
        there.emulation.turn(paused=True)
        keep(there.emulation, journal)
        await there.register("VCA", "VRU")
        created = (await there.send("callflows", MENU)).data["sessionId"]
        for _ in range(12):
            there.emulation.move(10_000)
            await settle()
        assert [kind for kind, _, _ in post.sent] == ["VCA", "VRU", "VCA"]
        again = client(post=post, speed=1.0)
        keep(again.emulation, journal)
        await settle()
        assert [kind for kind, _, _ in post.sent] == ["VCA", "VRU", "VCA"]
        kept = again.emulation.house.sessions[created].deliveries
        assert [one.type for one in kept] == ["VCA", "VRU", "VCA"]
        for one in (there, again):
            await one.emulation.close()

    running(work())


def test_the_numbers_of_an_account_are_told_of_on_demand() -> None:
    async def work(there: Client) -> None:
        await there.register("VNU")
        came = (await there.send("/_sim/numbers")).data
        (kind, body, header) = there.post.sent[0]
        assert (kind, header, came["httpStatus"], came["body"]) == ("VNU", "Bearer of-VNU", 200, body)
        payload = body["payload"]
        assert (body["eventType"], payload["updateEventType"]) == ("VIRTUAL_NUMBER_UPDATE", "SNAPSHOT")
        assert [one["msisdn"] for one in payload["virtualNumbers"]] == ["6562345678", "6561110000", "6561110001"]
        assert (payload["totalNumbers"], payload["subAccountId"]) == (3, "acme")
        last = payload["virtualNumbers"][-1]
        assert (last["rentalPrice"], last["operationalStatus"], last["updateStatus"]) == (12.5, "Expiring", "NO_CHANGE")
        assert set(last) >= {"updatedTimestamp", "countryCode", "referenceId", "numberHealthCheckEnabled"}
        given = {"subAccountId": "acme", "updateEventType": "UPDATES", "numbers": ["+6561110000"]}
        came = (await there.send("/_sim/numbers", given)).data
        (one,) = came["body"]["payload"]["virtualNumbers"]
        assert (one["msisdn"], one["referenceId"], one["updateStatus"]) == ("6561110000", "ref-1", "UPDATED")
        lines = [as_text(one) for one in there.emulation.events.since(0) if one.kind == "webhook"]
        assert all("numbers   " in line and "VNU to http://127.0.0.1:9/VNU -> 200" in line for line in lines)
        assert not there.emulation.house._outboxes  # nothing of it is on its way any more

    asked(work, accounts=(NUMBERS,))


@pytest.mark.parametrize(
    ("given", "status", "said"),
    [
        ({"subAccountId": "nobody"}, 404, "SubAccount not found by Id : nobody"),
        ({"updateEventType": "ALL"}, 422, '`updateEventType` is "ALL", expected SNAPSHOT or UPDATES'),
        ({"numbers": "+6561110000"}, 422, "expected a list of texts"),
        ({"numbers": ["+6599999999"]}, 422, "is none of the numbers of the account file"),
        ({"more": 1}, 422, "`more` is not known here"),
    ],
)
def test_a_vnu_that_cannot_be_sent_is_refused(given: dict[str, Any], status: int, said: str) -> None:
    async def work(there: Client) -> None:
        assert (await there.send("/_sim/numbers")).status == 409
        await there.register("VNU")
        came = await there.send("/_sim/numbers", given)
        assert (came.status, said in came.data["statusMessage"]) == (status, True), came.data
        assert there.post.sent == []

    asked(work, accounts=(NUMBERS,))


def test_a_vnu_behind_another_is_sent_in_its_turn_and_nothing_is_kept_then() -> None:
    async def work(there: Client) -> None:
        await there.register("VNU")
        there.post.gates["VNU"] = asyncio.Event()
        sending = [asyncio.ensure_future(there.send("/_sim/numbers")) for _ in range(2)]
        await settle()
        (outbox,) = there.emulation.house._outboxes.values()
        assert not outbox.idle
        there.post.gates["VNU"].set()
        assert [(await one).data["done"] for one in sending] == [True, True]
        assert not there.emulation.house._outboxes
        assert len(there.post.sent) == 2

    asked(work, accounts=(NUMBERS,))


def test_who_waits_for_a_vnu_is_let_go_at_a_reset() -> None:
    async def work(there: Client) -> None:
        await there.register("VNU")
        there.post.gates["VNU"] = asyncio.Event()
        sending = asyncio.ensure_future(there.send("/_sim/numbers"))
        await settle()
        await there.send("/_sim/reset")
        assert (await sending).data["done"] is False

    asked(work, accounts=(NUMBERS,))
