"""What is expected without a call agrees with the calls themselves, and says what it cannot tell."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

from benchmarks._agreeing import disagreements
from simulator.api.expecting import expect
from simulator.api.population import run_many
from simulator.entries.offers import Offers
from simulator.errors import UsageError
from simulator.exploring.expecting.at_entry import AtEntry
from simulator.exploring.expecting.call_laws import CallersOf
from simulator.exploring.expecting.callers_chain import CallersChain
from simulator.exploring.expecting.chain import Chain, ChainArc
from simulator.exploring.search.explore import explore
from simulator.exploring.search.explorer import Bounds
from simulator.model.caller_model import CallerModel
from tests.bodies import SCENARIOS
from tests.exploring._flows import HANGUP, dial, flow, flow_file, menu, reply, row, say

if TYPE_CHECKING:
    from pathlib import Path

    from simulator.model.flow.flow_file import FlowFile

HOTLINE, BANK, DESK, TABLE = (
    SCENARIOS / name
    for name in (
        "hotline/hotline.flow.yaml", "bank-balance/bank-balance.flow.yaml", "clinic-desk/clinic-desk.flow.yaml",
        "samples/table.flow.yaml",
    )
)  # fmt: skip
ONCE_IN_A_MILLION = 1e-6
CALLS = 2000
HURRIED = CallerModel.usual(
    talk="normal(60s, 20s)", per_second=0.01, at_once=0.05, barge_in=0.3, slip=0.01,
    legs={"A": {"answered": 9, "busy": 1}, "B": {"answered": 8, "busy": 1, "noAnswer": 1}},
)  # fmt: skip
LOST = CallerModel(
    wrong=0.2, silence=0.2, hangup=0.05, reaction="lognormal(4s, 0.7)", inter_key="lognormal(900ms, 0.6)", talk=30
)
MODELS = {"hurried": HURRIED, "lost": LOST}
SURE = CallerModel(wrong=0, silence=0, hangup=0, reaction=1000)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "name"),
    [(HOTLINE, "hurried"), (HOTLINE, "lost"), (BANK, "hurried"), (BANK, "lost"), (DESK, "hurried"), (TABLE, "lost")],
    ids=lambda one: one if isinstance(one, str) else one.stem,
)
def test_it_agrees_with_calls_that_are_run(file: Path, name: str) -> None:
    """Every share, mean and variance, at a bound that chance breaks once in a million for all flows and models."""
    calls = run_many(file, MODELS[name], count=CALLS, seed=11, at="2026-01-05T09:00:00Z")
    assert disagreements(expect(file, MODELS[name]), calls, ONCE_IN_A_MILLION / 6) == []


TIGHT = {
    "promptMessage": "Enter your six digit code.", "minDigits": 2, "maxDigits": 6, "digitTimeout": 1000,
    "overallTimeout": 6000, "noOfTries": 2, "failureMessage": "That was wrong.",
}  # fmt: skip
CODES = [
    row(reply(say("good"), dial(), HANGUP), digits="123456"),
    row(reply(HANGUP), digits="/[0-4].*/"),
    row(reply(say("no such code"), HANGUP), stage="*"),
]


SWITCHED: list[dict[str, Any]] = [
    {},
    {"overallTimerStarts": "promptStart"},
    {"bargeIn": False, "digitTimeoutJudges": False, "overallTimeoutJudges": True},
]


@pytest.mark.slow
@pytest.mark.parametrize("switched", SWITCHED, ids=str)
def test_it_agrees_where_timers_are_tight(switched: dict[str, Any], tmp_path: Path) -> None:
    file, account = flow_file(tmp_path, menu("", **TIGHT), rows=CODES), {"assumptions": switched}
    model = evolve(LOST, hangup=0, barge_in=0.3, slip=0.02, per_second=0.005)
    calls = run_many(file, model, count=CALLS, seed=3, account=account)
    assert disagreements(expect(file, model, account=account), calls, ONCE_IN_A_MILLION / 3) == []


def test_kinds_of_callers_are_mixed_by_their_shares() -> None:
    sales, hours = evolve(SURE, share=3, wants={"sales": 1}), evolve(SURE, wants={"opening hours": 1})
    found = expect(HOTLINE, CallerModel(segments=(sales, hours)))
    assert found.person == pytest.approx(0.75)
    assert found.contained == pytest.approx(0.25)
    assert (found.entries.mean, found.entries.variance) == pytest.approx((1, 0))
    one, other = (run_many(HOTLINE, kind, count=1)[0].seconds for kind in (sales, hours))
    assert found.seconds.mean == pytest.approx(0.75 * one + 0.25 * other)
    assert found.seconds.variance == pytest.approx(0.75 * 0.25 * (one - other) ** 2)


def test_what_is_certain_is_exact() -> None:
    found = expect(HOTLINE, evolve(SURE, offered={"1": 1, "2": 0, "3": 0}, talk=40))
    (call,) = run_many(HOTLINE, ["1"], legs=["answered", "answered:6s,talks:40s"])
    assert found.seconds.mean == pytest.approx(call.seconds)
    assert found.seconds.variance == pytest.approx(0, abs=1e-6)
    assert found.outcome == {"COMPLETED": pytest.approx(1)}
    assert found.ended_by == {"platform": pytest.approx(1)}
    assert (found.ring.mean, found.talk.mean) == pytest.approx((12, 40))
    assert found.ring.mean + found.ivr.mean + found.talk.mean == pytest.approx(found.seconds.mean)
    assert found.ground == "proved"
    assert "from places and ways that are proved" in str(found)


def test_it_says_how_many_come_to_each_place() -> None:
    found = expect(HOTLINE, evolve(SURE, silence=0.5))
    first, second = found.places
    assert (first.arrivals, first.entries) == pytest.approx((1, 1.5))
    assert second.arrivals == pytest.approx((0.5 + 0.25) / 3)
    assert "are trapped: no key leads out" in str(found)
    assert "Traps" not in str(found)


def test_a_trap_is_an_outcome_with_a_probability() -> None:
    rows = [row(reply(menu("Again?", noOfTries=1), stage="again"), digits="1"),
            row(reply(menu("Again?", noOfTries=1), stage="again"), stage="again"),
            row(reply(HANGUP), digits="2"), row(reply(HANGUP), digits=None)]  # fmt: skip
    caught = flow(menu("Press 1 or 2."), rows=rows)
    found = expect(caught, SURE)
    assert found.outcome == {"COMPLETED": pytest.approx(0.5), "trapped": pytest.approx(0.5)}
    assert found.trapped[0].share == pytest.approx(0.5)
    assert "Traps" in str(found)
    hurried = expect(caught, evolve(SURE, per_second=0.1))
    assert hurried.outcome == {"COMPLETED": pytest.approx(1)}
    assert hurried.trapped == ()


@pytest.mark.parametrize(
    ("model", "settings", "said"),
    [
        (evolve(SURE, patience=30), {}, "patience hangs on how long a call lasts"),
        (CallerModel(segments=(evolve(SURE, patience=30),)), {}, "patience hangs"),
        (SURE, {"typeAhead": True}, "with typeAhead an entry hangs on"),
        (SURE, {"messageBargeIn": True}, "with messageBargeIn an entry hangs on"),
        (CallerModel(), {"overallTimerStarts": "promptStart"}, "is not told for overallTimerStarts promptStart"),
        (["1"], {}, "expected a CallerModel, or the path of a callers file"),
    ],
)
def test_what_no_chain_can_tell_is_refused(model: Any, settings: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError) as told:
        expect(HOTLINE, model, account={"assumptions": settings})
    assert said in str(told.value)


def ring(size: int) -> Chain:
    """States in one component, each of which leads on, back or out."""
    arcs = [ChainArc(at, (at + 1) % size, 0.6, 0.6, 0.6) for at in range(size)]
    arcs += [ChainArc(at, (at - 1) % size, 0.3, 0.6, 1.2) for at in range(size)]
    arcs += [ChainArc(at, -1, 0.1, 0.1, 0.1) for at in range(size)]
    return Chain(size, arcs, [("out", "platform")])


def test_a_large_component_is_solved_alike_with_and_without_numpy(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("numpy")
    chain = ring(80)
    (with_numpy,) = chain.moments(chain.timed())
    assert sum(chain.shares(chain.visits()).values()) == pytest.approx(1)
    monkeypatch.setitem(sys.modules, "numpy", None)
    (without,) = chain.moments(chain.timed())
    assert with_numpy == pytest.approx(without)
    assert without.mean == pytest.approx(13)


def chain_of(found: FlowFile, model: CallerModel, bounds: Bounds) -> Chain:
    settings = found.account.assumptions
    behaviour = explore(found, bounds=bounds)
    return CallersChain(behaviour, model, AtEntry(model, "", Offers.of(found), settings, 0.0), 0.0).chain()


def test_what_was_left_open_is_an_end() -> None:
    found = flow(menu("Press 1."), rows=[row(reply(menu("Press 1."), stage="a"), stage="*")])
    chain = chain_of(found, SURE, Bounds(depth=1))
    assert chain.shares(chain.visits()) == {("not reached", ""): pytest.approx(1)}


def test_a_leg_that_nobody_explored_is_told() -> None:
    with pytest.raises(UsageError, match="nothing is known of a leg that is machine"):
        chain_of(flow(dial()), evolve(SURE, legs={"A": {"machine": 1}}), Bounds())


def test_a_machine_is_no_person() -> None:
    model = evolve(SURE, offered={"1": 1, "2": 0, "3": 0}, legs={"B": {"machine": 1}})
    assert expect(HOTLINE, model).person == 0


def test_keys_that_all_weigh_nothing_are_silence() -> None:
    found = expect(HOTLINE, evolve(SURE, offered={"1": 0, "2": 0, "3": 0}))
    assert found.entries.mean == pytest.approx(2)


def test_who_always_interrupts_is_as_quick_as_in_a_call() -> None:
    """By menu position: the words of the first key end before those of the last."""
    seconds = []
    for key in "13":
        model = evolve(SURE, barge_in=1, reaction=300, offered=dict.fromkeys("123", 0) | {key: 1}, talk=10)
        found, (call,) = expect(HOTLINE, model), run_many(HOTLINE, model, count=1)
        assert found.seconds.mean == pytest.approx(call.seconds)
        seconds.append(run_many(HOTLINE, model, count=1).entries[0].ended)
    assert seconds[0] < seconds[1]


def test_a_class_that_exploration_could_not_enter_is_told() -> None:
    """Its probes press the first key after a second, and the next ones 300 ms apart."""
    asked = menu("Code?", minDigits=6, maxDigits=6, overallTimeout=1500)
    found = flow(asked, rows=[row(reply(HANGUP), digits="123456")])
    with pytest.raises(UsageError, match="nothing is known of the class 123456"):
        expect(found, evolve(SURE, reaction=100, inter_key=50))


def test_a_leg_that_fails_need_not_end_the_call() -> None:
    account = {"assumptions": {"bridgeFailureEndsSession": False}}
    model = evolve(SURE, offered={"1": 1, "2": 0, "3": 0}, legs={"B": {"busy": 1}})
    found, (call,) = expect(HOTLINE, model, account=account), run_many(HOTLINE, model, count=1, account=account)
    assert found.seconds.mean == pytest.approx(call.seconds)
    assert found.outcome == {call.outcome: pytest.approx(1)}


def test_hang_ups_at_an_entry_and_by_the_second_go_together() -> None:
    model = evolve(SURE, hangup=0.5, per_second=0.05)
    calls = run_many(TABLE, model, count=600, seed=2)
    assert disagreements(expect(TABLE, model), calls, ONCE_IN_A_MILLION) == []


def test_where_all_are_trapped_there_is_nothing_else_to_tell() -> None:
    again = menu("Again?")
    rows = [row(reply(again, stage="a"), digits=None), row(reply(again, stage="a"), stage="*")]
    found = expect(flow(again, rows=rows), SURE)
    assert found.outcome == {"trapped": pytest.approx(1)}
    assert list(found.seconds) == [0, 0]
    assert "nobody leaves: there is no time to tell" in str(found)
    assert "the mean time in the IVR" not in str(found)
    assert "100.00% of the callers are trapped: times" in str(found)
    with pytest.raises(UsageError, match=r"100.00% of these callers are trapped, so that nobody knows"):
        found.offered("600/h")


def test_shares_that_rounding_puts_above_all_are_all() -> None:
    """A circle before a person: the share contained is 0, and no less."""
    rows = [row(reply(dial("+6567654321")), digits="1"), row(reply(menu("Again? Press 1."), stage="b"), stage="*")]
    rows.insert(0, row(reply(HANGUP), digits=None, stage="*"))
    model = evolve(SURE, wrong=0.3, slip=0.1)
    found = expect(flow(menu("Press 1."), rows=rows), model)
    assert 0 <= found.contained <= 1
    assert "-0.00%" not in str(found)


def test_names_that_are_nowhere_in_the_flow_are_told() -> None:
    """A goal with a slip of the pen would be reached by nobody, and nothing would say so."""
    rows = [row(reply(say("Your table is booked."), HANGUP, stage="done"), stage="*")]
    names: dict[str, Any] = {
        "goals": ("table is boked", "is BOOKED", "done", "press 1"),
        "weights": {"start": {"1": 1}, "menu": {"2": 1}},
    }
    found = str(expect(flow(menu("Press 1."), rows=rows), evolve(SURE, **names)))
    assert 'the goal "table is boked" is nowhere in the flow' in found
    assert 'the stage "menu" of weights is nowhere in the flow' in found
    assert found.count("is nowhere in the flow") == 2
    model = evolve(SURE, segments=(evolve(SURE, wants={"sails": 1, "Sales": 3}), evolve(SURE, wants={"support": 0})))
    found = str(expect(flow(menu("For sales press 1."), rows=rows), model))
    assert found.count("no prompt announces") == 1
    assert 'no prompt announces "sails": who wants that chooses among the keys as those do who want nothing' in found


def test_a_name_that_was_not_met_may_be_in_what_was_not_explored() -> None:
    """A bound left the second list open: nothing is said of all of the flow."""
    rows = [
        row(reply(menu("For sales press 1."), stage="done"), stage="b"),
        row(reply(menu("Press 2."), stage="b"), stage="*"),
    ]
    found = flow(menu("Press 1."), rows=rows)
    model = evolve(SURE, goals=("for sales",), weights={"done": {"1": 1}}, wants={"sales": 1})
    settings = found.account.assumptions
    for bounds, said in (
        (Bounds(depth=1), ["the goal", "the stage", "no prompt that was explored announces"]),
        (Bounds(), []),
    ):
        unmet = CallersOf(explore(found, bounds=bounds), model, Offers.of(found), settings).unmet
        assert [one.partition(' "')[0] for one in unmet] == said
        assert all("explored" in one for one in unmet)


def test_agents_are_asked_for_by_persons_alone() -> None:
    """Of those whom leg B answers half meet a machine, which talks for long and is no agent."""
    rows = [row(reply(dial("+6567654321")), digits="1"), row(reply(HANGUP), stage="*")]
    calls = flow(menu("Press 1."), rows=rows)
    found = expect(calls, evolve(SURE, talk=100, legs={"B": {"answered": 1, "machine": 1}}))
    assert found.holding.talk == pytest.approx(50)
    assert found.talk.mean > 51
    agents = found.offered("36/h", agents=1).found.agents
    assert agents is not None
    assert agents.erlangs == pytest.approx(0.5)
    quick = expect(calls, evolve(SURE, talk=0)).offered("36/h", agents=1).found.agents
    assert quick is not None
    assert (quick.level, quick.wait) == (1, 0)


def test_keys_of_a_class_that_exploration_did_not_see_are_not_taken_for_others(tmp_path: Path) -> None:
    """Here only two keys that the overall timeout ends are as the pattern wants them, without the hash."""
    asked = menu("Enter your code and hash.", minDigits=1, maxDigits=3, digitTimeout=2500, overallTimeout=7000)
    rows = [row(reply(say("good"), HANGUP), digits="/[2-9]{2,3}/"), row(reply(HANGUP), stage="*")]
    switched = {
        "maxDigitsCompletes": False, "hashIsDigit": True, "digitTimeoutJudges": False, "overallTimeoutJudges": True,
    }  # fmt: skip
    with pytest.raises(UsageError, match="nothing is known of the class"):
        expect(
            flow_file(tmp_path, asked, rows=rows),
            evolve(SURE, reaction=2500, inter_key=2500),
            account={"assumptions": switched},
        )


@pytest.mark.parametrize("rate", [1e-320, 1e-14, 1e-9, 1e-6])
def test_hardly_any_hang_ups_change_hardly_anything(rate: float) -> None:
    none, few = (expect(HOTLINE, CallerModel.usual(at_once=0, per_second=one)).seconds for one in (0.0, rate))
    assert few.mean == pytest.approx(none.mean, rel=1e-4)
    assert few.variance == pytest.approx(none.variance, rel=1e-4)


def test_who_hangs_up_at_once_has_come_to_the_first_menu() -> None:
    found = expect(HOTLINE, evolve(SURE, at_once=0.4))
    assert found.places[0].arrivals == found.places[0].entries == pytest.approx(1)
    assert sum(one.entries for one in found.places) == pytest.approx(found.entries.mean)
    calls = run_many(HOTLINE, evolve(SURE, at_once=1), count=1)
    assert [one.place_id for one in calls.entries] == [found.places[0].place]


def test_callers_whom_the_longest_session_may_stop_are_refused() -> None:
    with pytest.raises(UsageError, match=r"stay 3605 s on average .* stopped after 14400 s \(maxSessionLength\)"):
        expect(DESK, CallerModel.usual())
    with pytest.raises(UsageError, match=r"stopped after 100 s"):
        expect(HOTLINE, SURE, account={"assumptions": {"maxSessionLength": 100_000}})


def test_a_machine_on_leg_a_is_refused() -> None:
    with pytest.raises(UsageError, match="entries in front of a machine on leg A"):
        expect(HOTLINE, CallerModel(legs={"A": {"answered": 1, "machine": 1}}))
