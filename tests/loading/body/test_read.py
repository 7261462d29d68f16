"""A body is read as it stands: nothing is coerced, and the old dialect comes out as today's actions."""

from __future__ import annotations

import json
from typing import Any

import pytest

from simulator.actions.base.known import actions
from simulator.actions.hangup import Hangup
from simulator.actions.make_call import MakeCall
from simulator.actions.say import Say
from simulator.actions.say_and_capture import SayAndCapture
from simulator.loading.body.body import ListedAction
from simulator.loading.body.read import read_body
from simulator.loading.dates import instant
from simulator.model.account import Account

NUMBERS: dict[str, Any] = {"source": "+6562345678", "destination": "+6591234567"}
OLD = Account(dialect="v1.1")


def _raw(*entries: Any, **head: Any) -> bytes:
    return json.dumps({**head, "callflow": entries}).encode()


def _entry(action: str, **params: Any) -> dict[str, Any]:
    return {"action": action, "params": params}


def test_every_action_of_the_platform_is_known() -> None:
    assert list(actions()) == ["executeScenario", "hangup", "makeCall", "playFile", "say", "sayAndCapture"]


def test_a_sound_body_comes_out_as_actions_with_what_the_envelope_says() -> None:
    head = {"validUntil": "1970-01-01T00:00:01.5Z", "clientActionId": "menu", "clientRequestId": "r-1"}
    body = read_body(_raw(_entry("makeCall", **NUMBERS), {"action": "hangup"}, **head))
    assert body.actions == (MakeCall(**NUMBERS), Hangup())
    assert (body.valid_until, body.client_action_id, body.client_request_id) == (1500, "menu", "r-1")
    assert (body.names, body.total, body.faults) == (("makeCall", "hangup"), 2, ())


def test_null_means_not_given() -> None:
    body = read_body(_raw(_entry("say", text="Hi.", voiceProfile="en-GB-Emma", repetition=None, speed=None)))
    assert body.actions == (Say(text="Hi.", voice_profile="en-GB-Emma"),)


def test_a_parameter_at_fault_is_not_handed_to_rules_and_the_others_are() -> None:
    entry = read_body(_raw(_entry("sayAndCapture", promptMessage="Hi.", minDigits="2", maxDigits=26))).entries[0]
    assert (entry.value, entry.bad, entry.beyond) == (
        None,
        frozenset({"minDigits", "maxDigits"}),
        frozenset({"maxDigits"}),
    )
    assert (entry.get("minDigits"), entry.get("maxDigits"), entry.get("promptMessage")) == (None, None, "Hi.")


def test_an_entry_knows_where_its_parameters_stand() -> None:
    entry = ListedAction(3, "say", {"text": "Hi.", "odd key": 1})
    assert entry.at("text") == "$.callflow[3].params.text"
    assert entry.at("odd key") == "$.callflow[3].params['odd key']"
    assert entry.at("voiceProfile") == "$.callflow[3].params"
    assert entry.where("voiceProfile") == "$.callflow[3].params.voiceProfile"


@pytest.mark.parametrize(("found", "hint"), [
    (_entry("say&capture"), "`say&capture` belongs to the old dialect: set `dialect: v1.1` in the account"),
    (_entry("sayAndcapture"), 'found `"sayAndcapture"`: did you mean `sayAndCapture`'),
    (_entry("zzz"), 'found `"zzz"`: write one of executeScenario, hangup'),
    ({"action": 5}, "found `5`: write one of"),
    ({}, "`action` is missing: write one of"),
])  # fmt: skip
def test_an_unknown_action_is_told_what_is_near(found: Any, hint: str) -> None:
    assert read_body(_raw(found)).faults[0].hint.startswith(hint)


@pytest.mark.parametrize(("param", "value", "hint"), [
    ("text", 5, "found `5`: write it in quotes"), ("text", True, "found `true`: write a string"),
    ("text", [], "found `[]`: write a string"), ("text", "", "found 0 characters: write 1 to 3000"),
    ("text", "x" * 3001, "found 3001 characters: write 1 to 3000"),
    ("repetition", "2", 'found `"2"`: write a number without quotes'),
    ("repetition", "02", 'found `"02"`: write 2, a plain number without quotes'),
    ("repetition", "+5", 'found `"+5"`: write 5, a plain number'), ("repetition", "1_0", 'found `"1_0"`: write 10, a'),
    ("repetition", "0", 'found `"0"`: write a number'), ("repetition", "2 x", 'found `"2 x"`: write a number'),
    ("repetition", 2.0, "found `2.0`: write a whole number without a point"),
    ("repetition", True, "found `true`: write an integer"), ("repetition", 4, "found `4`: write 1 to 3"),
])  # fmt: skip
def test_a_hint_says_what_was_found_and_what_to_write(param: str, value: Any, hint: str) -> None:
    params = {"text": "Hi.", "voiceProfile": "en-GB-Emma", param: value}
    assert read_body(_raw(_entry("say", **params))).faults[0].hint.startswith(hint)


