"""Crowds of a model: what they want, how they interrupt, slip and give up; rows that replay, and add up."""

from __future__ import annotations

from collections import Counter
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

import simulator
from simulator.api import crowd_calls
from simulator.api.crowd import Population
from simulator.api.population import run_many
from simulator.callers.choosing import slips
from simulator.callers.silent import Silent
from simulator.errors import UsageError
from simulator.model.call.outcome import Presses
from simulator.model.caller_model import CallerModel
from simulator.running.flow import load_flow
from tests.bodies import SCENARIOS
from tests.exploring._flows import HANGUP, dial, flow_file, menu, reply, row, say

if TYPE_CHECKING:
    from simulator.engine.waits import EntryWait

HOTLINE = SCENARIOS / "hotline" / "hotline.flow.yaml"
BANK = SCENARIOS / "bank-balance" / "bank-balance.flow.yaml"
SURE = CallerModel(wrong=0, silence=0, hangup=0, reaction=1000)
USUAL = CallerModel.usual(barge_in=0.3, legs={"B": {"answered": 8, "busy": 1, "noAnswer": 1}}, patience=(60, 30))


@pytest.mark.parametrize("flow", [HOTLINE, BANK], ids=lambda path: path.stem)
def test_every_caller_replays_to_the_same_end_with_its_script_and_legs(flow: Path) -> None:
    for one in run_many(flow, USUAL, count=60, seed=3):
        alone = simulator.run(flow, one.script, legs=list(one.legs))
        assert alone.trace[-1].at / 1000 == one.seconds
        assert alone.call is not None
        assert not alone.call.unused_legs


def test_who_wants_something_presses_the_key_that_is_announced_for_it() -> None:
    sales = evolve(SURE, name="sales", share=3, wants={"sales": 1})
    hours = evolve(SURE, name="hours", wants={"opening hours": 1, "no such thing": 0})
    found = run_many(HOTLINE, CallerModel(segments=(sales, hours)), count=80)
    assert {(one.segment, one.wanted, one.keys) for one in found} == {
        ("sales", "sales", "1"), ("hours", "opening hours", "3"),
    }  # fmt: skip
    assert 0.55 < sum(one.segment == "sales" for one in found) / 80 < 0.95


def test_weights_are_those_of_the_stage() -> None:
    model = evolve(SURE, weights={"start": {"2": 1, "1": 0, "3": 0}, "*": {"1": 0}})
    assert {one.keys for one in run_many(HOTLINE, model, count=20)} == {"2 2"}


def test_who_interrupts_presses_after_the_words_of_their_own_key() -> None:
    """By menu position: a first key comes sooner than a last one, and none of them before it was said."""
    model = evolve(SURE, barge_in=1, reaction=500)
    ends = {one.digits: one.ended - (one.asked or 0) for one in run_many(HOTLINE, model, count=60).entries
            if one.number == 1}  # fmt: skip
    assert 500 < ends["1"] < ends["2"] < ends["3"] <= 7717 + 500
    assert run_many(HOTLINE, model, count=30, account={"assumptions": {"bargeIn": False}}).entries[0].ended == 14217


def test_a_slip_changes_one_digit_of_an_entry_of_several(tmp_path: Path) -> None:
    rows = [row(reply(HANGUP), digits="1234"), row(reply(say("no"), HANGUP), stage="*")]
    file = flow_file(tmp_path, menu("Enter 1234.", maxDigits=4, minDigits=4), rows=rows)
    entered = Counter(one.keys for one in run_many(file, evolve(SURE, slip=0.1), count=400))
    assert set(entered) <= {"1234", *slips("1234")}
    assert abs(entered["1234"] / 400 - 0.9**4) < 0.1
    assert len(slips("1234")) == 36


def test_who_waits_gives_up_but_not_while_leg_b_talks() -> None:
    model = evolve(SURE, offered={"1": 1, "2": 0, "3": 0}, patience=40, talk="constant(200s)")
    assert {(one.facts.ended_by, one.facts.talk_seconds) for one in run_many(HOTLINE, model, count=3)} == {
        ("platform", 200.0)
    }
    slow = evolve(SURE, silence=1, patience=40)
    assert {(one.facts.ended_by, one.seconds) for one in run_many(HOTLINE, slow, count=3)} == {("caller", 46.0)}


def test_a_chance_by_the_second_is_one() -> None:
    model = CallerModel(wrong=0, silence=1, hangup=0, at_once=0.3, per_second=0.05)
    found = run_many(HOTLINE, model, count=400)
    at_once = sum(one.seconds == 6.0 for one in found) / 400
    stayed = sum(one.facts.ended_by != "caller" for one in found) / 400
    assert abs(at_once - 0.3) < 0.1
    assert stayed < 0.1


def test_legs_come_to_what_the_model_says() -> None:
    model = evolve(SURE, legs={"A": {"answered": 1, "busy": 1, "noAnswer": 0}})
    found = Counter(one.outcome for one in run_many(HOTLINE, model, count=200))
    assert set(found) == {"COMPLETED", "BUSY"}
    assert abs(found["BUSY"] / 200 - 0.5) < 0.15


def test_a_row_says_what_a_contact_centre_asks() -> None:
    model = evolve(SURE, offered={"1": 1, "2": 0, "3": 0}, talk=10, goals=("sales",))
    (one,) = run_many(HOTLINE, model, count=1)
    facts = one.facts
    assert (facts.ended_by, facts.person, facts.goal, one.last_place) == ("platform", True, True, one.path[-1])
    assert (facts.ring_seconds, facts.talk_seconds, facts.retries) == (12.0, 10.0, 0)
    assert facts.ring_seconds + facts.ivr_seconds + facts.talk_seconds == one.seconds
    (other,) = run_many(HOTLINE, evolve(model, offered={"3": 1, "1": 0, "2": 0}, goals=("no such",)), count=1)
    assert (other.facts.person, other.facts.goal) == (False, False)


