"""A call fed as it happens writes the trace of a scripted one that gets the same at the same milliseconds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.callers.scripted import Scripted
from simulator.callers.silent import Silent
from simulator.engine.call import Call
from simulator.engine.drive import drive, feed
from simulator.engine.live import LiveCall
from simulator.errors import OutOfTurnError
from simulator.model.call.event import Answered, Ended, HungUp, LegEnded, Lost, Pressed
from simulator.model.call.legs import parse_leg
from simulator.model.call.outcome import LegOutcome, Nothing
from simulator.networks.scripted import ScriptedNetwork
from simulator.running.answering import responder_for
from simulator.running.prepared import prepared
from tests.exploring._flows import HANGUP, dial, menu, reply, row, say
from tests.exploring.random_flows import random_flows, read

if TYPE_CHECKING:
    from simulator.engine.ports import Responder
    from simulator.engine.waits import DialWait
    from simulator.model.call.event import Event
    from simulator.model.flow.flow_file import FlowFile

Inputs = list[tuple[int, str]]
"""What the caller does, by ms after leg A was dialled; `` hangs up."""
LEGS = st.sampled_from(["answered:1s", "answered:2500ms,talks:4s", "busy", "noAnswer:3s", "failed:404"]).map(parse_leg)
DELAYS = st.sampled_from([0, 1, 700])


def scripted(flow: FlowFile, inputs: Inputs, legs: tuple[LegOutcome, ...], delay: int) -> list[Event]:
    call, network, responder = Call(prepared(flow).setting(0, True)), ScriptedNetwork(legs), responder_for(flow)
    for at, key in inputs:
        if key:
            call.schedule(at, "hash" if key == "#" else "digit", key)
        else:
            call.schedule(at, "hangup")
    while (wait := call.advance()) is not None:
        feed(call, wait, network, Silent(), _Slow(responder, delay))
    return call.trace


class _Slow:
    def __init__(self, responder: Responder, delay: int) -> None:
        self.responder, self.delay = responder, delay

    def answer(self, question: Any) -> Any:
        return self.responder.answer(question)[0], self.delay


def fed(
    flow: FlowFile,
    inputs: Inputs,
    legs: tuple[LegOutcome, ...],
    delay: int,
    step: int,
    caller: Scripted | None = None,
) -> list[Event]:
    """Looked at every `step` ms, and whenever an input comes."""
    live = LiveCall(Call(prepared(flow).setting(0, True)), ScriptedNetwork(legs), caller)
    responder = responder_for(flow)
    left = sorted(inputs, key=lambda one: one[0])
    at = 0
    while not live.done:
        at = min(at + step, left[0][0]) if left else at + step
        while (question := live.reach(at)) is not None:
            live.answer(responder.answer(question)[0], delay)
        while left and left[0][0] == live.now and not live.done:
            key = left.pop(0)[1]
            live.key(key) if key else live.hang_up()
    return live.call.trace


@pytest.mark.no_cover  # what it takes, the calls below take: measured, it takes four times as long
@settings(max_examples=settings().max_examples // 3)
@given(
    random_flows(),
    st.lists(st.tuples(st.integers(0, 40_000), st.sampled_from("123*#") | st.just("")), max_size=12),
    st.lists(LEGS, max_size=2).map(tuple),
    DELAYS,
    st.sampled_from([1000, 100_000]),
)
def test_the_same_at_the_same_milliseconds_gives_the_same_trace(
    written: dict[str, Any], inputs: Inputs, legs: tuple[LegOutcome, ...], delay: int, step: int
) -> None:
    flow = read(written)
    ended = scripted(flow, inputs, legs, delay)[-1].at
    inputs = sorted((one for one in inputs if one[0] <= ended), key=lambda one: one[0])
    assert fed(flow, inputs, legs, delay, step) == scripted(flow, inputs, legs, delay)


TOKENS = st.sampled_from(["1", "2#", "^1", "^[0]2", "silence", "hangup", "hangup[9000]", "3[4000]1", "*"])
TIMED = st.builds("{}@{}ms".format, st.sampled_from("123*#") | st.just("hangup"), st.integers(0, 40_000))


def driven(flow: FlowFile, keys: str, legs: tuple[LegOutcome, ...], delay: int) -> list[Event]:
    call = Call(prepared(flow).setting(0, True))
    return drive(call, ScriptedNetwork(legs), Scripted.of(keys), _Slow(responder_for(flow), delay)).trace


@pytest.mark.no_cover  # what it takes, the calls below take: measured, it takes four times as long
@settings(max_examples=settings().max_examples // 3)
@given(
    random_flows(),
    st.lists(TOKENS, max_size=5),
    st.lists(TIMED, max_size=5),
    st.lists(LEGS, max_size=2).map(tuple),
    DELAYS,
    st.sampled_from([1000, 100_000]),
)
def test_keys_at_a_time_of_their_own_are_those_that_a_person_presses_then(
    written: dict[str, Any], tokens: list[str], timed: list[str], legs: tuple[LegOutcome, ...], delay: int, step: int
) -> None:
    flow = read(written)
    trace = driven(flow, " ".join(tokens + timed), legs, delay)
    assert fed(flow, [], legs, delay, step, Scripted.of(" ".join(timed + tokens))) == trace
    answered = next((event.at for event in trace if isinstance(event, Answered)), None)
    script = [] if answered is None else Scripted.of(" ".join(timed)).timed
    inputs = [
        (answered + one.at, one.key) for one in script if answered is not None and answered + one.at <= trace[-1].at
    ]
    assert fed(flow, inputs, legs, delay, step, Scripted.of(" ".join(tokens))) == trace


TRANSFER = {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6580000001"}}
FLOW = {
    "flow": "Live",
    "request": {"callflow": [dial(), menu("Press 1.", noOfTries=1)]},
    "replies": [row(reply(TRANSFER), digits="1"), row(reply(HANGUP), digits="2"), row(reply(say("Bye.")), digits=None)],
}


class Manual:
    """Every leg rings until somebody picks up."""

    def __init__(self, code: int | None = None, failing: int | None = None) -> None:
        self.code, self.failing = code, failing

    def dial(self, _wait: DialWait) -> LegOutcome | int | None:
        return self.code

    def play(self, _wait: object) -> int | None:
        return self.failing


def live(lines: Manual | None = None) -> LiveCall:
    return LiveCall(Call(prepared(read(FLOW)).setting(0, True)), lines or Manual())


def kinds(call: LiveCall, kind: type[Any]) -> list[Any]:
    return [event for event in call.call.trace if isinstance(event, kind)]


def picked_up(at: int = 3000) -> LiveCall:
    call = live()
    call.reach(at)
    call.pick_up(LegOutcome())
    return call


def asked(key: str) -> LiveCall:
    call = picked_up()
    call.reach(8000)
    call.key(key)
    assert call.reach(8001) is not None
    return call


def answered(call: LiveCall) -> None:
    assert call.question is not None
    call.answer(responder_for(read(FLOW)).answer(call.question)[0])


def test_a_leg_rings_until_somebody_picks_up() -> None:
    assert [event.at for event in kinds(picked_up(), Answered)] == []
    call = picked_up()
    call.reach(3001)
    assert [event.at for event in kinds(call, Answered)] == [3000]


def test_a_leg_that_nobody_picks_up_rings_out() -> None:
    call = live()
    call.reach(10**6)
    assert [(event.at, event.status) for event in kinds(call, LegEnded)] == [(30_000, "NO_ANSWER")]
    assert (call.done, call.due) == (True, None)


def test_a_leg_can_be_declined() -> None:
    call = live()
    call.reach(2000)
    call.pick_up(parse_leg("busy"))
    call.reach(2001)
    assert [(event.at, event.status) for event in kinds(call, LegEnded)] == [(2000, "BUSY")]


def test_a_line_or_a_prompt_that_fails_ends_the_session() -> None:
    for call in (live(Manual(code=-2004)), live(Manual(failing=-2005))):
        call.reach(100)
        if not call.done:
            call.pick_up(LegOutcome())
            call.reach(200)
        assert kinds(call, Ended)[0].error in (-2004, -2005)


def test_it_says_when_something_happens_next() -> None:
    call = live()
    assert call.due == 0
    call.reach(1)
    assert call.due == 30_000
    call.reach(500)
    assert call.now == 500


def test_the_clock_stands_still_while_the_webhook_is_asked() -> None:
    call = asked("2")
    assert (call.reach(60_000) is not None, call.now, call.due) == (True, 8000, None)
    answered(call)
    assert call.reach(60_000) is None
    assert kinds(call, Ended)[0].at == 8000


def test_who_hangs_up_while_the_webhook_is_asked_is_gone_at_once() -> None:
    call = asked("2")
    call.hang_up()
    assert call.reach(8001) is None
    assert (call.done, kinds(call, HungUp)[0].by) == (True, "caller")
    call.answer(Nothing())  # which comes too late
    for late in (call.hang_up, lambda: call.key("1")):
        with pytest.raises(OutOfTurnError, match="the call is over"):
            late()


def test_the_far_end_of_a_bridge_hangs_up() -> None:
    call = asked("1")
    with pytest.raises(OutOfTurnError, match="no leg B is connected"):
        call.release()
    answered(call)
    call.reach(10_000)
    call.pick_up(LegOutcome(talks=50_000))
    call.reach(15_000)
    with pytest.raises(OutOfTurnError, match="no leg rings"):
        call.pick_up(LegOutcome())
    call.release()
    call.reach(15_001)
    assert [(event.at, event.leg) for event in kinds(call, LegEnded)][:1] == [(15_000, "B")]


def test_a_key_that_nobody_waits_for_is_lost() -> None:
    call = live()
    call.key("1")
    call.reach(1)
    assert [event.why for event in kinds(call, Lost)] == ["no entry is open"]


def pressed_late(call: LiveCall) -> list[int]:
    call.reach(60_000)
    return [event.at for event in call.call.trace if isinstance(event, Lost | Pressed)]


def test_keys_at_a_time_of_their_own_count_from_picking_up() -> None:
    for outcome, times in ((LegOutcome(), [4000]), (parse_leg("machine"), []), (parse_leg("busy"), [])):
        call = LiveCall(Call(prepared(read(FLOW)).setting(0, True)), Manual(), Scripted.of("3@1s"))
        call.reach(3000)
        call.pick_up(outcome)
        assert pressed_late(call) == times


def test_a_line_that_would_answer_later_keeps_the_times_of_its_caller() -> None:
    call = LiveCall(
        Call(prepared(read(FLOW)).setting(0, True)), ScriptedNetwork((parse_leg("answered:9s"),)), Scripted.of("3@1s")
    )
    call.reach(3000)
    call.pick_up(LegOutcome())
    assert pressed_late(call) == [10_000]


def test_of_a_call_that_comes_in_they_count_from_its_beginning() -> None:
    hello = {"when": {"callStatus": "CALL_RECEIVED"}, "reply": reply(say("Hello, and welcome to all of you."))}
    flow = read({"flow": "In", "inbound": {"source": "+6562345678", "destination": "+6580000001"}, "replies": [hello]})
    call = LiveCall(Call(prepared(flow).setting(0, True)), Manual(), Scripted.of("3@1s"))
    question = call.reach(10)
    assert question is not None
    call.answer(responder_for(flow).answer(question)[0])
    assert pressed_late(call) == [1000]