@pytest.mark.parametrize(("action", "param", "value", "hint"), [
    ("sayAndCapture", "completeOnHash", "false", 'found `"false"`: write true or false, without quotes'),
    ("sayAndCapture", "completeOnHash", "Yes", 'found `"Yes"`: write true, without quotes'),
    ("sayAndCapture", "completeOnHash", "off", 'found `"off"`: write false, without quotes'),
    ("sayAndCapture", "noOfTries", 0, "found `0`: write 1 or more"),
    ("playFile", "fileUrl", "", "found an empty text: write something"),
])  # fmt: skip
def test_hints_of_other_actions(action: str, param: str, value: Any, hint: str) -> None:
    faults = read_body(_raw(_entry(action, **{param: value}))).faults
    assert [fault.hint for fault in faults if fault.path.endswith(param)] == [hint]


def test_the_old_dialect_comes_out_as_a_make_call_and_todays_actions() -> None:
    capture = _entry("say&capture", **NUMBERS, text="Press 1.", endMessage="Bye.", voiceProfile="en-GB-Emma")
    body = read_body(_raw(capture, _entry("say", text="Hi.", **NUMBERS)), "request", OLD)
    assert body.actions == (
        MakeCall(**NUMBERS),
        SayAndCapture(prompt_message="Press 1.", success_message="Bye.", voice_profile="en-GB-Emma"),
        Say(text="Hi."),
    )
    assert (body.names, body.total) == (("sayAndCapture", "say"), 2)


def test_findings_of_the_old_dialect_keep_the_names_of_the_body() -> None:
    body = read_body(_raw(_entry("say&capture", **NUMBERS, text=5, endMessage=[])), "request", OLD)
    assert [fault.path for fault in body.faults] == ["$.callflow[0].params.text", "$.callflow[0].params.endMessage"]
    assert body.entries[1].at("promptMessage") == "$.callflow[0].params.text"


def test_the_old_capture_may_use_todays_names_too() -> None:
    body = read_body(_raw(_entry("say&capture", **NUMBERS, promptMessage="Press 1.")), "request", OLD)
    assert body.actions[1] == SayAndCapture(prompt_message="Press 1.")


def test_the_numbers_of_a_later_old_action_are_looked_at_and_nothing_is_dialled() -> None:
    body = read_body(
        _raw(_entry("say", text="Hi.", **NUMBERS), _entry("say", text="Ho.", destination=5)), "request", OLD
    )
    assert [type(action).__name__ for action in body.actions] == ["MakeCall", "Say", "Say"]
    assert [fault.path for fault in body.faults] == ["$.callflow[1].params.destination"]


def test_a_reply_in_the_old_dialect_dials_nobody() -> None:
    assert read_body(_raw(_entry("say", text="Hi.")), "reply", OLD).actions == (Say(text="Hi."),)


@pytest.mark.parametrize(("text", "ms"), [
    ("1970-01-01T00:00:00Z", 0), ("1970-01-01T00:00:00.1Z", 100), ("1970-01-01T00:00:00.000000001+00:00", 1),
    ("2026-01-05T09:00:00.000Z", 1_767_603_600_000), ("1969-12-31T23:59:59.5Z", -500),
    ("2026-02-29T00:00:00Z", None), ("0000-01-01T00:00:00Z", None), ("2026-01-05 09:00:00Z", None),
    ("2026-01-05T24:00:00Z", None), ("2026-01-05T09:00:60Z", None), ("2026-01-05T09:00:00", None),
    ("2026-01-05T09:00:00.Z", None), ("٢٠٢٦-01-05T09:00:00Z", None), ("2026-01-05T09:00:00Z\n", None),
])  # fmt: skip
def test_an_instant_is_read_in_utc_or_not_at_all(text: str, ms: int | None) -> None:
    assert instant(text) == ms
