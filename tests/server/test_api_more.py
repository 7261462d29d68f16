"""Recordings, the configuration for pushing them, exports, and the old dialect."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import pytest

from simulator.engine.answer import RawReply
from simulator.model.account import Account
from simulator.model.assumptions import Assumptions
from simulator.server.exports import COLUMNS, _safe
from tests.exploring._flows import HANGUP, dial
from tests.server._client import asked
from tests.server._house import MENU, Post, raw, settle

if TYPE_CHECKING:
    from tests.server._client import Client

OTHER = "/api/v1/subaccounts/other"


def bridging(recording: bool) -> Post:
    second = {"action": "makeCall", "params": {**dial("+6580000001")["params"], "callRecording": recording}}
    answers = iter([raw({"callflow": [second]}), raw({"callflow": [HANGUP]})])
    return Post(VCA=lambda _: next(answers, RawReply()))


async def ran(there: Client) -> str:
    await there.register("VCA")
    session: str = (await there.send("callflows", MENU)).data["sessionId"]
    await there.over(session)
    return session


def test_each_bridge_that_asks_for_it_is_recorded() -> None:
    async def work(there: Client) -> None:
        session = await ran(there)
        came = (await there.get(f"recordings/{session}")).data
        (one,) = came["recordings"]
        assert (came["statusCode"], came["statusMessage"]) == (0, "ok")
        assert (one["sessionId"], one["subAccountId"], one["status"]) == (session, "acme", "UPLOAD_COMPLETED")
        assert one["duration"] == 20
        assert one["startRecordingTime"].startswith("2026-01-05T09:")
        assert (await there.get(f"{OTHER}/recordings/{session}")).status == 404
        assert (await there.get("recordings/nothing")).status == 404

    async def without(there: Client) -> None:
        assert (await there.get(f"recordings/{await ran(there)}")).data["recordings"] == []

    asked(work, post=bridging(True))
    asked(without, post=bridging(False))


def test_a_recording_spells_its_session_as_the_account_says() -> None:
    async def work(there: Client) -> None:
        session = await ran(there)
        (one,) = (await there.get(f"recordings/{session}")).data["recordings"]
        assert (one["sessionid"], "sessionId" in one) == (session, False)

    settings = Assumptions(recording_session_field="sessionid")
    asked(work, post=bridging(True), accounts=(Account("acme", assumptions=settings),))


def test_a_bridge_that_lasts_is_still_recorded() -> None:
    async def work(there: Client) -> None:
        there.emulation.turn(speed=1.0, paused=True)
        await there.register("VCA")
        session = (await there.send("callflows", MENU)).data["sessionId"]
        for ms in (120_000, 7000, 4000):
            await settle()
            there.emulation.move(ms)
        await settle()
        (one,) = (await there.get(f"recordings/{session}")).data["recordings"]
        assert one["status"] == "PROCESSING"

    asked(work, post=bridging(True))


def test_where_recordings_are_pushed_to_is_kept_without_showing_the_password() -> None:
    async def work(there: Client) -> None:
        assert (await there.get("recording-push-config")).status == 404
        body = {"protocol": "ftp", "host": "h.test", "port": 22, "username": "u", "password": "secret", "path": "/p"}
        came = await there.send("recording-push-config", body)
        shown = {
            "subAccountId": "acme", "protocol": "ftp", "host": "h.test", "port": 22, "username": "u", "path": "/p",
            "passwordSet": True, "statusCode": 0, "statusMessage": "ok",
        }  # fmt: skip
        assert (came.status, came.data) == (200, shown)
        assert (await there.get("recording-push-config")).data == shown
        assert (await there.ask("DELETE", "recording-push-config")).data == {**shown, "delete": True}
        assert (await there.ask("DELETE", "recording-push-config")).status == 404
        came = await there.send("recording-push-config", {"protocol": "S3", "host": "bucket"})
        assert (came.data["port"], came.data["passwordSet"]) == (None, False)

    asked(work)


@pytest.mark.parametrize("body", [b"x", {}, {"protocol": "S3"}, {"protocol": "S3", "host": "h", "port": 0}])
def test_a_configuration_that_cannot_be_used_is_refused(body: Any) -> None:
    async def work(there: Client) -> None:
        came = await there.send("recording-push-config", body)
        assert (came.status, came.data["statusCode"]) == (422, "1001")

    asked(work)


def test_calls_are_exported_as_a_file_with_a_row_for_each_leg() -> None:
    async def work(there: Client) -> None:
        session = await ran(there)
        made = await there.send("messages/exports", {"from": "2026-01-05", "to": "2026-01-06T00:00:00+01:00"})
        assert made.status == 202
        job = made.data["jobId"]
        came = (await there.get(f"messages/exports/{job}")).data
        assert (came["status"], came["expires"][:10]) == ("succeeded", "2026-02-04")
        link = came["data"][0]
        assert link.startswith("http://127.0.0.1:8088/_sim/exports/")
        file = await there.get(link.removeprefix("http://127.0.0.1:8088"))
        assert file.headers["content-type"] == "text/csv; charset=utf-8"
        text = file.raw.decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text)))
        assert text.splitlines()[0] == ",".join(COLUMNS)
        assert [(row["SessionId"], row["DestinationEndpoint"], row["CallStatus"]) for row in rows] == [
            (session, "6591234567", "COMPLETED"),
            (session, "6580000001", "COMPLETED"),
        ]
        assert (rows[1]["DurationInSec"], rows[0]["Direction"], rows[0]["UnitPrice"]) == ("20", "OUTBOUND", "")
        one = await there.send("messages/exports", {"limit": 1})
        assert (await there.get(f"messages/exports/{one.data['jobId']}")).data["status"] == "succeeded"
        assert (await there.ask("DELETE", f"messages/exports/{job}")).status == 204
        gone = await there.get(f"messages/exports/{job}")
        assert (gone.status, gone.data["code"], gone.data["message"]) == (404, 4018, "Invalid jobId")
        assert (await there.ask("DELETE", f"messages/exports/{job}")).status == 404
        assert (await there.get("/_sim/exports/nothing")).status == 404

    asked(work, post=bridging(True))


def test_an_export_without_a_call_is_empty() -> None:
    async def work(there: Client) -> None:
        await ran(there)
        for body in ({"to": "2025-12-31"}, {"from": "2026-06-01"}):
            job = (await there.send("messages/exports", body)).data["jobId"]
            assert (await there.get(f"messages/exports/{job}")).data == {"status": "empty"}
        job = (await there.send(f"{OTHER}/messages/exports")).data["jobId"]
        assert (await there.get(f"{OTHER}/messages/exports/{job}")).data == {"status": "empty"}
        assert (await there.get(f"messages/exports/{job}")).status == 404

    asked(work)


@pytest.mark.parametrize("body", [b"x", {"from": "yesterday"}, {"limit": -1}, {"limit": "1"}, {"to": 5}])
def test_an_export_that_cannot_be_is_refused(body: Any) -> None:
    async def work(there: Client) -> None:
        came = await there.send("messages/exports", body)
        assert (came.status, set(came.data)) == (422, {"code", "message", "errorId", "timestamp"})

    asked(work)


def test_no_text_of_an_export_is_a_formula() -> None:
    assert [_safe(value) for value in ("=1+1", "@x", "plain", 7)] == ["'=1+1", "'@x", "plain", 7]


OLD = {
    "callflow": [
        {
            "action": "say",
            "params": {
                "text": "Hello.", "voiceProfile": "en-GB-Emma", "source": "+6562345678", "destination": "+6591234567",
            },
        }
    ],
    "clientRequestId": "mine",
}  # fmt: skip


@pytest.mark.parametrize("path", ["calls", "/api/v1/acme/calls"])
def test_the_old_dialect_is_spoken_where_the_account_says_so(path: str) -> None:
    async def work(there: Client) -> None:
        came = await there.send(path, OLD)
        assert came.status == 200
        assert set(came.data) == {"uid", "status", "destination", "clientRequestId"}
        assert (came.data["status"], came.data["clientRequestId"]) == ("CREATED", "mine")
        await there.over(came.data["uid"])
        refused = await there.send(path, {"callflow": []})
        assert (refused.status, refused.data["sessionStatus"]) == (400, "NOT_CREATED")

    async def today(there: Client) -> None:
        came = await there.send(path, OLD)
        assert (came.status, came.data["sessionStatus"]) == (404, "NOT_CREATED")

    asked(work, accounts=(Account(sub_account_id="acme", dialect="v1.1"),))
    asked(today)
