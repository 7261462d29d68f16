"""The platform's operations: what they answer, in which envelope, and to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from simulator.model.account import Account
from simulator.model.assumptions import Assumptions
from simulator.networks.scripted import Fault
from simulator.server.emulation import ServerLimits
from tests.exploring._flows import say
from tests.server._client import BASE, asked
from tests.server._house import MENU

if TYPE_CHECKING:
    from tests.server._client import Client

ACME = Account(
    sub_account_id="acme",
    voice_profiles=("en-GB-Emma", "fr-FR-Denise"),
    caller_ids=("+6562345678",),
    virtual_numbers={"+6560000001": "ref-1"},
    numbers=({"msisdn": "+6560000001", "rentalPrice": 1.5}, {"msisdn": "6560000002", "operationalStatus": "Expiring"}),
)


def test_a_call_flow_is_accepted_runs_and_is_told_of() -> None:
    async def work(there: Client) -> None:
        await there.register()
        came = await there.send("callflows", {**MENU, "validUntil": "2027-01-13T08:26:58.000Z"})
        assert came.status == 200
        assert came.headers["content-type"] == "application/json"
        assert list(came.data) == [
            "sessionId", "sessionStatus", "callFlowRequestId", "validUntil", "statusCode", "statusMessage",
        ]  # fmt: skip
        assert (came.data["sessionStatus"], came.data["statusCode"], came.data["statusMessage"]) == (
            "CREATED",
            1,
            "Created",
        )
        await there.over(came.data["sessionId"])
        assert there.post.kinds[-1] == "VSS"
        summary = there.post.sent[-1][1]["payload"]
        assert (summary["sessionId"], summary["subAccountId"]) == (came.data["sessionId"], "acme")

    asked(work)


@pytest.mark.parametrize(
    ("body", "http", "code"),
    [
        (b"{", 400, -1001),
        (b"", 400, -1001),
        (b"\xff", 400, -1001),
        ({"callflow": []}, 400, -1009),
        ({"callflow": [say("x")]}, 422, -1013),
        ({"callflow": [{"action": "dance"}]}, 400, -1007),
    ],
)
def test_a_body_that_is_refused_gets_the_platforms_answer(body: Any, http: int, code: int) -> None:
    async def work(there: Client) -> None:
        came = await there.send("callflows", body)
        assert (came.status, came.data["statusCode"], came.data["sessionStatus"]) == (http, code, "NOT_CREATED")
        assert set(came.data) == {"sessionStatus", "callFlowRequestId", "statusCode", "statusMessage"}
        refused = next(one for one in there.emulation.events.since(0) if one.kind == "refused")
        assert refused.data["findings"][0]["code"] == code
        assert f"[{code}]" in refused.data["frames"]
        assert not there.emulation.house.sessions

    asked(work)


def test_an_injected_error_is_the_answer_once() -> None:
    async def work(there: Client) -> None:
        there.emulation.faults.errors.append(Fault(-9999, "answer"))
        came = await there.send("callflows", MENU)
        assert (came.status, came.data["statusCode"]) == (500, -9999)
        assert (await there.send("callflows", MENU)).status == 200

    asked(work)


def test_more_calls_than_the_limit_are_not_taken() -> None:
    async def work(there: Client) -> None:
        there.emulation.turn(paused=True)
        assert (await there.send("callflows", MENU)).status == 200
        came = await there.send("callflows", MENU)
        assert (came.status, came.data["sessionStatus"]) == (503, "NOT_CREATED")
        assert there.emulation.events.since(0)[-2].data == {"what": "live calls", "most": 1}

    asked(work, limits=ServerLimits(live=1))


def test_without_a_registered_vca_the_list_ends_the_call() -> None:
    async def work(there: Client) -> None:
        await there.register("VSS")
        await there.over((await there.send("callflows", MENU)).data["sessionId"])
        assert there.post.kinds == ["VSS"]

    asked(work)


def test_webhooks_are_registered_listed_replaced_and_removed() -> None:
    async def work(there: Client) -> None:
        assert (await there.get("webhooks")).data == {
            "subAccountId": "acme", "count": 0, "webhooks": [], "statusCode": 0, "statusMessage": "ok",
        }  # fmt: skip
        await there.send("webhooks", {"type": "VSS", "url": "http://localhost:1/a", "httpAuthHeader": "Basic x"})
        came = await there.send("webhooks", {"type": "VSS", "url": "http://localhost:1/b", "active": False})
        one = {"type": "VSS", "url": "http://localhost:1/b", "enabled": False, "httpAuthHeaderAvailable": False}
        assert (came.status, came.data["webhooks"], came.data["count"]) == (200, [one], 1)
        came = await there.ask("DELETE", "webhooks/VSS")
        assert came.data == {"subAccountId": "acme", **one, "statusCode": 0, "statusMessage": "deleted"}
        came = await there.ask("DELETE", "webhooks/VSS")
        assert (came.status, set(came.data)) == (404, {"errorId", "statusCode", "statusMessage", "timestamp"})

    asked(work)


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"nothing", "no JSON"),
        (b"[1]", "expected an object"),
        (b'{"type": "VSS", "type": "VCS"}', "twice"),
        (b'{"type": NaN}', "NaN is no value of JSON"),
        ({"type": "VXX", "url": "http://localhost/"}, '"VXX" is not known'),
        ({"url": "http://localhost/"}, "`type` is missing"),
        ({"type": "VSS"}, "`url` is missing"),
        ({"type": "VSS", "url": 7}, "`url` is no text"),
        ({"type": "VSS", "url": "ftp://localhost/"}, "no address"),
        ({"type": "VSS", "url": "http://localhost/", "enabled": "yes"}, "neither true nor false"),
        ({"type": "VSS", "url": "http://localhost/", "enabled": True, "active": {}}, "`active` is neither"),
        ({"type": "VSS", "url": "http://localhost/", "active": False, "enabled": 0}, "`enabled` is neither"),
        ({"type": "VSS", "url": "http://192.168.1.5/"}, "--allow 192.168.1.5"),
        ({"type": "VSS", "url": "http://169.254.169.254/latest"}, "--allow 169.254.169.254"),
        ({"type": "VSS", "url": "http://example.com/"}, "--allow example.com"),
    ],
)
def test_a_webhook_that_cannot_be_used_is_refused(body: Any, why: str) -> None:
    async def work(there: Client) -> None:
        came = await there.send("webhooks", body)
        assert (came.status, came.data["statusCode"]) == (422, "1001")
        assert came.data["statusMessage"] == "Invalid JSON request body"
        assert why in there.emulation.events.since(0)[-2].data["what"]
        assert (await there.get("webhooks")).data["count"] == 0

    asked(work)


def test_a_second_webhook_of_a_type_can_be_refused() -> None:
    async def work(there: Client) -> None:
        body = {"type": "VSS", "url": "http://localhost:1/a"}
        assert (await there.send("webhooks", body)).status == 200
        assert (await there.send("webhooks", body)).status == 422

    asked(work, accounts=(Account(assumptions=Assumptions(second_webhook_replaces=False)),))


def test_a_webhook_that_is_not_enabled_is_as_none() -> None:
    async def work(there: Client) -> None:
        await there.send("webhooks", {"type": "VSS", "url": "http://localhost:1/VSS", "enabled": False})
        await there.over((await there.send("callflows", MENU)).data["sessionId"])
        assert there.post.sent == []

    asked(work)


def test_voices_are_those_of_the_account_else_documented_ones() -> None:
    async def work(there: Client) -> None:
        assert (await there.get("speech-profiles")).data["speechProfiles"] == [
            {"speechProfileCode": "en-GB-Emma", "localeCode": "en-GB", "gender": "F"}
            | {"localeDescription": "English (United Kingdom)"},
            {"speechProfileCode": "fr-FR-Denise", "localeCode": "fr-FR", "localeDescription": "fr-FR", "gender": "F"},
        ]

    async def without(there: Client) -> None:
        found = {one["speechProfileCode"]: one for one in (await there.get("speech-profiles")).data["speechProfiles"]}
        assert found["en-US-BenjaminRUS"]["gender"] == "M"
        assert found["generic-en-male"]["localeCode"] == "en"

    asked(work, accounts=(ACME,))
    asked(without)


def test_numbers_are_those_of_the_account() -> None:
    async def work(there: Client) -> None:
        came = (await there.get("numbers")).data
        assert (came["totalNumbers"], came["statusCode"]) == (3, 0)
        assert [(one["rentalPrice"], one["operationalStatus"]) for one in came["numbers"]] == [
            (None, "Active"),
            (1.5, "Active"),
            (None, "Expiring"),
        ]
        assert [(one["msisdn"], one["referenceId"], one["countryCode"]) for one in came["numbers"]] == [
            ("6562345678", "", "SG"),
            ("6560000001", "ref-1", "SG"),
            ("6560000002", "", "SG"),
        ]
        assert came["lastUpdatedAt"] == "2026-01-05T09:00:00.000Z"
        came = (await there.get("numbers/+6560000001")).data
        assert came["payload"] == {"referenceId": "ref-1", "msisdn": "6560000001", "countryCode": "SG"}
        missing = await there.get("numbers/6561111111")
        assert (missing.status, set(missing.data)) == (404, {"statusCode", "statusMessage", "timestamp"})

    asked(work, accounts=(ACME,))


@pytest.mark.parametrize("header", ["", "secret-key", "Basic c2VjcmV0", "Bearer ", "Bearer"])
def test_without_a_key_nobody_is_answered(header: str) -> None:
    async def work(there: Client) -> None:
        for method, path in (("POST", "callflows"), ("GET", "webhooks"), ("GET", "numbers")):
            came = await there.ask(method, path, headers={"authorization": header})
            assert (came.status, came.data["statusMessage"]) == (
                401,
                "Authentication header not found or token invalid",
            )
        body = (await there.send("callflows", MENU, headers={"authorization": header})).data
        assert (body["sessionStatus"], body["statusCode"]) == ("NOT_CREATED", 401)

    asked(work)


def test_of_accounts_that_are_named_no_other_exists() -> None:
    async def work(there: Client) -> None:
        assert (await there.get("webhooks")).status == 200
        came = await there.send("/api/v1/subaccounts/other/callflows", MENU)
        assert (came.status, came.data["statusMessage"]) == (404, "SubAccount not found by Id : other")
        assert (came.data["sessionStatus"], came.data["statusCode"]) == ("NOT_CREATED", 404)

    asked(work, accounts=(ACME, Account(sub_account_id="second")))


@pytest.mark.parametrize("name", ["ab", "a" * 51, "a b", "..", "a%2Fb", "ä" * 5])
def test_an_id_that_is_none_is_no_account(name: str) -> None:
    async def work(there: Client) -> None:
        assert (await there.get(f"/api/v1/subaccounts/{name}/webhooks")).status == 404

    asked(work)


def test_each_account_has_its_own_webhooks_and_calls() -> None:
    async def work(there: Client) -> None:
        await there.register()
        other = "/api/v1/subaccounts/second"
        assert (await there.get(f"{other}/webhooks")).data["count"] == 0
        await there.over((await there.send(f"{other}/callflows", MENU)).data["sessionId"])
        assert there.post.sent == []

    asked(work)


@pytest.mark.parametrize(
    ("method", "path", "allow"),
    [
        ("GET", f"{BASE}/callflows", "POST"),
        ("PUT", f"{BASE}/webhooks", "GET, POST"),
        ("POST", f"{BASE}/webhooks/VSS", "DELETE"),
        ("DELETE", f"{BASE}/numbers", "GET"),
        ("POST", "/_sim/ready", "GET"),
    ],
)
def test_another_method_is_told_which_there_are(method: str, path: str, allow: str) -> None:
    async def work(there: Client) -> None:
        came = await there.ask(method, path)
        assert (came.status, came.headers["allow"]) == (405, allow)

    asked(work)


@pytest.mark.parametrize("path", ["/api/v1", f"{BASE}/", f"{BASE}/../acme/webhooks", "//", "/_sim/../api", "/etc"])
def test_another_path_is_not_found(path: str) -> None:
    async def work(there: Client) -> None:
        came = await there.get(path)
        assert (came.status, came.data) == (404, {"statusCode": 404, "statusMessage": "Not Found"})

    asked(work)


def test_a_body_over_the_limit_is_not_read() -> None:
    async def work(there: Client) -> None:
        for header in ({}, {"content-length": "99999"}):
            came = await there.send("callflows", b"x" * 101, headers=header)
            assert (came.status, came.data["sessionStatus"], came.data["statusCode"]) == (413, "NOT_CREATED", 413)
        assert (await there.send("webhooks", b"x" * 101)).data["statusCode"] == "413"

    asked(work, limits=ServerLimits(body=100))


def test_a_fault_of_ours_is_the_platforms_500(monkeypatch: pytest.MonkeyPatch) -> None:
    from simulator.server.api import post_callflows

    def fails(_: Any, **_more: Any) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr(post_callflows, "prepare", fails)

    async def work(there: Client) -> None:
        came = await there.send("callflows", MENU)
        assert (came.status, came.data["statusMessage"]) == (500, "Internal server error")
        assert there.emulation.events.since(0)[0].data == {"what": "RuntimeError: boom"}

    asked(work)


def test_a_webhook_that_is_not_registered_can_be_deleted_all_the_same() -> None:
    async def work(there: Client) -> None:
        came = await there.ask("DELETE", "webhooks/VCS")
        assert (came.status, came.data) == (
            200,
            {
                "subAccountId": "acme",
                "type": "VCS",
                "url": "",
                "enabled": False,
                "httpAuthHeaderAvailable": False,
                "statusCode": 0,
                "statusMessage": "deleted",
            },
        )
        assert (await there.ask("DELETE", "webhooks/XYZ")).status == 404

    asked(work, accounts=(Account("acme", assumptions=Assumptions(unknown_webhook_deletes="200")),))
