"""What a webhook's answer comes to: each way in which it can be unusable, and which session error that is."""

from __future__ import annotations

import json
from typing import Any

import pytest

from simulator.engine.answer import NextList, RawReply, judge, session_error
from simulator.model.account import Account
from simulator.model.assumptions import Assumptions
from simulator.model.call.outcome import Nothing, Unusable
from tests.engine.calls import DIAL, NOW, Replies, run, say, summary_of

SAY = {"action": "say", "params": {"text": "Hello", "voiceProfile": "en-GB-Emma"}}
ACCOUNT = Account(caller_ids=("+6562345678",), scenarios={"office": None})


def dial(**params: str) -> dict[str, Any]:
    base = {"source": "+6562345678", "destination": "+6591234567"}
    return {"action": "makeCall", "params": {**base, **params}}


def scenario(**params: str) -> dict[str, Any]:
    return {"action": "executeScenario", "params": params}


def reply(*actions: dict[str, Any], **envelope: str) -> RawReply:
    return RawReply(body=json.dumps({"callflow": list(actions), **envelope}).encode())


NOT_READ = {
    "HTTP 500": (RawReply(500, b"{}"), "HTTP 500"),
    "HTTP 404 with a good body": (RawReply(404, reply(SAY).body), "HTTP 404"),
    "HTTP 302": (RawReply(302, b""), "HTTP 302"),
    "HTTP 199": (RawReply(199, b"{}"), "HTTP 199"),
    "an empty body": (RawReply(body=b""), "is empty"),
    "white space": (RawReply(body=b" \r\n"), "is empty"),
    "dropped": (RawReply(dropped=True), "dropped"),
}


@pytest.mark.parametrize(("raw", "why"), NOT_READ.values(), ids=NOT_READ)
def test_what_cannot_be_read_is_unusable(raw: RawReply, why: str) -> None:
    found = judge(raw, ACCOUNT, NOW)
    assert isinstance(found, Unusable)
    assert (found.code, found.status_code, found.action) == (-2003, None, None)
    assert why in found.why
    assert found.body == ("" if raw.dropped else raw.body.decode())


BROKEN = {
    "not JSON": (RawReply(body=b"hello"), -1001, -2003, None),
    "a comment": (RawReply(body=b'{"callflow": [] // none\n}'), -1001, -2003, None),
    "not UTF-8": (RawReply(body=b'{"callflow": "\xff"}'), -1001, -2003, None),
    "a list": (RawReply(body=b"[]"), -1001, -2003, None),
    "an unknown action": (reply({"action": "dance"}), -1007, -2003, None),
    "a missing text": (reply({"action": "say", "params": {"voiceProfile": "en-GB-Emma"}}), -1009, -2003, "SAY"),
    "hangup not last": (reply({"action": "hangup"}, SAY), -1012, -2003, "HANGUP"),
    "two dials": (reply(dial(), dial()), -1010, -2003, "MAKE_CALL"),
    "two destinations": (reply(dial(destination="+6591234567,+6591234568")), -1011, -2003, "MAKE_CALL"),
    "a malformed destination": (reply(SAY, dial(destination="nobody")), -1017, -2003, "MAKE_CALL"),
    "a caller id that is not allowed": (reply(SAY, dial(source="+6569999999")), -1014, -2008, "MAKE_CALL"),
    "a bad voice": (reply({"action": "say", "params": {"text": "Hi", "voiceProfile": "Emma"}}), -1002, -2003, "SAY"),
    "minDigits alone": (
        reply({"action": "sayAndCapture",
               "params": {"promptMessage": "Hi", "voiceProfile": "en-GB-Emma", "minDigits": 2}}),
        -1003, -2003, "SAY_AND_CAPTURE",
    ),
    "control characters": (
        reply({"action": "say", "params": {"text": "a\u0001", "voiceProfile": "en-GB-Emma"}}), -1016, -2003, "SAY",
    ),
    "a scenario beside others": (reply(scenario(scenarioName="office"), SAY), -1018, -2009, "EXECUTE_SCENARIO"),
    "a scenario without a name": (reply(scenario(scenarioName=" ")), -1019, -2009, "EXECUTE_SCENARIO"),
    "an unknown scenario": (reply(scenario(scenarioName="no such")), -1020, -2009, "EXECUTE_SCENARIO"),
}  # fmt: skip


@pytest.mark.parametrize(("raw", "status_code", "code", "action"), BROKEN.values(), ids=BROKEN)
def test_what_breaks_a_rule_is_unusable_and_says_which(
    raw: RawReply, status_code: int, code: int, action: str | None
) -> None:
    found = judge(raw, ACCOUNT, NOW, "reply.json")
    assert isinstance(found, Unusable)
    assert (found.status_code, found.code, found.action) == (status_code, code, action)
    assert status_code in [diagnostic.code for diagnostic in found.diagnostics]
    assert {diagnostic.severity for diagnostic in found.diagnostics} == {"error"}
    assert found.diagnostics[0].file == "reply.json"
    result = run([DIAL, say(10)], responder=Replies([found]), account=ACCOUNT)
    session = summary_of(result)
    assert (session["sessionStatus"], session["lastAction"]) == ("ERROR", "SAY")
    details = session["errorDetails"]
    assert details["errorCode"] == code
    told = {"action": "SAY", "callFlowRequestId": result.facts.request_id} if code == -2003 else {}
    assert {key: details[key] for key in details if key not in ("errorMsg", "errorCode")} == told


@pytest.mark.parametrize("body", [b"{}", b'{"callflow": []}', b'{"callflow": null}', b'{"clientActionId": "x"}'])
def test_an_empty_answer_asks_for_nothing_more(body: bytes) -> None:
    found = judge(RawReply(body=body), ACCOUNT, NOW)
    assert isinstance(found, Nothing)
    assert found.body == body.decode()


@pytest.mark.parametrize("status", [200, 201, 204, 299])
def test_any_2xx_will_do(status: int) -> None:
    assert isinstance(judge(RawReply(status, reply(SAY).body), ACCOUNT, NOW), NextList)


def test_a_usable_answer_is_compiled_with_its_stage() -> None:
    found = judge(reply(dial(), SAY, clientActionId="day"), ACCOUNT, NOW)
    assert isinstance(found, NextList)
    assert (found.client_action_id, found.compiled.kind) == ("day", "reply")
    assert [action.NAME for action in found.compiled.actions] == ["makeCall", "say"]


def test_a_reply_needs_no_dial_first() -> None:
    assert isinstance(judge(reply(SAY), ACCOUNT, NOW), NextList)


def test_the_mapping_of_codes_is_a_setting() -> None:
    plain = Account(assumptions=Assumptions(reply_error_codes="-2003"))
    assert [session_error(code, plain) for code in (-1014, -1018, -1019, -1020, -1009)] == [-2003] * 5
    assert [session_error(code, Account()) for code in (-1014, -1018, -1019, -1020, -1009)] == [
        -2008, -2009, -2009, -2009, -2003,
    ]  # fmt: skip
