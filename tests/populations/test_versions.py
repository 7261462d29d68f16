"""Versions compared and numbers swept: exact differences, intervals of drawn calls, and wrong arguments."""

from __future__ import annotations

import csv
import io
import pickle
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

from simulator.api.expecting import expect
from simulator.api.population import run_many
from simulator.api.populations.populating import populate
from simulator.api.traffic.comparing import compare, sweep
from simulator.errors import UsageError
from simulator.model.caller_model import CallerModel
from simulator.populations.versions.differing import Measured, differing, share
from simulator.populations.versions.swept import sweep_from
from tests.exploring._flows import HANGUP, dial, flow, menu, reply, row, say
from tests.populations._crowds import AGAIN

if TYPE_CHECKING:
    from simulator.model.flow.flow_file import FlowFile

SURE = CallerModel(wrong=0, silence=0.25, hangup=0, reaction=1000, goals=("booked",))


def version(words: str = "Press 1 to book, 2 for a person.", **more: Any) -> FlowFile:
    rows = [
        row(reply(say("Your table is booked."), HANGUP), digits="1"),
        row(reply(dial("+6567654321"), HANGUP), digits="2"),
        row(reply(HANGUP), stage="*", digits=None),
    ]
    return flow(menu(words, overallTimeout=5000, **more), rows=rows)


OLD, NEW = version(), version("Welcome to the house of tables. Press 1 to book, 2 for a person.", noOfTries=2)


def test_every_share_and_mean_is_compared_exactly() -> None:
    old, new = expect(OLD, SURE), expect(NEW, SURE)
    found = compare(OLD, NEW, SURE)
    assert found["containedTrue"].difference == pytest.approx(new.traffic.fates.goal - old.traffic.fates.goal)  # type: ignore[operator]
    assert found["ivr"].difference == pytest.approx(new.ivr.mean - old.ivr.mean)
    assert found["ivr"].interval is None
    assert found["abandoned"].needed is None
    assert (found.ground, found.why) == ("proved", "a table answers, and nothing was left out")
    assert "Still in the IVR" in found.render("html")
    assert pickle.loads(pickle.dumps(found)) == found


def test_the_calls_it_takes_are_those_of_the_textbook() -> None:
    """From 50 to 60 % by 80 % at 5 %: 388 of each (Fleiss); a mean by (1.96 + 0.84)^2 (v + v) / d^2."""
    (one,) = differing([share("a", "a", 0.5)], [share("a", "a", 0.6)])
    assert one.needed == 388
    (mean,) = differing([Measured("m", "m", "seconds", 10, 25.0)], [Measured("m", "m", "seconds", 11, 25.0)])
    assert mean.needed == 393
    (none,) = differing([share("a", "a", 0.5)], [share("a", "a", 0.5)])
    assert (none.needed, none.difference) == (None, 0)
    (unknown,) = differing([Measured("k", "k", "number", 1)], [Measured("k", "k", "number", 2, None, 10)])
    assert (unknown.needed, unknown.interval) == (None, None)
    (tiny,) = differing([share("a", "a", 0.5)], [share("a", "a", 0.5 + 1e-8)])
    assert tiny.needed is None
    (gone,) = differing([share("a", "a", 0.5)], [])
    assert (gone.old, gone.new, gone.difference) == (0.5, None, None)


def test_an_end_that_a_version_never_comes_to_has_no_share_there() -> None:
    """Both ways; what only one side measures is no 0."""
    kept = share("hungUp", "hungUp", 0.5)
    (_, ended) = differing([kept, share("end BUSY", "end BUSY", 0.1)], [kept])
    assert (ended.new, ended.difference) == (0, -0.1)
    assert ended.needed == 74
    (_, begun, other) = differing([kept], [kept, share("end BUSY", "end BUSY", 0.1), share("other", "other", 0.1)])
    assert (begun.old, begun.difference, other.old) == (0, 0.1, None)


def test_intervals_are_those_of_the_textbook_and_never_certain_of_few_calls() -> None:
    """Newcombe 1998: 56 of 70 and 48 of 80 differ by 0.0524 to 0.3339; of 0 of 10 Wilson has 0 to 0.2775."""
    (one,) = differing([share("a", "a", 48 / 80, 80)], [share("a", "a", 56 / 70, 70)])
    assert one.interval == pytest.approx((0.0524, 0.3339), abs=1e-4)
    (none,) = differing([share("a", "a", 0.0)], [share("a", "a", 0.0, 10)])
    assert none.interval == pytest.approx((0, 0.2775), abs=1e-4)


def test_a_spreadsheet_has_the_numbers_that_are_compared() -> None:
    found = compare(expect(OLD, SURE), run_many(OLD, SURE, count=20, seed=3))
    rows = list(csv.DictReader(io.StringIO(found.render("csv"))))
    person = next(row for row in rows if row["What"].startswith("contained, loose"))
    assert float(person["old"]) == pytest.approx(found["containedLoose"].old)
    assert float(person["difference"]) == pytest.approx(found["containedLoose"].difference)
    assert person["95 % interval"].startswith("[")
    assert "'" not in found.render("csv")


