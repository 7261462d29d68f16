"""A machine answers a leg: it talks over what plays, beeps, records, presses nothing, and hangs up by itself."""

from __future__ import annotations

import pytest

from simulator.errors import OutOfTurnError
from simulator.model.call.event import Answered, EntryEnded, HungUp
from simulator.model.call.legs import leg_text, parse_leg
from tests.engine.calls import BRIDGE, DIAL, HANGUP, Replies, capture, events, run, say, summary_of

SHORT = {"machine_greeting": 1000, "machine_records": 5000}


def recorded(*lengths: int, leg: str = "machine:0") -> list[str | None]:
    result = run([DIAL, *map(say, lengths)], legs=[leg], settings=SHORT)
    return [item.recorded for item in result.heard]


@pytest.mark.parametrize(
    ("lengths", "expected"),
    [
        ((500,), ["none"]),
        ((1000,), ["none"]),
        ((1010,), ["part"]),
        ((1000, 100), ["none", "all"]),
        ((600, 600, 600), ["none", "part", "all"]),
        ((9000,), ["part"]),
    ],
)
def test_what_plays_before_the_beep_is_talked_over(lengths: tuple[int, ...], expected: list[str]) -> None:
    assert recorded(*lengths) == expected


def test_what_it_cuts_short_before_its_beep_is_not_recorded() -> None:
    assert recorded(9000, leg="machine:0,talks:800ms") == ["none"]


def test_a_person_listens_to_all() -> None:
    assert recorded(500, leg="answered:0") == [None]


def test_it_hangs_up_after_greeting_and_recording() -> None:
    result = run([DIAL, say(90_000)], legs=["machine:2s"])
    assert result.call.now == 2000 + 4000 + 30_000
    assert [event.by for event in events(result, HungUp)] == ["caller"]
    session = summary_of(result)
    assert (session["sessionStatus"], session["lastAction"]) == ("COMPLETED", "SAY")
    assert session["details"]["callA"]["callStatus"] == "COMPLETED"
    assert session["details"]["callA"]["callDuration"] == 34


@pytest.mark.parametrize("keys", ["1", "1#", "^1", "1 2 3", "hangup"])
def test_it_presses_nothing_whatever_the_caller_would(keys: str) -> None:
    result = run([DIAL, capture(max_digits=1, overall_timeout=1000, no_of_tries=2), HANGUP], keys, legs=["machine:0"])
    assert [(one.digits, one.reason) for one in events(result, EntryEnded)] == [("", "overallTimeout")] * 2
    assert result.call.entry == 0


def test_a_digit_timeout_ends_its_entries_too() -> None:
    result = run([DIAL, capture(digit_timeout=500, no_of_tries=1, overall_timeout=9000)], legs=["machine:0"])
    assert [(one.digits, one.reason) for one in events(result, EntryEnded)] == [("", "digitTimeout")]


def test_the_webhook_is_told_of_nothing() -> None:
    reply = Replies([[say(100), HANGUP]])
    run([DIAL, capture(no_of_tries=1, overall_timeout=1000)], legs=["machine:0"], responder=reply)
    assert [wait.digits for wait in reply.asked] == [None]


def test_keys_that_it_does_not_press_are_told_with_the_reason() -> None:
    import simulator

    run_ = simulator.run("scenarios/samples/table.flow.yaml", "1", legs=["machine"])
    (left,) = run_.call.left_over  # type: ignore[union-attr]
    assert left == ('the key token "1" was never used', "a machine answered, which presses nothing")


def test_a_machine_as_leg_b_is_bridged_until_it_hangs_up() -> None:
    result = run([DIAL, BRIDGE, say(500)], legs=["answered:0", "machine:1s"], settings=SHORT)
    assert [event.beep for event in events(result, Answered)] == [None, 2000]
    assert next((event.at, event.by) for event in events(result, HungUp)) == (7000, "far end")
    assert [(item.at, item.recorded) for item in result.heard] == [(7000, None)]


def test_one_who_came_in_is_no_machine() -> None:
    reply = Replies([[BRIDGE, say(500), HANGUP]])
    result = run([], kind="inbound", legs=["machine:0"], responder=reply, settings=SHORT)
    assert [item.recorded for item in result.heard] == [None]


def test_an_entry_is_never_waited_for() -> None:
    from simulator.engine.call import Call
    from simulator.model.call.outcome import Presses
    from tests.engine.calls import setting_of

    call = Call(setting_of([DIAL, capture()]))
    call.advance()
    call.dialled(parse_leg("machine"))
    call.advance()
    with pytest.raises(OutOfTurnError):
        call.press(Presses())


@pytest.mark.parametrize("text", ["machine", "machine:300ms", "machine:2000ms,talks:7000ms"])
def test_it_is_written_as_any_other_outcome(text: str) -> None:
    assert leg_text(parse_leg(text)) == text


def test_the_timeline_says_what_is_on_the_recording() -> None:
    from simulator.render.timeline import lines

    result = run([DIAL, say(600), say(600), say(600)], legs=["machine:0"], settings=SHORT)
    said = [line.what for line in lines(result.trace) if line.what.startswith(("says", "answers: a"))]
    assert said[0] == "answers: a machine, which talks until it beeps at 00:01.000, then records"
    told = [line.rpartition("s)")[2] for line in said[1:]]
    assert told == [", which the machine talks over", ", recorded from 00:01.000 on", ", recorded"]


def test_exploration_tells_what_follows_a_machine_from_what_follows_a_person() -> None:
    import simulator

    found = simulator.explore("scenarios/samples/table.flow.yaml", legs=["answered", "machine"])
    moves = {move.input_class: move for move in found.behaviour.moves if move.input_class in ("answered", "machine")}
    assert found.behaviour.points[moves["machine"].dest].place.kind == "end"
    assert found.behaviour.points[moves["answered"].dest].place.kind != "end"


@pytest.mark.parametrize("leg", ["machine", "{machine: 2s}", "{machine: 1s, talks: 9s}"])
def test_a_scenario_takes_it(leg: str) -> None:
    from pathlib import Path

    from simulator.scenario.reading.scenario_file import read_scenarios
    from simulator.scenario.run import run_scenario

    text = f"scenario: a voicemail\nflow: table.flow.yaml\nlegs: [{leg}]\nexpect: {{session: COMPLETED}}\n"
    scenarios, findings = read_scenarios(text.encode(), Path("scenarios/samples"), "scenarios/samples/x.scenario.yaml")
    assert not findings
    assert [run_scenario(one).outcome for one in scenarios] == ["pass"]


def test_json_says_what_is_recorded_and_when_the_machine_beeps() -> None:
    import simulator

    told = simulator.run("scenarios/samples/table.flow.yaml", legs=["machine:0"]).render("json")
    assert '"recorded": "part"' in told
    assert '"beep": 4000' in told
    assert '"outcome": "machine"' in told
    person = simulator.run("scenarios/samples/table.flow.yaml").render("json")
    assert '"recorded"' not in person
    assert '"beep"' not in person
