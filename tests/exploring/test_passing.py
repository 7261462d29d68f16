"""What callers do at each place, and the whole laws of their times, against calls that are run."""

from __future__ import annotations

import sys
from statistics import fmean, pvariance
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from simulator.api.expecting import expect
from simulator.api.population import run_many
from simulator.api.populations.populating import populate
from simulator.errors import MissingExtraError, UsageError
from simulator.exploring.expecting.arrays import numpy
from simulator.exploring.expecting.chain import Chain, ChainArc
from simulator.exploring.expecting.masses import Masses
from simulator.exploring.expecting.on_the_way import asked_after, goal_after
from simulator.model.caller_model import CallerModel
from simulator.model.machine.table import Prompt
from tests.bodies import SCENARIOS
from tests.exploring._flows import HANGUP, dial, flow, menu, reply, row, say

if TYPE_CHECKING:
    from simulator.api.crowd import Population
    from simulator.api.expecting import Expectations

pytestmark = pytest.mark.slow

HOTLINE, BANK = (SCENARIOS / name for name in ("hotline/hotline.flow.yaml", "bank-balance/bank-balance.flow.yaml"))
SURE = CallerModel(wrong=0, silence=0, hangup=0, reaction=1000)
PEOPLE = CallerModel.usual(
    talk="normal(60s, 20s)", wrong=0.1, silence=0.1, per_second=0.01, at_once=0.05, goals=("your balance is",)
)
SIX = 6.0
"""Standard errors that chance passes once in half a billion."""


def near(share: float, seen: list[bool]) -> bool:
    size = len(seen)
    error = max(share * (1 - share), 1 / size) ** 0.5 / size**0.5
    return bool(abs(share - fmean(seen)) <= SIX * error)


@pytest.fixture(scope="module")
def found() -> Expectations:
    return expect(BANK, PEOPLE)


@pytest.fixture(scope="module")
def ran() -> Population:
    return run_many(BANK, PEOPLE, count=1000, seed=5)


def test_what_becomes_of_callers_agrees_with_calls(found: Expectations, ran: Population) -> None:
    fates, rows = found.traffic.fates, [one.facts for one in ran]
    assert near(fates.person, [one.person for one in rows])
    assert fates.goal is not None
    assert near(fates.goal, [bool(one.goal) and not one.person for one in rows])
    gone = [one.ended_by == "caller" and not one.goal and not one.person for one in rows]
    assert near(fates.abandoned, gone)
    assert fates.person + fates.goal + fates.abandoned + fates.trapped + fates.ended == pytest.approx(1)


def test_places_agree_with_calls(found: Expectations, ran: Population) -> None:
    """Entries, those without a key, those rejected, and who hangs up at each place."""
    entries = [entry for one in ran for entry in one.facts.entries]
    assert {one.place for one in found.traffic.places if one.entries} == {one.place_id for one in entries}
    for place in (one for one in found.traffic.places if one.entries > 0.05):
        here = [one for one in entries if one.place_id == place.place]
        heard = [one for one in here if one.reason != "hangup"]
        for expected, seen in (
            (place.entries, len(here)),
            (place.no_input, sum(not one.digits and one.reason != "hash" for one in heard)),
            (place.rejected, sum(one.outcome == "rejected" and bool(one.digits) for one in heard)),
            (place.hung_up, len(here) - len(heard)),
        ):
            assert abs(expected - seen / len(ran)) < SIX * (max(expected, 0.01) * 3 / len(ran)) ** 0.5, place.place
    retries = [one.facts.retries for one in ran]
    assert found.traffic.retries == pytest.approx(fmean(retries), abs=SIX * (pvariance(retries) / len(ran)) ** 0.5)


