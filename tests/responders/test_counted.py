"""One reply of a number is at fault, and every other is the backend's own."""

from __future__ import annotations

from simulator.engine.ports import Question
from simulator.engine.waits import AskWait
from simulator.model.call.outcome import Nothing, Unusable
from simulator.model.scenario.scenario import ReplyFault
from simulator.responders.counted import NthReply
from simulator.running.answering import responder_for
from simulator.running.prepared import prepared
from tests.exploring._flows import flow, menu, row


def test_the_reply_of_that_number_fails_and_no_other() -> None:
    given = flow(menu("Yes?"), rows=[row({}, digits="1")])
    responder = NthReply(responder_for(given), 2, ReplyFault(500), given.account)
    asked = Question(prepared(given).setting(0, watch_plays=False), (), 0, AskWait("ACTION_COMPLETED", "1", None, "x"))
    answers = [responder.answer(asked)[0] for _ in range(3)]
    assert [type(answer) for answer in answers] == [Nothing, Unusable, Nothing]
    assert isinstance(answers[1], Unusable)
    assert (answers[1].code, answers[1].injected) == (-2003, True)
