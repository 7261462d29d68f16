"""`run` makes one call of a request body, and its result tells everything about it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

import simulator
from simulator.callers.silent import Silent
from simulator.engine.answer import RawReply, judge
from tests.bodies import AT, BOOKING, BOOKING_ACCOUNT, DIAL, GREETING, HANGUP, MENU, PARCEL, SAY, TWO_ERRORS

if TYPE_CHECKING:
    from pathlib import Path

    from simulator.engine.answer import WebhookAnswer
    from simulator.engine.ports import Question

STORED = {"callflow": [{"action": "executeScenario", "params": {"scenarioName": "greeting"}}]}


class Backend:
    """Answers each webhook with the next body."""

    def __init__(self, *bodies: object) -> None:
        self.left = [json.dumps(body).encode() for body in bodies]

    def answer(self, question: Question) -> tuple[WebhookAnswer, int]:
        return judge(RawReply(body=self.left.pop(0)), question.setting.account, question.setting.now), 0


def answer_of(run: simulator.Run) -> dict[str, Any]:
    """The answer to the request of a call that did not come in."""
    assert run.answer is not None
    return run.answer


def test_a_run_tells_everything_about_the_call() -> None:
    run = simulator.run(BOOKING, "1 4#", account=BOOKING_ACCOUNT)
    assert run.ok
    assert run.call is not None
    assert answer_of(run)["statusCode"] == 1
    assert run.session is not None
    assert run.session["sessionStatus"] == "COMPLETED"
    assert run.session["lastAction"] == "HANGUP"
    assert [(item.digits, item.outcome, item.reason) for item in run.captures] == [
        ("1", "accepted", "maxDigits"),
        ("4", "accepted", "hash"),
    ]
    assert [item.words for item in run.heard][1] == "For how many guests? Finish with the hash key."
    assert {hook.type for hook in run.webhooks} >= {"VCS", "VSS"}
    assert run.trace == run.call.trace
    assert run.states[0] == "created"
    assert run.states[-1] == "end.COMPLETED"


def test_the_answer_and_the_summary_name_the_same_session() -> None:
    run = simulator.run(GREETING)
    assert run.session is not None
    assert answer_of(run)["sessionId"] == run.session["sessionId"]
    assert list(answer_of(run)) == [
        "httpStatus",
        "sessionStatus",
        "statusCode",
        "statusMessage",
        "callFlowRequestId",
        "sessionId",
    ]


def test_the_seed_drives_the_ids_and_nothing_else() -> None:
    first, again, other = (simulator.run(BOOKING, "1 4#", seed=seed) for seed in (1, 1, 2))
    assert first.render("json") == again.render("json")
    assert answer_of(first)["sessionId"] != answer_of(other)["sessionId"]
    assert str(first) == str(other)


def test_the_simulated_now_is_in_every_time() -> None:
    run = simulator.run(GREETING, at="2026-03-01T12:00:00Z")
    assert run.session is not None
    assert run.session["startTime"].startswith("2026-03-01T12:00:")
    assert simulator.run(GREETING).session == simulator.run(GREETING, at=AT).session


def test_a_refused_request_makes_no_call() -> None:
    run = simulator.run(TWO_ERRORS)
    assert not run.ok
    assert (run.call, run.session) == (None, None)
    assert (run.captures, run.heard, run.webhooks, run.trace, run.states) == ([], [], [], [], ())
    answer = answer_of(run)
    assert {**run.findings.answer, "callFlowRequestId": answer["callFlowRequestId"]} == answer
    same = [answer_of(simulator.run(one, seed=1))["callFlowRequestId"] for one in (TWO_ERRORS, GREETING)]
    assert same[0] == same[1] != answer["callFlowRequestId"]
    assert str(run).startswith("request refused: HTTP 400, -1007 ")
    with pytest.raises(simulator.RefusedError):
        _ = run.flow


def test_a_webhook_reply_cannot_begin_a_call() -> None:
    reply = simulator.load({"callflow": [SAY]}, kind="reply")
    with pytest.raises(simulator.UsageError, match="a run begins with a request body, and this is a webhook reply"):
        simulator.run(reply)


@pytest.mark.parametrize("leg", ["busy", simulator.LegOutcome("busy")])
def test_what_a_dial_comes_to_can_be_written_or_built(leg: str | simulator.LegOutcome) -> None:
    run = simulator.run(GREETING, legs=[leg])
    assert run.ok, "a busy line is no fault of anybody"
    assert run.session is not None
    assert run.session["sessionStatus"] == "BUSY"


def test_a_leg_or_a_key_that_cannot_be_used_names_the_nearest() -> None:
    with pytest.raises(simulator.UsageError, match='did you mean "busy"'):
        simulator.run(GREETING, legs=["buzy"])
    with pytest.raises(simulator.UsageError, match='did you mean "silence"'):
        simulator.run(MENU, "silense")


def test_keys_that_no_entry_takes_are_kept_to_be_told() -> None:
    run = simulator.run(MENU, "1 2 3")
    assert run.call is not None
    assert run.call.unused == ("2", "3")


def test_a_caller_takes_the_place_of_the_keys() -> None:
    run = simulator.run(MENU, "1", caller=Silent())
    assert run.call is not None
    assert run.call.unused == ()
    assert [item.digits for item in run.captures] == [""]


def test_nobody_answers_the_webhook_unless_a_responder_does() -> None:
    assert [item.words for item in simulator.run(MENU, "1").heard] == ["Press 1."]
    answered = simulator.run(MENU, "1", responder=Backend({"callflow": [SAY, HANGUP]}))
    assert [item.words for item in answered.heard] == ["Press 1.", "Good morning."]


def test_an_unusable_reply_is_a_failure_and_an_injected_fault_is_none() -> None:
    broken = simulator.run(MENU, "1", responder=Backend({"callflow": [{"action": "dance"}]}))
    assert not broken.ok
    assert broken.session is not None
    assert broken.session["errorDetails"]["errorCode"] == -2003
    injected = simulator.run(MENU, faults=[simulator.Fault(-2010)])
    assert injected.ok
    assert injected.session is not None
    assert injected.session["errorDetails"]["errorCode"] == -2010


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (simulator.Fault(-2005, "say"), -2005),
        (simulator.Fault(-2001, "time", at=7000), -2001),
        (simulator.Fault(-9999), -9999),
        (simulator.Fault(-9999, "time", at=1), -9999),
    ],
)
def test_a_fault_strikes_where_it_is_told_to(fault: simulator.Fault, code: int) -> None:
    run = simulator.run(GREETING, faults=[fault])
    assert run.session is not None
    assert run.session["sessionStatus"] == "ERROR"
    assert run.session["errorDetails"]["errorCode"] == code


BROKEN = simulator.Fault(-9999, "answer")


@pytest.mark.parametrize(
    ("body", "account", "http"),
    [
        (GREETING, None, 500),
        (TWO_ERRORS, None, 500),
        (MENU, {"assumptions": {"internalErrorHttp": 503}}, 503),
    ],
    ids=["a sound body", "a body with faults of its own", "the HTTP status is a setting"],
)
def test_an_injected_fault_is_the_answer_whatever_the_body(body: Any, account: Any, http: int) -> None:
    run = simulator.run(body, faults=[BROKEN], account=account)
    assert run.call is None
    assert run.answer == {
        "httpStatus": http,
        "sessionStatus": "NOT_CREATED",
        "statusCode": -9999,
        "statusMessage": "An unknown error has occurred.",
        "callFlowRequestId": answer_of(run)["callFlowRequestId"],
    }


def test_a_fault_among_others_is_the_answer_too() -> None:
    run = simulator.run(GREETING, faults=[simulator.Fault(-2001), BROKEN])
    assert answer_of(run)["statusCode"] == -9999


def test_a_run_shows_itself_as_a_timeline() -> None:
    run = simulator.run(GREETING)
    assert str(run) == run.render("text")
    assert "\x1b[" in run.render(colour=True)
    assert run.render("mermaid").startswith("sequenceDiagram")
    with pytest.raises(simulator.UsageError, match="did you mean json"):
        run.render("jsn")


def test_a_notebook_shows_a_table_with_every_text_escaped() -> None:
    spoken = {"action": "say", "params": {"text": "2 < 3 & 4", "voiceProfile": "en-GB-Emma"}}
    html = simulator.run({"callflow": [DIAL, spoken, HANGUP]})._repr_html_()
    assert ">1 Created</th>" in html
    assert "says &quot;2 &lt; 3 &amp; 4&quot;" in html
    assert "00:06.000" in html


def test_the_flow_of_a_run_is_drawn_with_its_path_marked() -> None:
    run = simulator.run(GREETING, legs=["busy"])
    marked = {node.id for node in run.flow.graph().nodes if node.highlighted}
    assert marked == set(run.states) == {"created", "1.makeCall.ringing", "end.BUSY"}
    assert run.flow.title == "call flow"


def account_with_stored(folder: Path, text: str) -> Path:
    (folder / "stored.json").write_text(text, encoding="utf-8")
    account = folder / "account.yaml"
    account.write_text("scenarios: {greeting: stored.json}\n", encoding="utf-8")
    return account


def test_a_stored_scenario_is_run_as_the_flow_that_it_stands_for() -> None:
    run = simulator.run(PARCEL, account=PARCEL.with_name("account.yaml"))
    assert run.ok
    assert [item.repetition for item in run.heard] == [2]
    assert run.states[-1] == "end.COMPLETED"


def test_a_stored_scenario_can_stand_in_a_reply(tmp_path: Path) -> None:
    account = account_with_stored(tmp_path, json.dumps({"callflow": [SAY, HANGUP]}))
    run = simulator.run(MENU, "1", account=account, responder=Backend(STORED))
    assert run.ok
    assert [item.words for item in run.heard] == ["Press 1.", "Good morning."]


def test_a_scenario_of_which_only_the_name_is_known_is_not_simulated() -> None:
    run = simulator.run(STORED, account={"scenarios": ["greeting"]})
    assert 'the platform scenario "greeting" is not simulated: only its name is known' in str(run)


@pytest.mark.parametrize("text", [json.dumps({"callflow": [SAY]}), "not JSON at all"])
def test_a_stored_scenario_that_would_be_refused_is_named(text: str, tmp_path: Path) -> None:
    with pytest.raises(simulator.UsageError, match=r'the platform scenario "greeting" .* refused: Invalid .*line 1 \['):
        simulator.run(STORED, account=account_with_stored(tmp_path, text))


def test_a_leg_that_is_neither_text_nor_outcome_is_misuse() -> None:
    with pytest.raises(simulator.UsageError, match="-2004 is no outcome of a leg"):
        simulator.run(GREETING, legs=[-2004])  # type: ignore[list-item]