def test_who_hangs_up_while_an_entry_is_answered_has_made_it() -> None:
    """All press nothing, and half of them go while they are told so: each has made an entry without a key."""
    words = "That was no key. Please have a look at your phone, and press the key that you want."
    asked = flow(menu("Press 1.", noOfTries=2, failureMessage=words), rows=[row(reply(HANGUP), stage="*")])
    found = expect(asked, evolve(SURE, silence=1, per_second=0.1)).traffic
    place = next(one for one in found.places if one.entries)
    assert place.no_input == pytest.approx(found.retries)
    populated = populate(asked, evolve(SURE, silence=1, per_second=0.1), count=4000, seed=1, engine="python")
    assert found.retries == pytest.approx(sum(populated.columns["retries"]) / 4000, abs=0.08)
    assert sum(one.share for one in place.exits if not one.asked_again) + place.hung_up == pytest.approx(1)


@pytest.mark.parametrize(
    ("digits", "unmatched"), [(None, 0.0), ("/[0-9]{4}/", 0.0), ("/[0-4][0-9]{3}/", None), ("1234", None)]
)
def test_a_number_that_is_asked_for_is_no_key_that_nobody_offers(digits: str | None, unmatched: float | None) -> None:
    """Where all entries are alike any of them is as asked; where some are told apart, another is no match."""
    when = {} if digits is None else {"digits": digits}
    rows = [row(reply(dial("+6567654321")), stage=None, **when), row(reply(HANGUP), stage="*")]
    asked = flow(menu("Please enter your number.", maxDigits=4, minDigits=4, noOfTries=1), rows=rows)
    (found,) = (one for one in expect(asked, evolve(SURE, wrong=0.2)).traffic.places if one.entries)
    others = sum(one.share for one in found.exits if one.input_class == "other")
    assert found.no_match == pytest.approx(others if unmatched is None else unmatched)
    wanted = [one.wanted for one in expect(asked, SURE).traffic.opt_outs]
    assert all(wanted)


def test_places_agree_with_themselves(found: Expectations) -> None:
    traffic = found.traffic
    for one in traffic.places:
        left = sum(way.share for way in one.exits if not way.asked_again) + one.hung_up
        assert left == pytest.approx(one.arrivals)
    assert sum(one.abandoned for one in traffic.places) == pytest.approx(traffic.fates.abandoned)
    assert sum(one.share for one in traffic.opt_outs) + traffic.unasked == pytest.approx(traffic.fates.person)
    spent = sum(one.arrivals * one.seconds.mean for one in traffic.places)
    assert spent == pytest.approx(found.seconds.mean)
    assert [one.arrivals for one in traffic.places if one.entries] == pytest.approx(
        [one.arrivals for one in found.places]
    )


def test_the_whole_law_has_the_moments_of_the_chain_and_the_quantiles_of_calls(
    found: Expectations, ran: Population
) -> None:
    law = found.law("ivr")
    assert law.grid == 100
    assert law.mean == pytest.approx(found.ivr.mean, rel=1e-4)
    times = sorted(one.facts.ivr_seconds for one in ran)
    for share in (0.1, 0.5, 0.9):
        below = [time <= law.quantile(share) for time in times]
        assert near(sum(law.chances[: int(law.quantile(share) * 10 + 1.5)]), below)
    whole = found.law("seconds")
    assert whole.mean == pytest.approx(found.seconds.mean, rel=1e-3)
    with pytest.raises(UsageError, match="expected 'seconds' or 'ivr'"):
        found.law("hold")


def test_questions_to_the_webhook_and_keys_are_counted() -> None:
    found = expect(HOTLINE, evolve(SURE, wants={"technician": 1})).traffic
    (call,) = run_many(HOTLINE, ["2 1"])
    assert found.keys == pytest.approx(2)
    assert call.keys == "2 1"
    assert found.webhooks == pytest.approx(2)
    assert found.answers == found.fates.person == pytest.approx(0.5)


