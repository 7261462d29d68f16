"""Flows with opening hours: each state of the hours is tried, every claim says at which instants, keys carry theirs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import simulator
from simulator.exploring import instants
from simulator.exploring.faults.matrix import fault_matrix
from simulator.exploring.search.explore import LEGS, explorer_of
from simulator.exploring.search.probers import Arrival, Stop
from simulator.exploring.search.probes import Probe
from simulator.model.instants import written
from simulator.render import fault_words

SAY = '{{action: say, params: {{text: "{}", voiceProfile: en-US-Neural2-C}}}}, {{action: hangup}}'
DIAL = '{action: makeCall, params: {source: "+6531380000", destination: "+6598765432"}}'
DESK = """flow: Desk
{invariants}request:
  {valid}callflow:
    - {{action: makeCall, params: {{source: "+6531380000", destination: "+6591234567"}}}}
    - action: sayAndCapture
      params:
        promptMessage: For support press 1, for sales press 2.
        failureMessage: Sorry.
        voiceProfile: en-US-Neural2-C
        maxDigits: 1
        digitTimeout: 4000
        overallTimeout: 8000
        noOfTries: 1
replies:
  - when: {{digits: "1", between: ["09:00", "{closes}"], days: mon-fri, timezone: Europe/Berlin}}
    reply: {{callflow: [{dial}]}}
  - when: {{digits: "1"}}
    reply: {{callflow: [{closed}]}}
  - when: {{digits: "2", days: [sat, sun]}}
    reply: {{callflow: [{weekend}]}}
  - when: {{digits: other}}
    reply: {{callflow: [{{action: hangup}}]}}
  - when: {{digits: null}}
    reply: {{callflow: [{{action: hangup}}]}}
