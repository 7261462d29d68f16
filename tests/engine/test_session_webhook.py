"""The VCA webhook: when it is asked, what it is told, what its answers come to, and the simulator's own bounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from simulator.engine.answer import RawReply, judge
from simulator.model.account import Account
from simulator.model.call.event import Asked, Began, Heard, Refused, Replied, Stopped
from simulator.model.call.outcome import Nothing, Unusable
from tests.engine.calls import DIAL, HANGUP, NOW, RING, Replies, capture, events, run, say, summary_of

if TYPE_CHECKING:
    from simulator.running.result import CallResult
    from simulator.webhooks.base.sent import Webhook


def asks(result: CallResult) -> list[tuple[str, str | None, str | None]]:
    return [(e.call_status, e.digits, e.client_action_id) for e in events(result, Asked)]


def ending(result: CallResult) -> tuple[str, int | None, str | None]:
    session = summary_of(result)
    return session["sessionStatus"], session.get("errorDetails", {}).get("errorCode"), session["lastAction"]


def vcas(result: CallResult) -> list[Webhook]:
    return [hook for hook in result.webhooks if hook.type == "VCA"]


def test_a_list_that_is_used_up_asks_for_more_and_an_empty_answer_hangs_up() -> None:
    result = run([DIAL, say(500)])
    assert asks(result) == [("ACTION_COMPLETED", None, None)]
    assert ending(result) == ("COMPLETED", None, "SAY")
    assert not result.failed


def test_a_list_that_ends_in_hangup_never_asks() -> None:
    assert run([DIAL, say(500), HANGUP]).asks == 0


def test_the_reply_goes_on_where_the_list_ended() -> None:
    result = run([DIAL, say(500)], responder=Replies([[say(300)], [say(200), HANGUP]]))
    assert [e.at - RING for e in events(result, Heard)] == [0, 500, 800]
    assert len(events(result, Began)) == 3
    assert ending(result) == ("COMPLETED", None, "HANGUP")


def test_the_client_action_id_comes_back_in_the_next_question_and_is_cleared_by_a_reply_without_one() -> None:
    replies = Replies([[say(10)], [say(10)], [say(10)]], stages=("menu", None, "end"))
    result = run([DIAL], responder=replies)
    assert [stage for *_, stage in asks(result)] == [None, "menu", None, "end"]
    assert [hook.body["payload"].get("clientActionId", "absent") for hook in vcas(result)] == [
        "absent", "menu", "absent", "end",
    ]  # fmt: skip
    assert [wait.client_action_id for wait in replies.asked] == [None, "menu", None, "end"]
    assert result.call.place == (result.call.compiled.digest, None, "end.COMPLETED")


def test_the_webhook_gets_the_last_capture_completed_in_this_list() -> None:
    menu = capture(max_digits=1, no_of_tries=1)
    keys = {1: [(100, "1")], 2: [(100, "2")], 3: [(100, "#")], 4: [(100, "4")]}
    result = run([DIAL, menu, menu], keys, responder=Replies([[say(10)], [menu], [menu, say(10)]]))
    assert [digits for _, digits, _ in asks(result)] == ["2", None, None, "4"]


def test_a_capture_without_a_result_takes_the_place_of_one_before_it() -> None:
    menu = capture(max_digits=1, no_of_tries=1)
    result = run([DIAL, menu, menu], {1: [(100, "1")], 2: [(100, "#")]})
    assert [digits for _, digits, _ in asks(result)] == [None]


def test_after_each_capture_the_reply_takes_the_place_of_the_rest_of_the_list() -> None:
    menu = capture(max_digits=1)
    result = run(
        [DIAL, menu, say(3000)], {1: [(100, "1")]}, settings={"vca_after": "capture"}, responder=Replies([[say(20)]])
    )
    assert asks(result) == [("ACTION_COMPLETED", "1", None), ("ACTION_COMPLETED", None, None)]
    assert [e.prompt.length for e in events(result, Heard)] == [1000, 20]


def test_an_inbound_call_starts_with_a_question_and_needs_no_dial() -> None:
    result = run([], kind="inbound", responder=Replies([[say(500), HANGUP]]))
    assert asks(result) == [("CALL_RECEIVED", None, None)]
    assert ending(result) == ("COMPLETED", None, "HANGUP")
    leg = summary_of(result)["details"]["callA"]
    assert (leg["callDirection"], leg["callStatus"], leg["callDuration"]) == ("INBOUND", "COMPLETED", 1)
    assert [e.at for e in events(result, Heard)] == [0]


def test_the_second_question_of_an_inbound_call_is_an_ordinary_one() -> None:
    result = run([], kind="inbound", responder=Replies([[say(500)]]))
    assert [status for status, *_ in asks(result)] == ["CALL_RECEIVED", "ACTION_COMPLETED"]


def test_an_inbound_call_to_an_account_without_a_webhook_is_hung_up() -> None:
    result = run([], kind="inbound", account=Account(webhooks={"VCA": False}))
    assert (result.asks, ending(result)) == (0, ("COMPLETED", None, None))


def test_an_unusable_answer_ends_the_session_before_anything_of_it_plays() -> None:
    bad = Unusable(-2003, "broken", body="oops")
    result = run([DIAL, say(500)], responder=Replies([bad]))
    assert ending(result) == ("ERROR", -2003, "SAY")
    assert summary_of(result)["details"]["callA"]["callStatus"] == "COMPLETED"
    assert [e.unusable for e in events(result, Refused)] == [bad] == [e.unusable for e in result.refusals]
    assert [hook.reply for hook in vcas(result)] == ["oops"]
    assert result.failed


@pytest.mark.parametrize(("delay", "status"), [(4999, "COMPLETED"), (5000, "COMPLETED"), (5001, "ERROR")])
def test_an_answer_may_take_as_long_as_reply_timeout(delay: int, status: str) -> None:
    result = run([DIAL], responder=Replies([[say(100), HANGUP]], delay=delay))
    assert summary_of(result)["sessionStatus"] == status
    assert result.call.now == RING + min(delay, 5000) + (100 if status == "COMPLETED" else 0)
    if status == "ERROR":
        assert "no answer within 5000 ms" in result.refusals[0].unusable.why


def test_a_call_that_goes_on_for_ever_is_stopped_by_max_replies_and_never_with_a_platform_code() -> None:
    endless = Replies([[say(10)]] * 50, stages=("again",) * 50)
    result = run([DIAL], responder=endless, settings={"max_replies": 5})
    assert result.asks == 5
    assert result.stopped is not None
    assert (result.stopped.bound, result.stopped.stage) == ("maxReplies", "again")
    assert result.session is None
    assert result.failed
    assert not [hook for hook in result.webhooks if hook.type == "VSS"]


def test_a_call_that_is_too_long_is_stopped_at_max_session_length() -> None:
    result = run([DIAL, say(5000)], settings={"max_session_length": RING + 4000})
    assert result.trace[-1] == Stopped(RING + 4000, "maxSessionLength", "2.say.speaking")
    assert result.session is None
    assert result.failed


@pytest.mark.parametrize("over", [0, 1])
def test_a_call_may_last_exactly_max_session_length(over: int) -> None:
    result = run([DIAL, say(5000), HANGUP], settings={"max_session_length": RING + 5000 - over})
    assert (result.stopped is None) is (over == 0)


def test_a_reply_says_what_it_asked_for() -> None:
    result = run([DIAL], responder=Replies([[say(10), HANGUP]], stages=("bye",)))
    (replied,) = events(result, Replied)
    assert (replied.actions, replied.client_action_id) == (("say", "hangup"), "bye")
    assert replied.digest == result.call.compiled.digest


def test_a_body_as_it_is_judged_can_be_fed_to_a_call() -> None:
    body = b'{"clientActionId": "x", "callflow": [{"action": "hangup"}]}'
    result = run([DIAL, say(10)], responder=Replies([judge(RawReply(body=body), Account(), NOW)]))
    assert ending(result) == ("COMPLETED", None, "HANGUP")
    assert vcas(result)[0].reply == body.decode()


def test_a_list_of_nothing_asks_again_at_once() -> None:
    result = run([DIAL, say(10)], responder=Replies([[], [say(10)]]))
    assert result.asks == 3
    assert [e.at - RING for e in events(result, Asked)] == [10, 10, 20]


def test_an_empty_answer_may_clear_the_stage() -> None:
    result = run([DIAL], responder=Replies([[say(10)], Nothing("{}")], stages=("menu",)))
    assert result.call.client_action_id is None