def test_who_reaches_a_person_by_failure_is_told_apart() -> None:
    rows = [row(reply(dial("+6567654321"), HANGUP), digits=["1"]), row(reply(dial("+6567654321"), HANGUP), stage="*")]
    asked = menu("For sales press 1, for hours press 2.")
    found = expect(flow(asked, rows=rows), evolve(SURE, silence=0.25, offered={"1": 1, "2": 0})).traffic
    assert [(one.input_class, one.wanted) for one in found.opt_outs] == [("1", True), ("silence", False)]
    assert [one.share for one in found.opt_outs] == pytest.approx([0.75, 0.25])
    straight = expect(flow(dial("+6567654321")), SURE)
    direct = straight.traffic
    assert direct.opt_outs == ()
    assert [direct.unasked, direct.fates.person] == pytest.approx([1, 1])
    assert "nothing was asked" in str(straight)


def test_a_trap_with_a_goal_is_no_trap_to_who_wanted_that() -> None:
    rows = [row(reply(menu("Again?", noOfTries=1), stage="again"), digits="1"),
            row(reply(menu("Again?", noOfTries=1), stage="again"), stage="again"),
            row(reply(HANGUP), digits="2"), row(reply(HANGUP), digits=None)]  # fmt: skip
    caught = flow(menu("Press 1 or 2."), rows=rows)
    plain, wanted = (expect(caught, evolve(SURE, goals=goals)).traffic.fates for goals in ((), ("again",)))
    assert plain.goal is None
    assert [plain.trapped, plain.ended] == pytest.approx([0.5, 0.5])
    assert [wanted.goal, wanted.trapped] == pytest.approx([0.5, 0])
    assert expect(caught, SURE).law("ivr").mean < 20
    assert "trapped" in str(expect(caught, SURE))


def test_who_talks_to_a_person_again_and_again_has_reached_one() -> None:
    rows = [row(reply(dial("+6567654321"), menu("Again?"), stage="a"), stage="*"),
            row(reply(dial("+6567654321"), menu("Again?"), stage="a"), stage="a")]  # fmt: skip
    fates = expect(flow(menu("Press 1."), rows=rows), SURE).traffic.fates
    assert [fates.person, fates.trapped] == pytest.approx([1, 0])


def test_a_goal_that_is_met_in_a_trap_counts() -> None:
    """It is first heard in the closed part, by callers who are in it already."""
    rows = [row(reply(menu("Again, goal?", noOfTries=1), stage="b"), stage="a"),
            row(reply(menu("Again?", noOfTries=1), stage="a"), stage="*")]  # fmt: skip
    found = expect(flow(menu("Press 1.", noOfTries=1), rows=rows), evolve(SURE, goals=("again, goal",)))
    assert found.traffic.fates.goal == pytest.approx(1)


def test_when_a_webhook_is_asked_and_a_goal_is_met() -> None:
    """After what is said of the entry; the say of a reply begins then, and the next prompt at the end."""
    behaviour = expect(flow(menu("Press 1."), rows=[row(reply(HANGUP), stage="*")]), SURE).behaviour
    move = next(one for one in behaviour.moves if one.asked)
    heard = (Prompt("success", "Thanks.", length=1000), Prompt("say", "Balance.", length=2000), Prompt("prompt", "On?"))
    move = evolve(move, after=3500, heard=heard, asked=True, back=2000)
    end = behaviour.points[move.dest].place
    assert asked_after(move) == 1500
    assert goal_after(move, end, ("balance",)) == 1500
    assert goal_after(move, end, ("on?",)) == 3500
    assert goal_after(move, evolve(end, stage="done"), ("done",)) == 1500
    assert goal_after(move, end, ("done",)) is None