def test_calls_that_were_run_are_compared_with_an_interval() -> None:
    ran = run_many(OLD, SURE, count=400, seed=3)
    found = compare(expect(OLD, SURE), ran)
    for name in ("containedLoose", "containedTrue", "hungUp", "ivr", "seconds"):
        low, high = found[name].interval or (1, -1)
        assert low - 1e-6 <= 0 <= high + 1e-6, name
    assert (found.ground, "calls that were run or drawn" in found.why) == ("tried", True)
    assert "Partly of calls that were drawn" in str(found)
    both = compare(run_many(OLD, evolve(SURE, goals=()), count=5), run_many(NEW, evolve(SURE, goals=()), count=5))
    assert both.parts == ()
    assert "containedTrue" not in {one.name for one in both.differences}
    with pytest.raises(UsageError, match="no calls"):
        compare(run_many(OLD, [], seed=1), OLD, SURE)
    with pytest.raises(UsageError, match="people: old is a flow, which needs callers"):
        compare(OLD, ran)


def test_calls_that_were_drawn_are_compared_with_an_interval() -> None:
    """A sample of `populate` is a version too, as what is expected and what was run are."""
    people = evolve(SURE, at_once=0.1)
    sample = populate(OLD, people, count=3000, seed=2)
    found = compare(expect(OLD, people), sample)
    for name in ("containedLoose", "containedTrue", "abandoned", "hungUp", "ivr", "seconds", "ring", "talk"):
        low, high = found[name].interval or (1, -1)
        assert low - 1e-6 <= 0 <= high + 1e-6, name
    assert found["containedLoose"].new == pytest.approx(sample.contained)
    assert found["ivr"].new == pytest.approx(sample.ivr.mean)
    assert found.names == (sample.title, sample.title)
    bare = populate(NEW, evolve(people, goals=()), count=50, engine="python")
    assert compare(sample, bare)["containedTrue"].new is None


def test_a_flow_with_a_trap_does_not_differ_from_itself() -> None:
    """How long a trapped caller waits until the simulator stops the call is no matter of the flow."""
    people = CallerModel(offered={"1": 1, "2": 1}, wrong=0, silence=0, hangup=0, reaction="constant(1s)")
    trapped, drawn = expect(AGAIN, people), populate(AGAIN, people, count=400, seed=1)
    found = compare(trapped, drawn)
    assert found["seconds"].difference == pytest.approx(0)
    assert found["end trapped"].interval == pytest.approx((-0.05, 0.05), abs=0.05)
    ran = run_many(AGAIN, people, count=20, seed=1)
    for sides in ((trapped, ran), (ran, trapped), (drawn, ran)):
        with pytest.raises(UsageError, match="9 of 20 calls that were run are those that the simulator stopped"):
            compare(*sides)
    assert compare(ran, ran)["seconds"].difference == 0
    assert compare(trapped, run_many(OLD, SURE, count=3))["seconds"].interval is None
    caught = evolve(people, offered={"1": 1, "2": 0})
    assert compare(drawn, populate(AGAIN, caught, count=20))["seconds"].new is None


def test_callers_of_one_seed_are_compared_in_pairs() -> None:
    """One word more takes as much longer for all who hear it: few callers show it, though calls differ by minutes."""
    people = CallerModel.usual(talk="constant(60s)")
    longer = version("Press 1 to book, 2 for a friendly person.")
    old, new = (populate(one, people, count=400, seed=4) for one in (OLD, longer))
    found = compare(old, new)["seconds"]
    low, high = found.interval or (0, 0)
    truth = expect(longer, people).seconds.mean - expect(OLD, people).seconds.mean
    assert 0 < low < truth < high
    more = compare(old, populate(longer, people, count=600, seed=4))["seconds"].interval or (0, 0)
    apart = compare(old, populate(longer, people, count=600, seed=5))["seconds"].interval or (0, 0)
    assert 0 < 4 * (high - low) < more[1] - more[0] < apart[1] - apart[0]


def test_the_same_versions_do_not_differ() -> None:
    found = compare(OLD, OLD, SURE)
    assert all(not one.difference for one in found.differences)
    assert "no difference" in str(found) or "none  difference was found in what is compared" in str(found)


def test_a_number_of_every_capture_is_swept() -> None:
    found = sweep(OLD, SURE, overallTimeout=[2000, 4000])
    silent = [one.ivr.mean for one in found.found]
    assert silent[1] - silent[0] == pytest.approx(0.25 * 2)
    assert (found.ground, found.why) == ("proved", "a table answers, and nothing was left out")
    assert found.parts == found.found
    assert "Shares by overallTimeout" in found.render("html")
    assert found.render("csv").splitlines()[1].startswith("2000,")
    tries = sweep(OLD, SURE, noOfTries=range(1, 3))
    assert [one.entries.mean for one in tries.found] == pytest.approx([1, 1.25])


