"""The lines of a server: who is at the other end of a session, and that it goes as a scripted run does."""

from __future__ import annotations

from random import Random

import simulator
from simulator.callers.modelled import Modelled
from simulator.callers.scripted import Scripted
from simulator.engine.call import Call
from simulator.engine.live import LiveCall
from simulator.engine.waits import DialWait, PlayWait
from simulator.model.call.event import Answered, EntryEnded, LegEnded
from simulator.model.call.lines import LineRule, rules_of
from simulator.model.call.outcome import LegOutcome
from simulator.model.call.wanted import Words
from simulator.model.caller_model import CallerModel
from simulator.model.machine.table import Prompt
from simulator.running.answering import responder_for
from simulator.running.prepared import prepared
from simulator.server.lines.book import LineBook
from simulator.server.lines.far_end import FarEnd, Misheard
from tests.exploring._flows import HANGUP, dial, menu, reply, row, say
from tests.exploring.random_flows import read

A, B = "+6591234567", "+6580000001"
TRANSFER = {"action": "makeCall", "params": {"source": "+6562345678", "destination": B}}
FLOW = {
    "flow": "Lines",
    "request": {"callflow": [dial(), menu("Press 1 for the desk.", noOfTries=2)]},
    "replies": [row(reply(TRANSFER), digits="1"), row(reply(say("Bye."), HANGUP), digits="2"), row(reply(HANGUP))],
}


def lived(end: FarEnd) -> LiveCall:
    """The call to its end, as the server would bring it there."""
    flow = read(FLOW)
    live, responder = LiveCall(Call(prepared(flow).setting(0, True)), end.network, end.caller), responder_for(flow)
    while not live.done:
        question = live.reach(live.now + 500)
        if question is not None:
            live.answer(responder.answer(question)[0])
    return live


def test_a_scripted_line_gives_the_trace_of_a_run_with_the_same_keys_and_legs() -> None:
    found = LineBook((rules_of({"+*": "answered:2s keys=silence,1", B: "answered:3s,talks:4s"}),))
    live = lived(found.far_end("+6591", Random(1)))
    flow = read(FLOW)
    run = simulator.run(flow, "silence 1", legs=["answered:2s", "answered:3s,talks:4s"])
    assert live.call.trace == run.trace


def test_where_no_rule_says_somebody_answers_and_presses_nothing() -> None:
    end = LineBook().far_end(A, Random(1))
    live = lived(end)
    assert [event.at for event in live.call.trace if isinstance(event, Answered)] == [6000]
    assert [event.digits for event in live.call.trace if isinstance(event, EntryEnded)] == ["", ""]
    assert not end.held


def test_each_dial_has_the_line_of_its_own_number() -> None:
    live = lived(LineBook((rules_of({"*": "answered keys=1", B: "busy"}),)).far_end(A, Random(1)))
    assert [(event.leg, event.status) for event in live.call.trace if isinstance(event, LegEnded)] == [
        ("B", "BUSY"),
        ("A", "COMPLETED"),
    ]


def test_a_manual_line_rings_until_somebody_picks_up() -> None:
    end = LineBook((rules_of({"*": "manual"}),)).far_end(A, Random(1))
    assert (end.held, end.network.dial(DialWait("A", "", A, "")), end.network.play(PlayWait(Prompt("say"), ""))) == (
        True,
        None,
        None,
    )
    assert [event.status for event in lived(end).call.trace if isinstance(event, LegEnded)] == ["NO_ANSWER"]


def test_a_call_begun_on_the_page_is_manual_whatever_the_rules_say() -> None:
    end = LineBook((rules_of({"*": "busy"}),)).far_end(A, Random(1), manual=True)
    assert end.held
    assert end.network.dial(DialWait("B", "", B, "")) is None
    assert isinstance(end.caller, Scripted)


def test_sources_count_in_their_order_before_how_closely_they_name_a_number() -> None:
    found = LineBook((rules_of({"+65*": "busy"}), rules_of({A: "manual", "+44*": "machine"})))
    assert found.rule(A).outcome == LegOutcome("busy")
    assert found.rule("+447700900456").outcome == LegOutcome("machine")
    assert found.rule("+1").outcome == LegOutcome()


def test_a_caller_by_chance_does_the_same_from_the_same_seed() -> None:
    found = LineBook(((LineRule("*", model=CallerModel(wrong=0, silence=0, hangup=0)),),))
    ends = [found.far_end(A, Random("7:0")) for _ in range(2)]
    first, second = map(lived, ends)
    assert isinstance(ends[0].caller, Modelled)
    assert [token.text[-1] for token in ends[0].caller.tokens] == ["1"]
    assert first.call.trace == second.call.trace


def test_what_a_step_wants_to_hear_is_judged_as_in_a_scenario() -> None:
    steps = (None, Words("for the desk"), Words("nothing like it"))
    found = LineBook(((LineRule("*", script=Scripted.of("silence 9 1").script, hears=steps),),))
    end = found.far_end(A, Random(1))
    trace = lived(end).call.trace
    assert list(end.misheard(trace)) == []
    late = FarEnd(end.network, end.caller, hears=(Words("the moon"),))
    assert list(late.misheard(trace)) == [Misheard(0, "the moon", "Press 1 for the desk.")]
    assert list(late.misheard(trace[:2])) == []
    assert list(LineBook().far_end(A, Random(1)).misheard(trace)) == []
