"""Every fault strikes once at every place, where it was meant to and nowhere earlier."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

from simulator.callers.scripted import Scripted
from simulator.errors import RefusedError
from simulator.exploring.faults.matrix import fault_matrix
from simulator.exploring.faults.opportunities import Opportunity
from simulator.exploring.faults.unharmed import Unharmed
from simulator.exploring.search.explorer import Bounds
from simulator.model.behaviour.way import Way
from simulator.model.call.event import Asked, Heard
from simulator.model.call.outcome import LegOutcome
from simulator.model.reports.fault_matrix import FAULTS
from simulator.networks.scripted import ScriptedNetwork
from simulator.render.fault_words import hears, reproduce
from simulator.running.dry_run import run_flow
from simulator.running.flow import load_flow
from simulator.scenario.reading.scenario_file import read_scenarios
from simulator.scenario.run import run_scenario
from tests.exploring import backends
from tests.exploring._flows import HANGUP, dial, flow, menu, reply, row, say

if TYPE_CHECKING:
    from simulator.model.flow.flow_file import FlowFile
    from simulator.model.reports.fault_matrix import FaultMatrix, FaultRow, Strike

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2] / "scenarios"
REPLY = {kind.name for kind in FAULTS if kind.group == "reply"}
SESSION = {kind.name for kind in FAULTS if kind.group == "session"}
ANSWERED = (LegOutcome(),)
FILE = {"action": "playFile", "params": {"fileUrl": "https://a.example/hours.wav"}}


def desk(**more: object) -> FlowFile:
    """A menu of three: a second menu, a file, a person."""
    rows = [
        row(reply(menu("One more? Press 1."), stage="more"), digits="1"),
        row(reply(FILE, say("That was it."), HANGUP), digits="2"),
        row(reply(say("Please wait."), dial("+6587654321")), digits="3"),
        row(reply(say("Thanks."), HANGUP), stage="more", digits="1"),
        row(reply(say("Goodbye."), HANGUP), stage="*", digits=None),
        row(reply(say("No."), HANGUP), stage="*", digits="other"),
    ]
    return flow(say("Welcome."), menu("Press 1, 2 or 3."), rows=rows, **more)


def at(matrix: FaultMatrix, words: str) -> FaultRow:
    return next(found for found in matrix.rows if words in found.place.words)


def test_each_place_has_the_faults_that_can_strike_there() -> None:
    matrix = fault_matrix(desk())
    found = {" ".join(one.place.words): set(one.cells) for one in matrix.rows}
    assert found == {
        "+6591234567": {*SESSION, "busy", "noAnswer", "failed"},
        "Press 1, 2 or 3.": {*REPLY, "say"},
        "One more? Press 1.": {*REPLY, "say"},
        "https://a.example/hours.wav That was it.": {"playFile", "say"},
        "+6587654321": {"busy", "noAnswer", "failed", "say"} | REPLY,
        "Thanks.": {"say"},
        "Goodbye.": {"say"},
        "No.": {"say"},
    }
    assert matrix.columns == tuple(kind for kind in FAULTS if kind.name != "machine")
    assert (matrix.bounds, matrix.left) == ((), 0)


def test_the_second_reply_fails_and_the_first_is_untouched() -> None:
    [strike] = [
        one for one in at(fault_matrix(desk()), "One more? Press 1.").cells["http500"] if one.input_class == "1"
    ]
    assert (strike.way.dtmf, strike.before, strike.heard) == ("1 1", "One more? Press 1.", ())
    assert (strike.status, strike.error, strike.silent, strike.trouble) == ("ERROR", -2003, True, "")
    assert strike.injected == ({"reply": {"drop": False}}, {"reply": {"status": 500}})


def test_an_outcome_without_a_column_is_explored_and_strikes_nothing() -> None:
    matrix = fault_matrix(desk(), legs=(LegOutcome(), LegOutcome("canceled")))
    assert not {"busy", "canceled"} & {kind.name for kind in matrix.columns}
    assert not {"busy", "canceled"} & {strike.fault for strike in matrix.strikes}


def test_a_machine_has_a_column_where_it_is_tried() -> None:
    matrix = fault_matrix(desk(), legs=(LegOutcome(), LegOutcome("machine")))
    found = {" ".join(row.place.words): row.cells["machine"] for row in matrix.rows if "machine" in row.cells}
    assert set(found) == {"+6591234567", "+6587654321"}
    (called,) = found["+6591234567"]
    assert (called.status, called.silent, called.heard[:2]) == ("COMPLETED", False, ("Welcome.", "Press 1, 2 or 3."))
    assert {strike.bridged for strike in found["+6587654321"]} == {True}


def test_every_fault_of_a_reply_but_a_short_delay_ends_the_call() -> None:
    cells = at(fault_matrix(desk()), "Press 1, 2 or 3.").cells
    for name in REPLY - {"slow"}:
        assert {(one.status, one.error, one.heard) for one in cells[name]} == {("ERROR", -2003, ())}, name
    heard = {one.input_class: one.heard for one in cells["slow"]}
    assert heard["1"] == ("One more? Press 1.",)
    assert heard["2"] == ("https://a.example/hours.wav", "That was it.")
    assert heard["silence"] == ("Goodbye.",)


def test_a_caller_hangs_up_where_the_call_goes_on_to_ask() -> None:
    slow = {one.input_class: one.way.dtmf for one in at(fault_matrix(desk()), "Press 1, 2 or 3.").cells["slow"]}
    assert (slow["1"], slow["2"]) == ("1 hangup", "2")


def test_every_prompt_of_a_place_is_struck_once() -> None:
    matrix = fault_matrix(desk())
    first = at(matrix, "Press 1, 2 or 3.").cells["say"]
    assert sorted((one.before, one.heard, one.error) for one in first) == [("", (), -2005), ("Welcome.", (), -2005)]
    played = at(matrix, "https://a.example/hours.wav").cells
    assert [(one.before, one.error) for one in played["playFile"]] == [("Press 1, 2 or 3.", -2006)]
    assert [(one.before, one.error) for one in played["say"]] == [("https://a.example/hours.wav", -2005)]


def test_nobody_is_on_the_line_before_leg_a_answers() -> None:
    matrix = fault_matrix(desk())
    first = at(matrix, "+6591234567")
    assert not any(one.silent for one in first.strikes)
    assert {name: first.cells[name][0].error for name in SESSION} == {name: int(name) for name in SESSION}
    second = at(matrix, "+6587654321")
    assert [(one.status, one.silent) for one in second.cells["busy"]] == [("BUSY", True)]
    assert second.cells["busy"][0].way.legs == ("answered", "busy")


def test_who_calls_in_is_on_the_line_from_the_beginning() -> None:
    inbound = flow(rows=[row(reply(menu("Yes?")), callStatus="CALL_RECEIVED"), row({}, digits=None)], inbound={})
    first = fault_matrix(inbound).rows[0]
    assert first.place.kind == "inbound"
    assert [(one.before, one.silent) for one in first.cells["dropped"]] == [("", True)]


def _again(matrix: FaultMatrix, strike: Strike, folder: Path) -> tuple[str, int | None, tuple[str, ...]]:
    scenario, faults = read_scenarios(reproduce(matrix, strike).encode(), folder, "one.scenario.yaml")
    assert faults == ()
    verdict = run_scenario(scenario[0])
    assert verdict.outcome == "pass", verdict.failures
    assert verdict.run is not None
    assert verdict.run.session is not None
    error = verdict.run.session.get("errorDetails", {}).get("errorCode")
    heard = tuple(event.prompt.words for event in verdict.run.trace if isinstance(event, Heard))
    return verdict.run.session["sessionStatus"], error, heard


@pytest.mark.parametrize("name", ["hotline", "bank-balance", "parcel-tracking", "clinic-desk"])
def test_the_scenario_of_every_call_plays_the_same_call(name: str) -> None:
    folder = ROOT / name
    matrix = fault_matrix(load_flow(folder / f"{name}.flow.yaml"))
    for strike in matrix.strikes:
        if strike.injected and strike.status != "STOPPED" and not strike.trouble:
            status, error, heard = _again(matrix, strike, folder)
            assert (status, error) == (strike.status, strike.error), strike
            said = (*((strike.before,) if strike.before else ()), *strike.heard)
            assert heard[len(heard) - len(said) :] == said, strike
            if not strike.before:
                assert heard == strike.heard


def test_a_backend_that_fails_besides_the_fault_is_trouble() -> None:
    rows = [row(reply(say("Well.")), digits="1")]
    matrix = fault_matrix(flow(menu("Press 1."), rows=rows))
    slow = at(matrix, "Press 1.").cells["slow"]
    assert [bool(one.trouble) for one in slow] == [True] * len(slow)
    assert not any(one.trouble for one in at(matrix, "Press 1.").cells["http500"])
    assert {one.gravity for one in slow} == {2}


def test_a_backend_that_leads_elsewhere_leaves_a_fault_without_opportunity(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backends, "CHANGED", [])
    asked = flow(menu("Yes?"), backend="python:tests.exploring.backends:changing")
    found: list[int] = []

    def change(_known: int, waiting: int) -> None:
        found.append(waiting)
        if len(found) > 1 and not waiting:
            backends.CHANGED.append(True)

    matrix = fault_matrix(asked, progress=change)
    lost = [one for one in matrix.strikes if "no opportunity" in one.trouble]
    assert lost
    assert all(one.trouble.startswith("the fault found no opportunity") for one in lost)


def test_no_webhook_is_posted_to_anybody() -> None:
    matrix = fault_matrix(evolve(desk(), post={"VSS": "http://127.0.0.1:9/vss"}))
    assert not any(one.trouble for one in matrix.strikes)


def test_what_was_not_explored_is_told() -> None:
    matrix = fault_matrix(desk(), bounds=Bounds(places=2))
    assert matrix.bounds == ("maxPlaces",)
    assert matrix.left > 0
    assert len(matrix.rows) < len(fault_matrix(desk()).rows)


def test_time_runs_out_between_two_calls() -> None:
    explored: list[int] = []

    def note(_known: int, waiting: int) -> None:
        explored.extend([1] if not waiting else [])

    def clock() -> float:
        return 100.0 if len(explored) > 5 else 0.0

    matrix = fault_matrix(desk(), bounds=Bounds(seconds=10), clock=clock, progress=note)
    assert matrix.bounds == ("timeLimit",)
    assert 0 < len(matrix.strikes) < len(fault_matrix(desk()).strikes)


def test_it_can_be_stopped_and_reports_what_it_has() -> None:
    steps = iter(range(10_000))

    def stop(_known: int, _waiting: int) -> None:
        if next(steps) == 20:
            raise KeyboardInterrupt

    matrix = fault_matrix(desk(), progress=stop)
    assert matrix.bounds == ("interrupted",)
    assert matrix.rows


def test_a_request_that_is_refused_has_no_matrix() -> None:
    with pytest.raises(RefusedError):
        fault_matrix(flow({"action": "dance"}))


def test_the_same_flow_gives_the_same_matrix() -> None:
    first, second = fault_matrix(desk()), fault_matrix(desk())
    assert first.strikes == second.strikes
    assert json.dumps([one.injected for one in first.strikes])


COMES_IN = {"source": "+6591234567", "destination": "+6562345678"}


def coming_in(*actions: dict[str, Any], rows: tuple[dict[str, Any], ...] = ()) -> FlowFile:
    """A call that comes in and is answered with these actions."""
    return flow(rows=[row(reply(*actions), callStatus="CALL_RECEIVED"), *rows], inbound=COMES_IN)


def told(matrix: FaultMatrix, words: str, fault: str) -> list[tuple[str, tuple[str, ...], bool]]:
    return [(one.before, one.heard, one.silent) for one in at(matrix, words).cells[fault]]


@pytest.mark.parametrize("fault", ["busy", "noAnswer", "failed"])
def test_a_transfer_of_a_call_that_came_in_fails_in_silence(fault: str) -> None:
    """The leg that came in was dialled by nobody: it does not count."""
    matrix = fault_matrix(coming_in(say("Please hold."), dial("+6567654321"), HANGUP))
    assert told(matrix, "+6567654321", fault) == [("Please hold.", (), True)]
    desk = fault_matrix(load_flow(ROOT / "clinic-desk" / "clinic-desk.flow.yaml"))
    assert told(desk, "+351213334444", fault) == [("Please hold for the desk.", (), True)]


@pytest.mark.parametrize("fault", ["busy", "noAnswer", "failed"])
def test_the_second_transfer_of_a_call_that_came_in_is_the_second_dial(fault: str) -> None:
    again = row(reply(say("And now the other desk."), dial("+6511111111")), digits=None)
    matrix = fault_matrix(coming_in(say("Please hold."), dial("+6567654321"), rows=(again,)))
    assert told(matrix, "+6511111111", fault) == [("And now the other desk.", (), True)]
    assert told(matrix, "+6567654321", fault) == [("Please hold.", (), True)]


@pytest.mark.parametrize("ends", [{}, reply(HANGUP), {"callflow": []}])
def test_an_ending_that_is_silent_anyway_is_not_blamed_on_a_fault(ends: dict[str, Any]) -> None:
    rows = [row(ends, digits="1"), row(reply(say("Bye."), HANGUP), stage="*", digits=None)]
    cells = at(fault_matrix(flow(menu("Press 1."), rows=rows)), "Press 1.").cells
    for name in REPLY:
        quiet = {one.input_class: one.silent for one in cells[name]}
        assert (quiet["1"], quiet["silence"]) == (False, name != "slow"), name
    assert {hears(one) for name in REPLY for one in cells[name] if one.input_class == "1"} == {
        "nothing, as without the fault"
    }


def test_a_caller_who_is_put_through_without_a_word_hears_somebody() -> None:
    rows = [row(reply(dial("+6567654321")), digits="1"), row({}, digits=None)]
    cells = at(fault_matrix(flow(menu("Press 1."), rows=rows), legs=ANSWERED), "Press 1.").cells
    [slow] = [one for one in cells["slow"] if one.input_class == "1"]
    assert (slow.heard, slow.bridged, slow.silent, hears(slow)) == (
        (), True, False, "no prompt: the caller is put through"
    )  # fmt: skip
    [late] = [one for one in cells["tooSlow"] if one.input_class == "1"]
    assert (late.bridged, late.silent) == (False, True)


@pytest.mark.parametrize(("said", "silent"), [((), False), ((say("Anything else?"),), True)])
def test_what_comes_after_the_other_phone_hung_up_is_looked_at_too(
    said: tuple[dict[str, Any], ...], silent: bool
) -> None:
    after = row(reply(*said, HANGUP), digits=None)
    matrix = fault_matrix(coming_in(say("Please hold."), dial("+6567654321"), rows=(after,)), legs=ANSWERED)
    assert [one.silent for one in at(matrix, "+6567654321").cells["http500"]] == [silent]


def test_a_backend_that_goes_elsewhere_without_the_fault_excuses_nothing() -> None:
    """What its call without the fault would have heard is not known."""
    wavering = flow(menu("Yes?"), backend="python:tests.exploring.backends:alternating")
    chances = Opportunity("a", "http500", "1", Way("1", ("answered",)), 1)
    unharmed = Unharmed(wavering, None, 0)
    heard = run_flow(wavering, caller=Scripted.of("1 hangup"), network=ScriptedNetwork()).trace
    asked = next(number for number, event in enumerate(heard) if isinstance(event, Asked))
    other = [event for event in heard[:asked] if not isinstance(event, Heard)]
    assert not unharmed.is_as_quiet(chances, other)