def test_the_webhook_is_asked_once_the_rest_of_the_list_was_heard() -> None:
    """What follows a menu in its own list comes before the question, as the engine has it."""
    rows = [row(reply(HANGUP, stage="done"), stage="*")]
    asked = flow(menu("Press 1."), say("One moment, please, while we look for you in all of our books."), rows=rows)
    model = evolve(SURE, per_second=0.2, goals=("done",))
    found, sample = expect(asked, model), populate(asked, model, count=4000, seed=2, engine="python")
    assert found.traffic.fates.goal == pytest.approx(found.traffic.webhooks)
    assert sample.goal is not None
    assert found.traffic.fates.goal == pytest.approx(sample.goal, abs=0.05)
    calls = [one.facts.goal for one in run_many(asked, model, count=400, seed=2)]
    assert near(sample.goal, [bool(one) for one in calls])


def test_who_hangs_up_at_once_has_heard_the_first_words() -> None:
    rows = [row(reply(HANGUP), stage="*")]
    model = evolve(SURE, at_once=0.4, goals=("press 1",))
    fates = expect(flow(menu("Press 1."), rows=rows), model).traffic.fates
    assert [fates.goal, fates.abandoned] == pytest.approx([1, 0])


def test_callers_who_leave_on_the_way_are_late_or_not() -> None:
    """The goal is the second message: who hangs up in the first abandons, who does in the second does not."""
    rows = [row(reply(say("One moment, please, while we look."), say("Your table is booked."), HANGUP), stage="*")]
    found, model = flow(menu("Press 1."), rows=rows), evolve(SURE, per_second=0.1, goals=("is booked",))
    fates = expect(found, model).traffic.fates
    calls = [one.facts for one in run_many(found, model, count=800, seed=2)]
    assert fates.goal is not None
    assert near(fates.goal, [bool(one.goal) for one in calls])
    assert near(fates.abandoned, [one.ended_by == "caller" and not one.goal for one in calls])


def ring(leak: float, size: int = 80) -> Chain:
    arcs = [ChainArc(at, (at + 1) % size, 1 - leak, 1 - leak, 1 - leak) for at in range(size)]
    return Chain(size, [*arcs, *(ChainArc(at, -1, leak, leak, leak) for at in range(size))], [("out", "platform")])


@pytest.mark.parametrize("leak", [0.3, 1e-4])
def test_large_circles_are_solved_by_rounds_or_where_most_stay_by_elimination(leak: float) -> None:
    chain = ring(leak)
    (found,) = chain.moments(chain.timed())
    assert found.mean == pytest.approx(1 / leak)
    assert found.variance == pytest.approx((1 - leak) / leak**2)


def test_masses_are_shared_added_moved_and_left() -> None:
    law = Masses.of([(50.0, 0.5), (200.0, 0.5)], 0.001, 100)
    assert list(law.chances) == pytest.approx([0.25, 0.25, 0.5, 0])
    assert list(law.later(150).chances) == pytest.approx([0.125, 0.25, 0.375, 0.25, 0])
    assert law.later(150).first == 1
    both = law.plus(law.later(100))
    assert both.chances.sum() == pytest.approx(2)
    assert law.gone(0.001).chances.sum() + law.stays.sum() == pytest.approx(1)
    assert list(Masses.of([], 0.0, 100).stays) == [0, 0]


def test_a_long_law_stands_on_a_coarser_grid(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simulator.exploring.expecting.call_laws.MOST_CELLS", 2**12)
    found = expect(HOTLINE, evolve(SURE, talk=20))
    assert found.law("seconds").grid > 100
    assert found.law("seconds").mean == pytest.approx(found.seconds.mean, rel=1e-3)


def test_circles_that_take_too_long_are_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simulator.exploring.expecting.whole_law.MOST_ROUNDS", 3)
    assert 0 < expect(BANK, evolve(PEOPLE, wants={"balance": 1})).law("ivr").mean < 60


def test_without_numpy_all_but_the_laws_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    numpy.cache_clear()
    monkeypatch.setitem(sys.modules, "numpy", None)
    found = expect(HOTLINE, SURE)
    with pytest.raises(MissingExtraError, match="population"):
        found.law("ivr")
    assert "quantiles of it need the extra" in str(found)
    assert found.offered("600/h").found.seen is None
    numpy.cache_clear()
