"""Strangers: who asks under another host, from another page, or without a key; and what the app passes over."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

from simulator.model.call.lines import parse_line, rules_of
from simulator.server.api.base.reading import number_of
from simulator.server.console import as_text
from simulator.server.posting.allowed import Allowed
from simulator.server.sending import WebhookSender
from simulator.server.sessions.masking import masked
from simulator.server.sessions.wire import Missed
from tests.exploring._flows import dial, say
from tests.server._client import BASE, asked
from tests.server._house import MENU
from tests.server.test_api import ACME

if TYPE_CHECKING:
    from tests.server._client import Came, Client


@pytest.mark.parametrize(
    ("host", "origin", "status"),
    [
        ("127.0.0.1:8088", "", 200),
        ("localhost", "", 200),
        ("[::1]:8088", "", 200),
        ("mine.test:8088", "", 200),
        ("evil.example", "", 403),
        ("127.0.0.1.evil.example", "", 403),
        ("", "", 403),
        ("127.0.0.1:8088", "http://127.0.0.1:8088", 200),
        ("127.0.0.1:8088", "http://evil.example", 403),
        ("127.0.0.1:8088", "http://127.0.0.1:9999", 403),
        ("127.0.0.1:8088", "null", 403),
    ],
)
def test_other_hosts_and_pages_of_other_origins_are_refused(host: str, origin: str, status: int) -> None:
    async def work(there: Client) -> None:
        there.app.names = ("mine.test",)
        body = {"type": "VSS", "url": "http://localhost:1/"}
        came = await there.send("webhooks", body, headers={"host": host, "origin": origin})
        assert came.status == status

    asked(work)


def test_a_page_of_another_site_may_not_post_without_an_origin_either() -> None:
    async def work(there: Client) -> None:
        assert (await there.send("callflows", MENU, headers={"sec-fetch-site": "cross-site"})).status == 403
        assert (await there.get("webhooks", headers={"sec-fetch-site": "cross-site"})).status == 200

    asked(work)


def test_the_key_of_the_server_is_asked_everywhere() -> None:
    async def work(there: Client) -> None:
        right = {"authorization": "Bearer of the house"}
        for path in ("/_sim/ready", "webhooks"):
            assert (await there.get(path)).status == 401
            assert (await there.get(path, headers=right)).status == 200

    asked(work, api_key="of the house")


def test_keys_and_headers_are_in_no_event() -> None:
    async def work(there: Client) -> None:
        await there.register()
        await there.over((await there.send("callflows", MENU)).data["sessionId"])
        told = json.dumps([one.data for one in there.emulation.events.since(0)])
        assert "secret-key" not in told
        assert "of-VCA" not in told

    asked(work)


def test_only_a_key_of_the_account_is_taken_where_it_names_any() -> None:
    async def work(there: Client) -> None:
        assert (await there.get("webhooks")).status == 401
        assert (await there.get("webhooks", headers={"authorization": "Bearer two"})).status == 200
        assert (await there.get("webhooks", headers={"authorization": "Bearer twö"})).status == 401

    asked(work, accounts=(evolve(ACME, api_keys=("one", "two")),))


def test_the_lines_of_the_server_count_before_those_of_the_account() -> None:
    async def work(there: Client) -> None:
        session = (await there.send("callflows", MENU)).data["sessionId"]
        await there.over(session)
        assert there.emulation.house.sessions[session].status == "BUSY"

    account = evolve(ACME, lines=rules_of({"*": "answered:2s keys=1,2"}))
    asked(work, accounts=(account,), lines=[parse_line("+65*=busy")])


def test_a_line_presses_keys() -> None:
    async def work(there: Client) -> None:
        await there.register("VCA")
        session = (await there.send("callflows", MENU)).data["sessionId"]
        await there.over(session)
        assert there.post.sent[0][1]["payload"]["dtmf"] == "2"

    asked(work, accounts=(evolve(ACME, lines=rules_of({"+65*": "answered:2s keys=1,2"})),))


def test_the_same_seed_gives_the_same_ids() -> None:
    found: list[Came] = []

    async def work(there: Client) -> None:
        found.append(await there.send("callflows", MENU))

    for seed in (7, 7, None):
        asked(work, seed=seed)
    assert found[0].data == found[1].data
    assert found[0].data["sessionId"] != found[2].data["sessionId"]


def test_a_call_flow_that_a_name_stands_for_may_be_begun() -> None:
    stored = json.dumps({"callflow": [dial(), say("Hello.")]})

    async def work(there: Client) -> None:
        body = {"callflow": [{"action": "executeScenario", "params": {"scenarioName": "greet"}}]}
        came = await there.send("callflows", body)
        assert came.status == 200
        await there.over(came.data["sessionId"])

    asked(work, accounts=(evolve(ACME, scenarios={"greet": stored}),))


def test_numbers_of_a_body_are_whole_and_in_range() -> None:
    from simulator.errors import UsageError

    assert number_of({"ms": None}, "ms", 0, 9, default=3) == 3
    for wrong in (True, 1.5, "1", 10, None):
        with pytest.raises(UsageError, match="expected a whole number from 0 to 9"):
            number_of({"ms": wrong}, "ms", 0, 9)


def test_what_is_no_request_is_passed_over_and_a_client_that_leaves_is_let_go() -> None:
    async def work(there: Client) -> None:
        async def gone() -> Any:
            return {"type": "http.disconnect"}

        async def nothing(_: Any) -> None:
            raise AssertionError("nobody is answered")

        await there.app({"type": "lifespan"}, gone, nothing)
        headers = [(b"host", b"localhost"), (b"authorization", b"Bearer x")]
        scope = {"type": "http", "method": "POST", "path": f"{BASE}/callflows", "query_string": b"", "headers": headers}
        await there.app(scope, gone, nothing)

    asked(work)


def test_a_webhook_that_nobody_takes_is_told_and_a_limit_too() -> None:
    async def work(there: Client) -> None:
        came = await WebhookSender(Allowed())("http://127.0.0.1:9/", b"{}", "Bearer x", timeout_ms=2000, limit=10)
        assert isinstance(came, Missed)
        assert not came.late
        there.emulation.events.add("limit", what="live calls", most=1)
        there.emulation.events.add("reset")
        lines = [as_text(one) for one in there.emulation.events.since(0)]
        assert [line.partition("  ")[2] for line in lines] == ["limit reached: live calls, at most 1", "reset"]

    asked(work)


@pytest.mark.parametrize(
    "said", ["Bearer s3cret-token", "s3cret-token", 'Digest username="bob", response="s3cret-token", opaque="x"']
)
def test_each_secret_of_a_header_is_masked_where_it_is_said_back(said: str) -> None:
    assert "s3cret" not in masked(f"you sent {said}, and s3cret-token", [said, None])
