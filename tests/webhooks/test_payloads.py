"""Every field of every payload that the platform sends, and when it sends it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

from simulator.model.account import Account
from simulator.model.assumptions import Assumptions
from simulator.model.call.outcome import LegOutcome, Unusable
from simulator.networks.scripted import Fault
from tests.engine.calls import (
    AGENT,
    BRIDGE,
    CALLEE,
    DIAL,
    HANGUP,
    SOURCE,
    Exact,
    Replies,
    capture,
    run,
    say,
    summary_of,
)

if TYPE_CHECKING:
    from simulator.running.result import CallResult

LEGS = (LegOutcome(after=2000), LegOutcome(after=3000, talks=4000))
MENU = capture(max_digits=2, dtmf_callback_url="https://example.com/dtmf")
ACCOUNT = Account(sub_account_id="shop_1", virtual_numbers={"6562345678": "ref-1"})
CALL_FIELDS = {
    "eventId", "callId", "sessionId", "subAccountId", "callStatus", "callDirection", "callType", "source",
    "destination", "sourceFormat", "destinationFormat", "sourceCountryCode", "destinationCountryCode",
    "callDuration", "sipCode", "timestamp",
}  # fmt: skip
LEG_FIELDS = {
    "callId", "callDirection", "callType", "initiatedTimestamp", "disconnectedTimestamp", "source", "destination",
    "sourceFormat", "destinationFormat", "sourceCountryCode", "destinationCountryCode", "callStatus", "callDuration",
}  # fmt: skip
CONNECTED = {"connectedTimestamp", "callQuality"}
SUMMARY_FIELDS = {
    "sessionId", "subAccountId", "sessionStatus", "startTime", "endTime", "lastAction", "callCount", "details",
}  # fmt: skip


def booking(**more: Any) -> CallResult:
    """Two captures, a bridge and a hangup, with a webhook that is asked once."""
    more = {"account": ACCOUNT, "legs": LEGS, "responder": Replies([[MENU, BRIDGE, HANGUP]], ("menu",)), **more}
    return run([DIAL, MENU, say(400)], {1: [(500, "1"), (700, "2")], 2: [(1500, "3"), (1600, "#")]}, **more)


def bodies(result: CallResult, kind: str) -> list[dict[str, Any]]:
    return [hook.body for hook in result.webhooks if hook.type == kind]


def payloads(result: CallResult, kind: str) -> list[dict[str, Any]]:
    return [body["payload"] for body in bodies(result, kind)]


def test_vca_has_every_field() -> None:
    (first, *_) = bodies(booking(), "VCA")
    payload = first.pop("payload")
    assert first == {
        "namespace": "VOICE", "eventType": "CALL_ACTION", "description": "Action request of a call",
    }  # fmt: skip
    assert set(payload) == CALL_FIELDS | {"sourceRefId", "eventData", "dtmf"}
    ids = {name: payload.pop(name) for name in ("eventId", "callId", "sessionId")}
    assert len(set(ids.values())) == 3
    assert payload == {
        "subAccountId": "shop_1", "callStatus": "ACTION_COMPLETED", "callDirection": "OUTBOUND", "callType": "PSTN",
        "source": SOURCE, "destination": CALLEE, "sourceFormat": "MSISDN", "destinationFormat": "MSISDN",
        "sourceCountryCode": "SG", "destinationCountryCode": "SG", "sourceRefId": "ref-1", "callDuration": 0,
        "sipCode": 200, "timestamp": "2026-01-05T09:00:03.100Z", "eventData": {"dtmf": "12"}, "dtmf": "12",
    }  # fmt: skip


def test_vcs_tells_each_change_of_a_leg() -> None:
    result = booking()
    found = [
        (body["callStatus"], body["callDuration"], body["sipCode"], body["timestamp"][17:-1])
        for body in payloads(result, "VCS")
    ]
    assert found == [
        ("CALL_INITIATED", 0, 180, "00.000"),
        ("CALL_CONNECTED", 0, 200, "02.000"),
        ("DTMF_RECEIVED", 1, 200, "02.700"),
        ("DTMF_RECEIVED", 3, 200, "04.700"),
        ("CALL_INITIATED", 0, 180, "04.700"),
        ("CALL_CONNECTED", 0, 200, "07.700"),
        ("CALL_UPDATED", 6, 200, "07.700"),
        ("CALL_UPDATED", 0, 200, "07.700"),
        ("CALL_DISCONNECTED", 4, 200, "11.700"),
        ("CALL_DISCONNECTED", 10, 200, "11.700"),
    ]
    for body in bodies(result, "VCS"):
        more = {"eventData", "dtmf"} if body["payload"]["callStatus"] == "DTMF_RECEIVED" else set()
        assert set(body["payload"]) == CALL_FIELDS | {"sourceRefId"} | more
        assert {name: body[name] for name in body if name != "payload"} == {
            "namespace": "VOICE", "eventType": "CALL_STATUS", "description": "Status update of a call",
        }  # fmt: skip


def test_vcs_says_of_which_leg_it_speaks() -> None:
    found = payloads(booking(), "VCS")
    leg_a, leg_b = found[0]["callId"], found[4]["callId"]
    assert [body["callId"] for body in found] == [
        leg_a, leg_a, leg_a, leg_a, leg_b, leg_b, leg_a, leg_b, leg_b, leg_a,
    ]  # fmt: skip
    assert {body["callId"]: body["destination"] for body in found} == {leg_a: CALLEE, leg_b: AGENT}


def test_a_capture_without_digits_is_no_dtmf_received() -> None:
    result = run([DIAL, capture(no_of_tries=1, overall_timeout=100)])
    assert "DTMF_RECEIVED" not in [body["callStatus"] for body in payloads(result, "VCS")]
    assert bodies(result, "DTMF") == []


@pytest.mark.parametrize(("leg", "sip"), [("busy", 486), ("noAnswer", 480), ("canceled", 487), ("failed", 503),
                                          ("failed:404", 404)])  # fmt: skip
def test_a_leg_that_was_not_connected_disconnects_with_its_sip_code(leg: str, sip: int) -> None:
    found = [(body["callStatus"], body["sipCode"]) for body in payloads(run([DIAL], legs=[leg]), "VCS")]
    assert found == [("CALL_INITIATED", 180), ("CALL_DISCONNECTED", sip)]


def test_an_inbound_leg_is_received() -> None:
    result = run([], kind="inbound", responder=Replies([[say(700), HANGUP]]), account=ACCOUNT)
    found = payloads(result, "VCS")
    assert [body["callStatus"] for body in found] == ["CALL_RECEIVED", "CALL_CONNECTED", "CALL_DISCONNECTED"]
    assert {body["callDirection"] for body in found} == {"INBOUND"}
    (vca,) = payloads(result, "VCA")
    assert (vca["callStatus"], vca["callDirection"]) == ("CALL_RECEIVED", "INBOUND")
    assert not {"eventData", "dtmf"} & vca.keys()
    assert (vca["source"], vca["destination"], vca["destinationRefId"]) == (CALLEE, SOURCE, "ref-1")
    assert summary_of(result)["details"]["callA"]["callDirection"] == "INBOUND"


def test_vss_has_every_field() -> None:
    (summary,) = bodies(booking(client_request_id="order 66"), "VSS")
    payload = summary.pop("payload")
    assert summary == {
        "namespace": "VOICE", "eventType": "SESSION_SUMMARY", "description": "Summary of a completed call session",
        "version": 5,
    }  # fmt: skip
    assert set(payload) == SUMMARY_FIELDS | {"clientRequestId"}
    assert payload["clientRequestId"] == "order 66"
    assert (payload["sessionStatus"], payload["lastAction"], payload["callCount"]) == ("COMPLETED", "HANGUP", 2)
    assert (payload["startTime"], payload["endTime"]) == ("2026-01-05T09:00:00Z", "2026-01-05T09:00:12Z")
    legs = payload["details"]
    assert list(legs) == ["callA", "callB"]
    for leg in legs.values():
        assert set(leg) == LEG_FIELDS | CONNECTED | {"sourceRefId"}
        assert leg["callQuality"] == {"mos": 4.5, "packetLossRate": 0, "jitter": 20}
        assert (leg["callStatus"], leg["callType"], leg["callDirection"]) == ("COMPLETED", "PSTN", "OUTBOUND")
    assert (legs["callB"]["destination"], legs["callB"]["destinationCountryCode"]) == (AGENT, "FR")


def test_vss_of_a_leg_that_was_never_connected_leaves_out_what_it_never_had() -> None:
    payload = summary_of(run([DIAL], legs=["busy"], account=ACCOUNT))
    assert set(payload) == SUMMARY_FIELDS
    assert set(payload["details"]["callA"]) == LEG_FIELDS | {"sourceRefId"}
    assert payload["details"]["callA"]["callDuration"] == 0


def test_vss_of_an_error_has_its_details() -> None:
    result = run([DIAL, say(100)], responder=Replies([Unusable(-2003, "why", -1017, "MAKE_CALL")]))
    assert summary_of(result)["errorDetails"] == {
        "errorMsg": "The call flow provided is invalid",
        "errorCode": -2003,
        "callFlowRequestId": result.facts.request_id,
        "action": "SAY",
    }
    assert summary_of(run([DIAL], faults=[Fault(-2001)]))["errorDetails"].keys() == {"errorMsg", "errorCode"}


@pytest.mark.parametrize("code", [-2008, -2009])
def test_vss_of_another_error_names_neither_request_nor_action(code: int) -> None:
    result = run([DIAL], responder=Replies([Unusable(code, "why", -1014, "MAKE_CALL")]))
    assert summary_of(result)["errorDetails"].keys() == {"errorMsg", "errorCode"}


def test_vss_of_a_first_answer_that_cannot_be_used_names_no_action() -> None:
    result = run([], kind="inbound", responder=Replies([Unusable(-2003, "why")]))
    summary = summary_of(result)
    assert summary["lastAction"] is None
    assert summary["errorDetails"].keys() == {"errorMsg", "errorCode", "callFlowRequestId"}


@pytest.mark.parametrize("form", ["both", "object", "string", "flat"])
def test_a_call_that_comes_in_is_asked_without_digits_in_every_form(form: str) -> None:
    account = Account(assumptions=Assumptions(digits_field=form))  # type: ignore[arg-type]
    result = run([], kind="inbound", responder=Replies([[say(700)], [HANGUP]]), account=account)
    first, then = payloads(result, "VCA")
    assert not {"eventData", "dtmf"} & first.keys()
    assert {"eventData", "dtmf"} & then.keys()
    assert (first["callStatus"], then["callStatus"]) == ("CALL_RECEIVED", "ACTION_COMPLETED")


@pytest.mark.parametrize("connected", [0, 499, 500, 999])
@pytest.mark.parametrize("talked", [0, 1, 499, 500, 501, 1499, 1500, 60_000])
def test_durations_agree_with_timestamps(connected: int, talked: int) -> None:
    result = run([DIAL, say(70_000)], Exact(hangups=(talked,)), legs=[LegOutcome(after=connected)])
    leg = summary_of(result)["details"]["callA"]
    exact = [datetime.fromisoformat(body["timestamp"]) for body in payloads(result, "VCS")]
    seconds = (exact[-1] - exact[1]).total_seconds()
    assert leg["callDuration"] == int(seconds + 0.5) == payloads(result, "VCS")[-1]["callDuration"]
    whole = [datetime.fromisoformat(leg[name]) for name in ("connectedTimestamp", "disconnectedTimestamp")]
    assert abs((whole[1] - whole[0]).total_seconds() - leg["callDuration"]) <= 1
    assert leg["initiatedTimestamp"] <= leg["connectedTimestamp"] <= leg["disconnectedTimestamp"]
    assert summary_of(result)["startTime"] == leg["initiatedTimestamp"]
    assert summary_of(result)["endTime"] == leg["disconnectedTimestamp"]


@pytest.mark.parametrize(("rounding", "seconds"), [("nearest", [1, 2, 2]), ("up", [2, 2, 2]), ("down", [1, 1, 2])])
def test_durations_are_rounded_as_the_setting_says(rounding: str, seconds: list[int]) -> None:
    settings = {"duration_rounding": rounding}
    calls = [summary_of(run([DIAL, say(ms)], settings=settings)) for ms in (1490, 1500, 2000)]
    assert [session["details"]["callA"]["callDuration"] for session in calls] == seconds


FORMS = {
    "both": ({"eventData": {"dtmf": "12"}, "dtmf": "12"}, {"eventData": {"dtmf": None}, "dtmf": None}),
    "object": ({"eventData": {"dtmf": "12"}}, {"eventData": {"dtmf": None}}),
    "string": ({"eventData": "12"}, {"eventData": None}),
    "flat": ({"dtmf": "12"}, {"dtmf": None}),
}


@pytest.mark.parametrize("form", FORMS)
def test_the_digits_are_where_the_setting_puts_them(form: str) -> None:
    result = booking(settings={"digits_field": form})
    asked = payloads(result, "VCA")[0]
    assert {name: asked[name] for name in ("eventData", "dtmf") if name in asked} == FORMS[form][0]
    nothing = payloads(run([DIAL], settings={"digits_field": form}), "VCA")[0]
    assert {name: nothing[name] for name in ("eventData", "dtmf") if name in nothing} == FORMS[form][1]
    received = [body for body in payloads(result, "VCS") if body["callStatus"] == "DTMF_RECEIVED"]
    assert {name: received[0][name] for name in ("eventData", "dtmf") if name in received[0]} == FORMS[form][0]


def test_the_flat_form_is_that_of_its_time() -> None:
    result = booking(settings={"digits_field": "flat"})
    assert payloads(result, "VCA")[0]["callStatus"] == "DTMF_RECEIVED"
    assert payloads(run([DIAL], settings={"digits_field": "flat"}), "VCA")[0]["callStatus"] == "ACTION_COMPLETED"
    assert not any("sourceRefId" in body for body in payloads(result, "VCA") + payloads(result, "VCS"))
    assert "sourceRefId" in summary_of(result)["details"]["callA"]


def test_the_old_dtmf_callback_has_every_field() -> None:
    first, second = bodies(booking(client_request_id="order 66"), "DTMF")
    assert first == {
        "uid": payloads(booking(), "VCA")[0]["sessionId"],
        "status": {"code": "DTMF", "timestamp": "2026-01-05T09:00:02.700Z"},
        "destination": CALLEE,
        "clientRequestId": "order 66",
        "actionDetails": {"dtmf": "12"},
    }
    assert second["actionDetails"] == {"dtmf": "3"}


def test_ids_are_version_1_uuids_that_are_told_apart() -> None:
    result = booking()
    events = [body["eventId"] for kind in ("VCA", "VCS") for body in payloads(result, kind)]
    calls = {leg["callId"] for leg in summary_of(result)["details"].values()}
    others = {summary_of(result)["sessionId"], result.facts.request_id}
    assert len(set(events) | calls | others) == len(events) + 2 + 2
    assert {UUID(text).version for text in {*events, *calls, *others}} == {1}
    assert len({body["sessionId"] for kind in ("VCA", "VCS") for body in payloads(result, kind)}) == 1


def test_the_same_seed_gives_the_same_webhooks_and_another_other_ids() -> None:
    assert booking().webhooks == booking().webhooks
    assert summary_of(booking(seed=8))["sessionId"] != summary_of(booking(seed=7))["sessionId"]


@pytest.mark.parametrize("kind", ["VCA", "VCS", "VSS"])
def test_a_webhook_that_the_account_does_not_have_is_not_sent(kind: str) -> None:
    result = booking(account=Account(webhooks={kind: False}))
    assert bodies(result, kind) == []
    assert result.session is not None


def test_webhooks_come_in_the_order_of_what_happens() -> None:
    result = booking()
    times = [hook.at for hook in result.webhooks]
    assert times == sorted(times)
    assert [hook.type for hook in result.webhooks][:4] == ["VCS", "VCS", "DTMF", "VCS"]
    assert result.webhooks[-1].type == "VSS"


def test_a_webhook_keeps_what_was_answered() -> None:
    replies = [hook.reply for hook in booking().webhooks if hook.type == "VCA"]
    assert replies == ['{"callflow": []}']
    assert {hook.reply for hook in booking().webhooks if hook.type != "VCA"} == {None}