def test_each_entry_is_a_row() -> None:
    found = run_many(HOTLINE, ["9 1", "silence silence"])
    table = [(one.caller, one.number, one.attempt, one.digits, one.outcome) for one in found.entries]
    assert table == [(0, 1, 1, "9", "accepted"), (1, 1, 1, "", "rejected"), (1, 2, 2, "", "rejected")]
    assert found.entries[0].place_id in simulator.explore(HOTLINE).behaviour.places
    assert [one.facts.retries for one in found] == [0, 2]
    assert found.entries[0].first_key is not None
    pandas = pytest.importorskip("pandas")
    assert isinstance(found.entries.to_dataframe(), pandas.DataFrame)


def test_crowds_add_up() -> None:
    one, two = (run_many(HOTLINE, scripts) for scripts in (["1"], ["3", "2 1"]))
    both = one + two
    assert [row.caller for row in both] == [0, 1, 2]
    assert [entry.caller for entry in both.entries] == [0, 1, 2, 2]
    assert both.title == one.title
    assert (one + run_many(BANK, ["1"])).title == f"{one.title}, {run_many(BANK, []).title}"
    with pytest.raises(TypeError):
        one + 3  # type: ignore[operator]


def test_the_table_is_the_same_for_any_number_of_workers() -> None:
    told: list[tuple[int, int]] = []
    alone = run_many(HOTLINE, USUAL, count=24, seed=7)
    shared = run_many(HOTLINE, USUAL, count=24, seed=7, workers=2, progress=lambda *now: told.append(now))
    assert isinstance(shared, Population)
    assert shared.rows == alone.rows
    assert told[-1] == (24, 24)
    assert [now for now, _ in told] == sorted({now for now, _ in told})


class Own:
    """Presses 1, then hangs up, and is nobody's but this test's."""

    timed = ()

    def __init__(self) -> None:
        self.done = 0

    def entry(self, wait: EntryWait) -> Presses:
        self.done += 1
        return Presses(((wait.prompt.length + 700, "2"),)) if self.done == 1 else Presses((), 400)


def test_callers_of_your_own_are_called_and_noted() -> None:
    found = run_many(HOTLINE, [Own(), Silent(), "1"])
    assert [one.script for one in found] == ["[700]2 hangup[400]", "silence silence", "1"]


def test_callers_that_cannot_be_sent_are_told() -> None:
    who = Own()
    who.done = lambda: 3  # type: ignore[assignment]
    with pytest.raises(UsageError, match="workers=1 needs no sending"):
        run_many(HOTLINE, [who, who], workers=2)


def test_what_is_no_caller_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="workers"):
        run_many(HOTLINE, ["1"], workers=0)
    with pytest.raises(UsageError, match="is no key script"):
        run_many(HOTLINE, [3])  # type: ignore[list-item]
    assert dial()["action"] == "makeCall"
    with pytest.raises(UsageError, match="there is no file"):
        run_many(HOTLINE, tmp_path / "none.callers.yaml")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"slip": 2}, "slip is 2, expected a chance"),
        ({"weights": 3}, "weights is 3, expected weights per stage"),
        ({"weights": {"menu": 3}}, 'weights of "menu" is 3'),
        ({"wants": 3}, "wants is 3, expected shares by name"),
        ({"wants": {"a": -1}}, 'the share of "a" is -1'),
        ({"legs": 3}, "legs is 3, expected shares by leg"),
        ({"legs": {"C": {}}}, "legs has 'C', expected A or B"),
        ({"legs": {"A": {"gone": 1}}}, "legs of A has 'gone', expected answered"),
        ({"segments": (CallerModel(share=0),)}, "the shares are 0 together"),
        ({"talk": "long"}, 'talk: "long" is no law of chance'),
    ],
)
def test_what_a_model_cannot_be_is_told(given: dict[str, object], said: str) -> None:
    with pytest.raises(UsageError) as told:
        CallerModel(**given)  # type: ignore[arg-type]
    assert said in str(told.value)


def test_legs_that_are_given_come_before_those_by_chance() -> None:
    model = evolve(SURE, offered={"1": 1, "2": 0, "3": 0}, talk=10)
    assert run_many(HOTLINE, model, count=1, legs=["answered", "busy"])[0].legs == ("answered", "busy")


@pytest.mark.parametrize("error", [BrokenProcessPool("gone"), TypeError("odd")], ids=["broken", "odd"])
def test_what_goes_wrong_in_workers_is_told(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_given: object) -> None:
        raise error

    monkeypatch.setattr("concurrent.futures.ProcessPoolExecutor", broken)
    expected = UsageError if isinstance(error, BrokenProcessPool) else TypeError
    with pytest.raises(expected, match=r"__main__|odd"):
        run_many(HOTLINE, ["1", "2"], workers=2)


def test_a_backend_that_cannot_be_sent_to_workers_is_told() -> None:
    with pytest.raises(UsageError, match="cannot be sent to workers"):
        run_many(HOTLINE, USUAL, count=2, workers=2, backend=lambda _: {})


def test_a_worker_has_the_rows_of_its_callers() -> None:
    calls = crowd_calls.CrowdCalls(load_flow(HOTLINE), USUAL, (), 7, 7, None)
    assert crowd_calls._batch(calls, 3, [None, None]) == list(calls.rows(3, [None, None]))
