"""Requests that a tester of APIs finds: each is refused, none is a fault of the server."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.server._client import asked
from tests.server._house import settle

if TYPE_CHECKING:
    from tests.server._client import Client

LONG = "9" * 5000
DEEP: Any = json.loads("[" * 300 + "]" * 300)
SPEEDS = ["9" * 400, "1e308", "1000001", "-9e99", "true"]


@pytest.mark.parametrize("path", [f"/_sim/sessions?limit={LONG}", f"/_sim/events?since={LONG}", "/_sim/events?since=²"])
def test_a_number_has_an_end(path: str) -> None:
    async def work(there: Client) -> None:
        came = await there.get(path)
        assert (came.status, "expected a whole number" in came.data["statusMessage"]) == (422, True)

    asked(work)


def test_an_event_that_was_seen_is_a_number() -> None:
    async def work(there: Client) -> None:
        assert (await there.get("/_sim/events", headers={"last-event-id": LONG})).status == 422

    asked(work)


@pytest.mark.parametrize("speed", SPEEDS)
def test_a_speed_has_an_end(speed: str) -> None:
    async def work(there: Client) -> None:
        came = await there.send("/_sim/clock", b'{"speed": %s}' % speed.encode())
        assert (came.status, "at most 1000000" in came.data["statusMessage"]) == (422, True)

    asked(work)


def test_the_clock_does_not_leave_what_a_date_can_be() -> None:
    async def work(there: Client) -> None:
        await there.send("/_sim/clock", {"speed": 1_000_000})
        there.emulation.real.now += 1e9  # type: ignore[attr-defined]
        assert (await there.get("/_sim/clock")).data["now"] == "5000-01-01T00:00:00.000Z"
        came = await there.send("/_sim/clock", {"advance": 1})
        assert (came.status, "the year 5000" in came.data["statusMessage"]) == (422, True)
        assert (await there.send("messages/exports")).status == 202
        await there.send("/_sim/reset")
        assert (await there.get("/_sim/clock")).data["now"] == "2026-01-05T09:00:00.000Z"

    asked(work)


def test_faults_are_not_nested_without_end() -> None:
    async def work(there: Client) -> None:
        came = await there.send("/_sim/faults", {"faults": [DEEP]})
        assert (came.status, "nested too deep" in came.data["statusMessage"]) == (422, True)
        assert (await there.send("callflows", {"callflow": DEEP})).status == 400

    asked(work)


@pytest.mark.parametrize("name", ["type", "url", "httpAuthHeader"])
def test_half_a_character_is_no_text(name: str) -> None:
    async def work(there: Client) -> None:
        given = {"type": "VSS", "url": "http://127.0.0.1/", "httpAuthHeader": "x"}
        given[name] += "\ud800"
        assert (await there.send("webhooks", given)).status == 422
        hint = there.emulation.events.since(0)[0].data["what"]
        assert f"`{name}` has half a character" in hint
        await settle()

    asked(work)