@pytest.mark.parametrize("name", ["bargeIn", "barge_in"])
def test_a_number_of_the_callers_is_swept_by_either_name(name: str) -> None:
    values: Any = {name: [0, 1]}
    found = sweep(OLD, CallerModel(segments=(evolve(SURE, barge_in=0.5), SURE)), **values)
    assert found.name == "bargeIn"
    assert found.found[0].ivr.mean > found.found[1].ivr.mean


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "found 0"), ({"wrong": [0.1], "slip": [0.1]}, "found 2"), ({"rong": [1]}, "did you mean wrong?"),
        ({"zzz": [1]}, "known are overallTimeout"), ({"wrong": "0.1"}, "expected several values"),
        ({"wrong": 3}, "expected several values"), ({"wrong": []}, "1 to 200 numbers"),
        ({"wrong": ["a"]}, "1 to 200 numbers"), ({"wrong": [2]}, "wrong=2: wrong is 2, expected a chance"),
        ({"maxDigits": [1.5]}, "maxDigits is 1.5, expected a whole number"),
        ({"maxDigits": [float("nan")]}, "maxDigits is nan, expected a whole number"),
        ({"noOfTries": [float("inf")]}, "noOfTries is inf, expected a whole number"),
        ({"wrong": [float("nan")]}, "wrong is nan, expected a chance"),
    ],
)  # fmt: skip
def test_what_cannot_be_swept_is_told(values: Any, said: str) -> None:
    with pytest.raises(UsageError) as told:
        sweep(OLD, SURE, **values)
    assert said in str(told.value)
    with pytest.raises(UsageError, match="expected a CallerModel"):
        sweep(OLD, 3, wrong=[0.1])  # type: ignore[arg-type]


def test_the_captures_of_a_backend_are_its_own() -> None:
    backed = flow(menu("Press 1."), backend="python:json:dumps")
    with pytest.raises(UsageError, match="the captures of a backend are its own"):
        sweep(backed, SURE, overallTimeout=[3000])


def test_what_is_no_capture_and_no_json_stays_as_it_is() -> None:
    """A call that comes in has no request; a reply may be anything."""
    rows = [row(reply(menu("Press 1."), stage="a"), callStatus="CALL_RECEIVED"), row({}, stage="a")]
    come = flow(inbound={"source": "+6591234567", "destination": "+6562345678"}, rows=rows)
    assert len(sweep(come, SURE, overallTimeout=[3000]).found) == 1
    assert len(sweep(flow(menu("Press 1.")), SURE, overallTimeout=[3000]).found) == 1
    assert come.rows is not None
    odd = tuple(evolve(one, reply=evolve(one.reply, raw=b"{no")) for one in come.rows[1:])
    listed = tuple(evolve(one, reply=evolve(one.reply, raw=b'["a"]')) for one in come.rows[1:])
    for rows_then in ((come.rows[0], *odd), (come.rows[0], *listed)):
        assert sweep(evolve(come, rows=rows_then), SURE, noOfTries=[2]).found[0].entries.mean > 0


def test_a_value_that_the_platform_does_not_take_is_told() -> None:
    """Fewest digits need most digits: in a reply it would only be a fault of the backend."""
    rows = [row(reply(menu("Press 1."), stage="a"), stage="*", digits="1"), row(reply(HANGUP), stage="*")]
    asked = flow(say("Hello."), menu("Press 1.", minDigits=1), rows=rows)
    with pytest.raises(UsageError, match=r"minDigits=3: the request is not taken with this value: .*1003"):
        sweep(asked, SURE, minDigits=[3])
    come = flow(
        inbound={"source": "+6591234567", "destination": "+6562345678"},
        rows=[row(reply(menu("Press 1."), stage="a"), callStatus="CALL_RECEIVED"), row(reply(HANGUP), stage="*")],
    )
    with pytest.raises(UsageError, match=r"minDigits=3: a reply is not taken with this value: .*1003"):
        sweep(come, SURE, minDigits=[3])


@pytest.mark.parametrize(
    ("text", "name", "values"),
    [
        ("overallTimeout=3000..10000", "overallTimeout", [3000, 4000, 5000, 6000, 7000, 8000, 9000, 10000]),
        ("noOfTries=1..3", "noOfTries", [1, 2, 3]), ("noOfTries=1..5:2", "noOfTries", [1, 3, 5]),
        ("wrong=0.05, 0.1", "wrong", [0.05, 0.1]), ("wrong=0..0.7", "wrong", [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7]),
    ],
)  # fmt: skip
def test_a_sweep_is_read_as_it_is_written(text: str, name: str, values: list[float]) -> None:
    found, numbers = sweep_from(text)
    assert found == name
    assert numbers == pytest.approx(values)


@pytest.mark.parametrize("text", ["wrong", "wrong=", "wrong=a..b", "wrong=3..1", "wrong=1..2:0", "wrong=0..100:0.1"])
def test_a_sweep_that_cannot_be_read_is_told(text: str) -> None:
    with pytest.raises(UsageError) as told:
        sweep_from(text)
    assert f'--sweep "{text}"' in str(told.value)
    assert "expected" in str(told.value)
