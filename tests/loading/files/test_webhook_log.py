"""A log is read whatever its recorder did to the bodies: wrapped, as text, twice, in any order, with replies beside."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from simulator.errors import UsageError
from simulator.loading.files.webhook_log import read_log
from simulator.model.assumptions import Assumptions
from simulator.model.call.outcome import LegOutcome

AT = "2026-01-06T10:17:{:06.3f}Z"
ID = "ea526800-ea14-11f0-865c-45f2bc491ccc"


def ask(at: float = 20, **more: Any) -> dict[str, Any]:
    payload = {
        "sessionId": ID,
        "callStatus": "ACTION_COMPLETED",
        "eventData": {"dtmf": "1"},
        "timestamp": AT.format(at),
    }
    return {"payload": {**payload, **more}, "eventType": "CALL_ACTION"}


def update(status: str, call: str, at: float, **more: Any) -> dict[str, Any]:
    payload = {"sessionId": ID, "callId": call, "callStatus": status, "timestamp": AT.format(at),
               "callDirection": "OUTBOUND", "source": "6562345678", "destination": "+6591234567"}  # fmt: skip
    return {"payload": {**payload, **more}, "eventType": "CALL_STATUS"}


def summary(**more: Any) -> dict[str, Any]:
    payload = {"sessionId": ID, "sessionStatus": "COMPLETED", "startTime": "2026-01-06T10:17:00Z", **more}
    return {"payload": payload, "eventType": "SESSION_SUMMARY"}


def read(folder: Path, *entries: Any) -> Any:
    (folder / "log.jsonl").write_text("".join(f"{json.dumps(entry)}\n" for entry in entries))
    return read_log(folder / "log.jsonl")


@pytest.mark.parametrize(
    "wrapped",
    [
        {"body": ask(), "reply": {"callflow": []}},
        {"at": 1, "body": json.dumps(ask()), "reply": '{"callflow": []}'},
        [{"body": ask(), "reply": {"callflow": []}}],
        {"webhooks": [{"body": ask(), "reply": {"callflow": []}}, {"body": "no JSON"}, {"body": [1]}]},
    ],
)
def test_what_was_answered_is_read_beside_the_body(wrapped: Any, tmp_path: Path) -> None:
    ((asked,),) = [session.asks for session in read(tmp_path, wrapped)]
    assert (asked.digits, json.loads(asked.reply)) == ("1", {"callflow": []})


def test_a_reply_that_is_no_json_is_kept_as_it_was(tmp_path: Path) -> None:
    (found,) = read(tmp_path, {"body": ask(), "reply": "<html>"})
    assert found.asks[0].reply == b"<html>"


def test_a_body_that_was_sent_again_is_one_question_with_the_answer_that_came(tmp_path: Path) -> None:
    twice = ask(eventId="e")
    (found,) = read(
        tmp_path, {"body": twice, "reply": None}, {"body": twice, "reply": {}}, {"body": twice, "reply": []}
    )
    assert [one.reply for one in found.asks] == [b"{}"]


def test_the_request_may_stand_beside_any_body(tmp_path: Path) -> None:
    (found,) = read(tmp_path, ask(), {"body": summary(), "request": {"callflow": []}})
    assert found.request == b'{"callflow": []}'


def test_a_log_that_keeps_replies_keeps_questions(tmp_path: Path) -> None:
    assert read(tmp_path, {"body": summary(), "reply": None})[0].asks_kept
    assert not read(tmp_path, summary())[0].asks_kept
    other = ask(sessionId="other")
    assert [one.asks_kept for one in read(tmp_path, summary(), other)] == [True, True]


def test_digits_of_status_updates_are_told_where_the_log_has_such(tmp_path: Path) -> None:
    keyed = update("DTMF_RECEIVED", "a", 19, dtmf="1")
    assert read(tmp_path, ask(), keyed)[0].digits == ((1767694639000, "1"),)
    assert read(tmp_path, ask(), update("CALL_INITIATED", "a", 1))[0].digits is None
    silent = [ask(eventData=None), update("CALL_INITIATED", "a", 1)]
    assert read(tmp_path, *silent)[0].digits is None
    assert read(tmp_path, *({"body": one, "reply": None} for one in silent))[0].digits == ()
    assert read(tmp_path, ask(), update("DTMF_RECEIVED", "a", 19))[0].digits == ()


def test_the_legs_are_those_of_the_status_updates_with_what_the_summary_says(tmp_path: Path) -> None:
    b = {"callId": "b" * 20, "callStatus": "BUSY"}
    (found,) = read(
        tmp_path,
        update("CALL_DISCONNECTED", "b" * 20, 14, sipCode=486),
        update("CALL_INITIATED", "b" * 20, 12, destination="+6580000001"),
        update("CALL_CONNECTED", "a" * 20, 7),
        update("CALL_INITIATED", "a" * 20, 1),
        update("CALL_DISCONNECTED", "a" * 20, 14.5, sipCode=200),
        update("CALL_UPDATED", "c" * 20, 14.5),
        summary(details={"callB": b}),
    )
    first, second = found.legs
    assert found.every_leg
    assert (first.source, first.connected, first.rings, first.talks) == ("+6562345678", True, 6000, 7500)
    assert (second.destination, second.connected, second.status, second.rings) == ("+6580000001", False, "BUSY", 2000)
    assert found.outcomes(Assumptions()) == (LegOutcome(after=6000), LegOutcome("busy", 2000))
    assert (found.ended or 0) - (found.began(Assumptions(dial_delay=500)) or 0) == 14000


def test_a_summary_that_counts_other_legs_than_were_updated_is_believed(tmp_path: Path) -> None:
    leg = {"callId": "a", "callDirection": "OUTBOUND", "callStatus": "COMPLETED", "callDuration": 12}
    details = {"callA": leg, "CallB": {**leg, "callId": "b"}}
    (found,) = read(tmp_path, update("CALL_INITIATED", "a", 1), summary(details=details, callCount=3))
    assert [one.connected for one in found.legs] == [True, None, True]
    assert found.outcomes(Assumptions()) == (LegOutcome(), LegOutcome(), LegOutcome(talks=12000))
    assert not found.times(1)
    (alone,) = read(tmp_path, summary(details={"CALLA": {"callDirection": "INBOUND"}, "callB": "?"}, callCount=2))
    assert [one.connected for one in alone.legs] == [None, None]
    assert alone.inbound


def test_a_leg_that_was_given_up_is_told_by_its_sip_code(tmp_path: Path) -> None:
    for sip, outcome in (
        (480, LegOutcome("noAnswer")),
        (404, LegOutcome("failed", sip=404)),
        (200, LegOutcome("failed")),
    ):
        over = update("CALL_DISCONNECTED", "a", 0, sipCode=sip)
        (found,) = read(tmp_path, update("CALL_INITIATED", "a", 1), over, ask())
        assert found.outcomes(Assumptions()) == (outcome,)


def test_a_leg_that_an_error_struck_would_have_answered(tmp_path: Path) -> None:
    leg = {"callDirection": "OUTBOUND", "callStatus": "ERROR"}
    (found,) = read(tmp_path, summary(details={"callA": leg}, sessionStatus="ERROR", errorDetails={"errorCode": -2004}))
    assert found.outcomes(Assumptions()) == (LegOutcome(),)
    assert found.summary.words == "session ERROR, error -2004"
    assert not found.caller_left(Assumptions())


def test_a_call_that_comes_in_begins_with_its_status_update(tmp_path: Path) -> None:
    received = update("CALL_RECEIVED", "a", 3, callDirection="INBOUND")
    (found,) = read(tmp_path, received, ask(callStatus="CALL_RECEIVED"))
    assert (found.inbound, found.outcomes(Assumptions())) == (True, ())
    assert found.began(Assumptions(dial_delay=500)) == found.dialled


def test_whether_the_caller_may_have_left_is_up_to_the_summary(tmp_path: Path) -> None:
    plain, other = Assumptions(), Assumptions(last_action_on_remote_hangup="HANGUP")
    for last, expected in (("HANGUP", (False, True)), ("SAY", (True, False))):
        (found,) = read(tmp_path, summary(lastAction=last))
        assert (found.caller_left(plain), found.caller_left(other)) == expected
    assert read(tmp_path, summary())[0].caller_left(plain)
    assert read(tmp_path, ask())[0].caller_left(plain)


def test_a_summary_that_counts_more_legs_than_there_can_be_takes_no_room_for_them(tmp_path: Path) -> None:
    details = {"callA": {"callStatus": "COMPLETED"}}
    (found,) = read(tmp_path, summary(details=details, callCount=10**12))
    assert len(found.legs) == 1000
    assert found.summary.call_count == 10**12
    (found,) = read(tmp_path, summary(details=details, callCount=-3))
    assert len(found.legs) == 1


def test_bodies_are_in_the_order_of_their_instants_however_these_are_written(tmp_path: Path) -> None:
    """As texts, a whole second would come after its own fractions."""
    written = {"whole": "2026-01-06T10:17:19Z", "none": "soon", "later": "2026-01-06T10:17:19.375Z"}
    (found,) = read(tmp_path, *(ask(timestamp=at, clientActionId=name) for name, at in reversed(written.items())))
    assert [one.stage for one in found.asks] == ["whole", "later", "none"]


@pytest.mark.parametrize("value", [None, True, -1, 10**30, float("nan"), "", "x", [], {}, [{"a": 1}]])
def test_a_field_of_another_type_tells_nothing(value: Any, tmp_path: Path) -> None:
    """Every field of every body but those that make it a body of this session."""
    told = ("CALL_INITIATED", "CALL_CONNECTED", "DTMF_RECEIVED", "CALL_DISCONNECTED")
    updates = [update(status, "a", at, sipCode=200) for at, status in enumerate(told)]
    over = summary(lastAction="SAY", callCount=1, details={}, errorDetails={}, endTime="2026-01-06T10:17:09Z")
    bodies = [ask(), *updates, over]
    for body in bodies:
        for name in [*body["payload"], "clientActionId"]:
            if name not in ("sessionId", "callStatus", "sessionStatus"):
                body["payload"][name] = value
    (found,) = read(tmp_path, *bodies)
    assert isinstance(found.asks[0].stage, str | None)
    assert isinstance(found.summary.error, int | None)
    assert isinstance(found.summary.last_action, str | None)
    assert found.outcomes(Assumptions())


def test_the_file_of_a_folder_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(ask()))
    (tmp_path / "b.json").write_bytes(b"\xff")
    with pytest.raises(UsageError, match=r"b\.json. cannot be read: it is not UTF-8 text"):
        read_log(tmp_path)


def test_what_is_nested_too_deeply_is_said(tmp_path: Path) -> None:
    (tmp_path / "log.json").write_text("[" * 100_000)
    with pytest.raises(UsageError, match="nested too deeply"):
        read_log(tmp_path / "log.json")


@pytest.mark.parametrize(
    "between",
    ["\n", "\r\n", "\n\n", " ", "", "\n\x1e"],
)
@pytest.mark.parametrize("indent", [None, 2])
def test_bodies_stand_one_after_the_other_however_they_are_laid_out(
    between: str, indent: int | None, tmp_path: Path
) -> None:
    file = tmp_path / "log.json"
    entries = [ask(1), ask(2, eventData={"dtmf": "2"}), summary()]
    file.write_bytes(between.join(json.dumps(one, indent=indent) for one in entries).encode())
    (session,) = read_log(file)
    assert [one.digits for one in session.asks] == ["1", "2"]
    assert session.summary is not None


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("kept", [1, 12, 40, -1])
def test_a_last_body_that_was_cut_short_is_left_out(indent: int | None, kept: int, tmp_path: Path) -> None:
    file = tmp_path / "log.jsonl"
    file.write_text(f"{json.dumps(ask(1))}\n{json.dumps(ask(2), indent=indent)[:kept]}")
    (session,) = read_log(file)
    assert len(session.asks) == 1


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('{"a": 1}\n{"b"\n', "log.jsonl:2:5"),
        ('{"a": 1}\noops', "log.jsonl:2:1"),
        ('{"a": 1}\n{"b": oops}\n{"c": 1}', "log.jsonl:2:7"),
        ('{"a"', "log.jsonl:1:5"),
        ("", "holds no VCA"),
    ],
)
def test_what_is_no_json_elsewhere_is_told_with_its_place(text: str, place: str, tmp_path: Path) -> None:
    file = tmp_path / "log.jsonl"
    file.write_text(text)
    with pytest.raises(UsageError, match=place):
        read_log(file)


def test_legs_are_read_in_both_spellings(tmp_path: Path) -> None:
    leg = {"callId": "a", "callDirection": "OUTBOUND", "callStatus": "COMPLETED", "callDuration": 12}
    for name in ("callA", "CallA", "calla"):
        (found,) = read(tmp_path, summary(details={name: leg}))
        assert [one.status for one in found.legs] == ["COMPLETED"]