"""


def desk(folder: Path, closes: str = "17:00", name: str = "desk", invariants: str = "", valid: str = "") -> Path:
    file = folder / f"{name}.flow.yaml"
    texts = {"closed": SAY.format("We are closed."), "weekend": SAY.format("Weekend sales."), "dial": DIAL}
    file.write_text(DESK.format(closes=closes, invariants=invariants, valid=valid, **texts))
    return file


def test_each_state_of_the_hours_is_tried_and_said(tmp_path: Path) -> None:
    found = simulator.explore(desk(tmp_path))
    behaviour = found.behaviour
    assert [*map(written, behaviour.instants)] == [
        "2026-01-05T09:00:00Z", "2026-01-06T04:00:00Z", "2026-01-10T04:00:00Z",
    ]  # fmt: skip
    assert (behaviour.complete, behaviour.ground) == (True, "tried")
    assert not list(found.findings)
    text = str(found)
    assert "calls began at Mon 2026-01-05T09:00:00Z, Tue 2026-01-06T04:00:00Z, Sat 2026-01-10T04:00:00Z" in text
    assert "everything" not in text
    assert "every call" not in text
    assert text.count("answered, at ") == 3
    assert {move.row for move in behaviour.moves} >= {1, 2, 3, 4}


def test_the_keys_that_show_something_carry_their_instant(tmp_path: Path) -> None:
    file = desk(tmp_path, invariants='invariants: [{never: {hears: Weekend sales}}]\n')  # fmt: skip
    found = simulator.explore(file)
    (judged,) = found.invariants
    assert judged.way is not None
    assert judged.way.options == "--at 2026-01-10T04:00:00Z --dtmf 2"
    assert judged.way.said == "the call begins at 2026-01-10T04:00:00Z; press 2"
    assert "at: 2026-01-10T04:00:00.000Z" in judged.scenario
    (file,) = found.write_refuted(tmp_path)
    assert not simulator.cover(file).ok
    whole = json.loads(found.render("json"))
    assert whole["invariants"][0]["way"]["at"] == "2026-01-10T04:00:00Z"


def test_what_holds_is_held_and_not_proved(tmp_path: Path) -> None:
    found = simulator.explore(desk(tmp_path, invariants="invariants: [{never: {session: ERROR}}]\n"))
    (judged,) = found.invariants
    assert judged.outcome == "held"
    assert "calls began at" in judged.words


def test_a_key_that_is_handled_when_it_is_open_is_handled(tmp_path: Path) -> None:
    """X006, X011 and X012 speak of menus: at another instant they do as they say."""
    file = desk(tmp_path)
    text = file.read_text().replace(SAY.format("We are closed."), "{action: hangup}")
    file.write_text(text)
    for at in ("2026-01-06T04:00:00Z", "2026-01-05T09:00:00Z"):
        assert {one.code for one in simulator.explore(file, at=at).findings} <= {"X006"}
    found = simulator.explore(file, at="2026-01-06T04:00:00Z").findings
    assert not [one for one in found if "key 1" in one.message]


def test_generated_calls_begin_at_their_instant_and_cover_all(tmp_path: Path) -> None:
    file = desk(tmp_path)
    made = simulator.generate(file, tmp_path / "calls")
    made.write()
    assert all("\nat: 2026-01-" in one.text for one in made.files)
    assert len({one.name for one in made.files}) == len(made.files)
    covered = simulator.cover(tmp_path / "calls")
    assert covered.ok
    assert (covered.percent, covered.ground) == (100, "tried")
    assert "calls began at Mon 2026-01-05" in str(covered)
    again = json.loads(covered.render("json"))
    assert len(again["flows"][0]["instants"]) == 3


def test_scenarios_reach_each_side_of_an_edge(tmp_path: Path) -> None:
    file = desk(tmp_path)
    heard = {at: simulator.run(file, dtmf="1", at=at).states for at in ("2026-01-12T15:59:40Z", "2026-01-12T16:00:00Z")}
    assert "sayAndCapture" in str(heard)
    before, after = (simulator.run(file, dtmf="1", at=at) for at in heard)
    assert "We are closed." not in [item.words for item in before.heard]
    assert "We are closed." in [item.words for item in after.heard]


def test_diff_tries_the_states_of_both(tmp_path: Path) -> None:
    old, new = desk(tmp_path), desk(tmp_path, "18:00", "late")
    found = simulator.diff(old, new, seed=3)
    (only,) = found.differences
    assert only.way.options == "--at 2026-01-05T16:30:00Z --dtmf 1"
    assert (found.ground, found.complete) == ("tried", True)
    assert "calls began at Mon 2026-01-05T09:00:00Z, Mon 2026-01-05T16:30:00Z" in str(found)
    same = simulator.diff(old, old)
    assert "Callers notice nothing in all that was tried." in str(same)
    assert json.loads(found.render("json"))["differences"][0]["way"]["at"] == "2026-01-05T16:30:00Z"


def test_faults_strike_at_the_instant_of_their_call(tmp_path: Path) -> None:
    matrix = fault_matrix(simulator.load(desk(tmp_path)).flow_file)
    commands = [fault_words.reproduce(matrix, strike) for strike in matrix.strikes]
    assert any("--at 2026-01-05T09:00:00Z --dtmf 1" in one for one in commands)
    assert any('"at": "2026-01-06T04:00:00Z"' in one for one in commands)
    assert not [strike for strike in matrix.strikes if strike.trouble]
    assert fault_words.why_so(matrix).startswith("calls began at")


def test_no_call_begins_when_the_request_would_be_refused(tmp_path: Path) -> None:
    file = desk(tmp_path, valid='validUntil: "2026-01-07T00:00:00Z"\n  ')
    found = simulator.explore(file).behaviour
    assert [*map(written, found.instants)] == ["2026-01-05T09:00:00Z", "2026-01-06T04:00:00Z"]


def test_more_states_than_are_tried_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(instants, "MOST", 2)
    found = simulator.explore(desk(tmp_path))
    assert len(found.behaviour.instants) == 2
    assert "more states of opening hours than calls were tried in" in str(found)
    assert simulator.diff(desk(tmp_path), desk(tmp_path)).ground == "notReached"


def test_a_bound_is_told_and_the_instants_until_then(tmp_path: Path) -> None:
    ticks = iter(range(1000))
    bounds = simulator.Bounds(seconds=2)
    found = simulator.explore(desk(tmp_path), bounds=bounds, clock=lambda: next(ticks)).behaviour
    assert found.bounds == ("timeLimit",)
    assert len(found.instants) == 1


def test_calls_that_stand_elsewhere_at_once_are_no_calls_of_this_beginning(tmp_path: Path) -> None:
    """A call that is over at once at another instant has no place from which it could go on."""
    flow = simulator.load(desk(tmp_path)).flow_file
    found = explorer_of(flow, None, LEGS, simulator.Bounds())

    first = found.stepper

    class Over:
        def begin(self) -> Arrival:
            return Arrival(first.begin().events, [], 0, None)

        def take(self, stop: Stop, probe: Probe) -> Arrival:  # pragma: no cover - nothing stands there
            raise AssertionError(stop, probe)

    found.instants, found.at_instant = (0, 1), lambda _now: Over()
    found.run()
    assert found.begun == (0,)
