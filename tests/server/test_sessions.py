"""Live sessions: the trace of a dry run, webhooks in order, a clock that stands still while a webhook is out."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.callers.scripted import Scripted
from simulator.engine.answer import RawReply
from simulator.errors import OutOfTurnError
from simulator.model.call.event import Answered, Asked, Ended, LegEnded, Lost, Refused
from simulator.model.call.legs import parse_leg
from simulator.model.call.outcome import LegOutcome
from simulator.networks.scripted import ScriptedNetwork
from simulator.responders.returned import served
from simulator.running.answering import responder_for
from simulator.running.dry_run import simulate
from simulator.running.prepared import prepared
from simulator.server.sessions.live_session import LIVE, STOPPED
from simulator.server.sessions.wire import Missed
from tests.exploring.random_flows import random_flows, read
from tests.server._house import (
    MENU,
    NOW,
    Line,
    Manual,
    Post,
    account,
    backend,
    begun,
    house,
    kinds,
    line,
    move,
    paced,
    raw,
    ready,
    running,
    settle,
)

if TYPE_CHECKING:
    from simulator.engine.ports import Question

LEGS = st.sampled_from(["answered:1s", "answered:2500ms,talks:4s", "busy", "noAnswer:3s", "failed:404"]).map(parse_leg)
KEYS = st.lists(st.sampled_from(["1", "2", "3#", "^1", "silence", "hangup", "12", "hangup@9s"]), max_size=6)


@settings(max_examples=10)
@given(random_flows(), KEYS.map(" ".join), st.lists(LEGS, max_size=2))
def test_a_session_that_nobody_holds_up_is_the_dry_run_of_the_same_keys(
    written: dict[str, Any], keys: str, legs: list[LegOutcome]
) -> None:
    flow = read(written)
    ready = prepared(flow)
    dry = simulate(ready, ScriptedNetwork(tuple(legs)), Scripted.of(keys), responder_for(flow), 7)

    async def live() -> None:
        there = house(Post())
        session = there.begin(ready.setting(7, True), line(keys, *legs), {}, responder_for(flow))
        assert await there.wait(session, 10)
        assert session.call.trace == dry.trace
        assert [(one.type, one.at, one.body) for one in session.deliveries] == [
            (one.type, one.at, one.body) for one in dry.webhooks
        ]

    running(live())


class _Functions:
    """The same backend, asked in process."""

    def answer(self, question: Question) -> Any:
        from simulator.engine.answer import judge
        from simulator.webhooks.base.facts import Facts
        from simulator.webhooks.base.sent import asking

        return judge(backend(asking(Facts(question.setting, question.trace))), question.setting.account, NOW), 0


def test_webhooks_over_the_wire_give_the_trace_of_the_dry_run_and_come_in_order() -> None:
    dry = simulate(ready(), ScriptedNetwork(), Scripted.of("1 2"), _Functions(), 7)

    async def live() -> None:
        post = Post()
        there = house(post)
        session = begun(there)
        assert await there.wait(session, 10)
        assert session.call.trace == dry.trace
        assert [body for _, body, _ in post.sent] == [one.body for one in dry.webhooks]
        assert post.kinds == [
            "VCS CALL_INITIATED", "VCS CALL_CONNECTED", "VCS DTMF_RECEIVED", "VCS DTMF_RECEIVED", "VCA",
            "VCS CALL_DISCONNECTED", "VSS",
        ]  # fmt: skip
        assert {header for _, _, header in post.sent} == {"Bearer VCS", "Bearer VCA", "Bearer VSS"}
        assert (session.status, there.live) == ("COMPLETED", {})

    running(live())


def test_a_call_goes_as_the_clock_does() -> None:
    async def live() -> None:
        there, session, _ = await paced(Post(), keys="")
        await move(there, 5999)
        assert kinds(session, Answered) == []
        await move(there, 1)
        assert [event.at for event in kinds(session, Answered)] == [6000]
        assert (session.status, there.clock.now) == (LIVE, NOW + 6000)

    running(live())


def test_a_key_comes_at_the_instant_at_which_it_is_pressed() -> None:
    async def live() -> None:
        there, session, _ = await paced(Post(), keys="")
        await move(there, 6500)
        session.press("1")
        await move(there, 9000)
        session.press("2")
        await settle()
        assert [event.digits for event in kinds(session, Asked)] == ["2"]
        await move(there, 60_000)
        assert session.status == "COMPLETED"
        with pytest.raises(OutOfTurnError, match="the call is over"):
            session.press("3")

    running(live())


def test_the_clock_of_a_call_stands_still_while_its_webhook_is_out() -> None:
    async def live() -> None:
        post = Post()
        post.gates["VCA"] = asyncio.Event()
        there, session, real = await paced(post, keys="")
        there.clock.turn(paused=False, speed=60.0)
        there.repace()
        session.press("1")  # while it rings: lost
        real.now += 0.11
        session.wake()
        session.press("1")
        real.now += 0.1
        session.wake()
        session.press("2")
        asked = kinds(session, Asked)[0].at
        real.now += 3
        session.wake()
        there.repace(1000)
        assert session.live.now == asked
        post.gates["VCA"].set()
        await settle()
        real.now += 1
        session.wake()
        assert kinds(session, Ended)[0].at > asked
        assert kinds(session, Ended)[0].at < asked + 60_000
        await there.close()

    running(live())


def test_a_slow_receiver_of_one_type_delays_no_other_but_the_summary() -> None:
    async def live() -> None:
        post = Post()
        post.gates["VCS"] = asyncio.Event()
        there, session, _ = await paced(post)
        await move(there, 60_000)
        assert post.kinds == ["VCS CALL_INITIATED", "VCA"]
        await move(there, 60_000)
        assert (session.status, session.over) == ("COMPLETED", False)
        post.gates["VCS"].set()
        assert await there.wait(session, 10)
        assert post.kinds[2:] == [
            "VCS CALL_CONNECTED", "VCS DTMF_RECEIVED", "VCS DTMF_RECEIVED", "VCS CALL_DISCONNECTED", "VSS",
        ]  # fmt: skip

    running(live())


def test_a_call_as_fast_as_can_be_waits_for_its_receivers() -> None:
    async def live() -> None:
        post = Post()
        post.gates["VCS"] = asyncio.Event()
        there = house(post)
        session = begun(there)
        await settle()
        assert (post.kinds, session.live.now) == (["VCS CALL_INITIATED"], 1)
        post.gates["VCS"].set()
        assert await there.wait(session, 10)

    running(live())


def test_who_hangs_up_while_the_webhook_is_out_is_gone_and_the_summary_waits_for_it() -> None:
    async def live() -> None:
        post = Post()
        post.gates["VCA"] = asyncio.Event()
        there = house(post)
        session = begun(there)
        await settle(60)
        session.hang_up()
        await settle()
        assert (session.status, session.over, "VSS" in post.kinds) == ("COMPLETED", False, False)
        post.gates["VCA"].set()
        assert await there.wait(session, 10)
        assert post.kinds[-1] == "VSS"

    running(live())


@pytest.mark.parametrize(
    ("came", "error", "why", "took"),
    [
        (Missed("no answer within 5000 ms (replyTimeout)", late=True), -2003, "no answer within 5000 ms", 5000),
        (Missed("http://127.0.0.1/VCA cannot be asked: Connection refused"), -2003, "cannot be asked", 0),
        (RawReply(500, b"oops"), -2003, "HTTP 500", 0),
        (RawReply(200, b"[]"), -2003, "the reply is no JSON object", 0),
    ],
)
def test_an_answer_that_cannot_be_used_ends_the_session(came: Any, error: int, why: str, took: int) -> None:
    async def live() -> None:
        there = house(Post(VCA=lambda _: came))
        session = begun(there)
        assert await there.wait(session, 10)
        asked, refused = kinds(session, Asked)[0], kinds(session, Refused)[0]
        assert (kinds(session, Ended)[0].error, refused.at - asked.at) == (error, took)
        assert why in refused.unusable.why
        assert why in next(one for one in session.deliveries if one.type == "VCA").why

    running(live())


def test_findings_of_an_answer_are_kept_with_it() -> None:
    async def live() -> None:
        bad = {"callflow": [{"action": "say", "params": {"text": "x", "voiceProfile": "nonsense"}}]}
        there = house(Post(VCA=lambda _: raw(bad)))
        session = begun(there)
        assert await there.wait(session, 10)
        asked = next(one for one in session.deliveries if one.type == "VCA")
        assert [one.code for one in asked.findings] == [-1002]
        assert (asked.status, asked.tries, asked.done) == (200, 1, True)

    running(live())


def test_a_webhook_that_is_not_answered_is_posted_again_as_often_as_is_set() -> None:
    async def live() -> None:
        post = Post(VSS=lambda _: RawReply(503), VCA=lambda _: RawReply(503))
        there = house(post)
        session = begun(there, of=account(webhook_retries=2))
        assert await there.wait(session, 10)
        assert (post.kinds.count("VSS"), post.kinds.count("VCA")) == (3, 1)
        assert [one.tries for one in session.deliveries if one.type == "VSS"] == [3]

    running(live())


def test_each_webhook_can_be_delivered_twice_and_the_first_answer_counts() -> None:
    answers = iter(["one", "two"])

    def answering(_body: dict[str, Any]) -> RawReply:
        return served({"clientActionId": next(answers, "none"), "callflow": []}).reply

    async def live() -> None:
        post = Post(VCA=answering)
        there = house(post)
        session = begun(there, of=account(duplicate_webhooks=True))
        assert await there.wait(session, 10)
        assert (post.kinds.count("VSS"), post.kinds.count("VCA")) == (2, 2)
        assert session.call.client_action_id == "one"
        assert "answered otherwise the second time" in session.result.backend_faults[0].what

    running(live())


def test_a_manual_phone_rings_until_somebody_picks_up_and_goes_as_real_time_does() -> None:
    async def live() -> None:
        there, session, real = await paced(Post(), 60.0, line=Line(Manual(), held=True))
        there.clock.turn(paused=False)
        there.repace()
        real.now += 2
        session.pick_up(LegOutcome())
        assert [event.at for event in kinds(session, Answered)] == [2000]
        with pytest.raises(OutOfTurnError, match="no leg B is connected"):
            session.release()
        await there.close()

    running(live())


def test_a_manual_phone_that_nobody_answers_rings_out() -> None:
    async def live() -> None:
        there = house(Post())
        session = begun(there, line=Line(Manual()))
        assert await there.wait(session, 10)
        assert [event.at for event in kinds(session, LegEnded)] == [30_000]

    running(live())


def test_of_sessions_that_are_over_the_last_are_kept() -> None:
    async def live() -> None:
        there = house(Post())
        there.keep = 1
        first, second = begun(there), begun(there, seed=8)
        assert await there.wait(first, 10)
        assert await there.wait(second, 10)
        assert (list(there.sessions.values()), there.forgotten) == ([second], 1)
        assert await there.wait(second, 0)

    running(live())


def test_waiting_has_an_end() -> None:
    async def live() -> None:
        there, session, _ = await paced(Post())
        assert not await there.wait(session, 0)
        waiting = asyncio.create_task(there.wait(session, 60))
        await settle()
        await there.close()
        assert not await waiting

    running(live())


def test_a_session_that_a_bound_of_the_simulator_ends_says_so() -> None:
    async def live() -> None:
        there = house(Post())
        session = begun(there, of=account(max_session_length=7000))
        assert await there.wait(session, 10)
        assert session.status == STOPPED

    running(live())


def test_a_callback_of_the_old_style_goes_to_the_address_of_its_capture() -> None:
    async def live() -> None:
        body = {"callflow": [MENU["callflow"][0], MENU["callflow"][1] | {}]}
        body["callflow"][1]["params"] = {**body["callflow"][1]["params"], "dtmfCallbackUrl": "http://127.0.0.1/DTMF"}
        post = Post()
        there = house(post)
        session = begun(there, body=body)
        assert await there.wait(session, 10)
        assert [(kind, data["actionDetails"]) for kind, data, _ in post.sent if kind == "DTMF"] == [
            ("DTMF", {"dtmf": "1"})
        ]

    running(live())


def test_a_key_while_it_rings_is_lost() -> None:
    async def live() -> None:
        there, session, _ = await paced(Post(), keys="")
        session.press("1")
        assert len(kinds(session, Lost)) == 1
        await there.close()

    running(live())
