"""What is told of callers that were drawn agrees with what is expected, and says what it cannot tell."""

from __future__ import annotations

from math import sqrt
from statistics import fmean
from typing import Any

import pytest
from attrs import evolve

import simulator
from simulator.errors import UsageError
from simulator.exploring.search.explore import explore
from simulator.exploring.search.explorer import Bounds
from simulator.populations.layout import NOT_REACHED, UNKNOWN
from simulator.populations.scripts import CallerScript
from tests._markdown import execute
from tests.exploring._flows import HANGUP, dial, flow, menu, reply, row, say
from tests.populations._crowds import AGAIN, CODES, FLOWS, HURRIED, MIXED, SCENARIOS, SURE, body, sampled

ROOT = SCENARIOS.parent
SIGMAS = 5.5
"""What chance goes beyond less than once in ten million."""
HOURS = body(
    menu("Press 1."),
    rows=[row(reply(HANGUP), digits="1", between=["09:00", "17:00"]), row(reply(say("Closed."), HANGUP), stage="*")],
)


def test_what_was_drawn_or_run_is_offered_as_what_is_expected() -> None:
    """Ports by the lengths of these very calls, agents by those who reach a person; nobody counted the webhooks."""
    people = evolve(HURRIED, legs={"B": {"answered": 8, "busy": 1}})
    told = simulator.expect(FLOWS["hotline"], people).offered("600/h", agents=30).found
    drawn = sampled("hotline", people, count=20_000)
    ran = simulator.run_many(FLOWS["hotline"], people, count=400, seed=3)
    for calls, seconds, near in ((drawn, drawn.seconds.mean, 0.05), (ran, fmean(one.seconds for one in ran), 0.3)):
        found = calls.offered("600/h", agents=30).found
        assert found.erlangs == pytest.approx(600 / 3600 * seconds)
        assert found.erlangs == pytest.approx(told.erlangs, rel=near)
        assert found.agents is not None
        assert told.agents is not None
        assert found.agents.erlangs == pytest.approx(told.agents.erlangs, rel=near)
        assert found.webhooks is None
        assert "questions to the webhook" not in str(calls.offered("600/h"))
    assert drawn.offered(60, 3).ports == 3


def test_the_talk_of_machines_is_nothing_for_agents() -> None:
    """As `expect` has it; what was drawn does not tell it apart, and says so."""
    asked = reply(dial("+6567654321"), menu("Press 1."), stage="again")
    data = body(menu("Press 1."), rows=[row(reply(dial("+6567654321"), HANGUP), stage="again"), row(asked, stage="*")])
    call = simulator.run_many(data, ["1 1"], legs=["answered", "machine", "answered:6s,talks:10s"])
    (found,) = call
    assert (found.facts.answers, found.facts.person_seconds) == (1, 10)
    assert found.facts.talk_seconds > 10
    agents = call.offered("360/h", agents=20).found.agents
    assert agents is not None
    assert agents.erlangs == pytest.approx(1.0)
    people = evolve(SURE, talk=10, legs={"B": {"answered": 1, "machine": 1}})
    told = simulator.expect(data, people).offered("360/h", agents=20).found.agents
    ran = simulator.run_many(data, people, count=400, seed=1).offered("360/h", agents=20).found.agents
    assert told is not None
    assert ran is not None
    assert ran.erlangs == pytest.approx(told.erlangs, rel=0.2)
    drawn = simulator.populate(data, people, count=100)
    assert drawn.offered("360/h").found.agents is None
    with pytest.raises(UsageError, match="20 agents: a machine answers leg B of some of these callers"):
        drawn.offered("360/h", agents=20)


def test_calls_that_the_simulator_stopped_are_not_offered() -> None:
    for calls in (sampled("again", SURE, count=40), simulator.run_many(FLOWS["again"], SURE, count=40)):
        with pytest.raises(UsageError, match=r"the simulator stopped \d+\.\d+% of these calls"):
            calls.offered("600/h")


@pytest.mark.parametrize(("name", "count"), [("codes", 20_000), ("hotline", 50_000)])
def test_it_agrees_with_what_is_expected(name: str, count: int) -> None:
    found, told = sampled(name, MIXED, count=count, seed=5), simulator.expect(FLOWS[name], MIXED)
    for outcome in {*found.outcome, *told.outcome}:
        share = told.outcome.get(outcome, 0.0)
        assert found.outcome.get(outcome, 0.0) == pytest.approx(share, abs=SIGMAS * sqrt(share / count) + 1e-9)
    for share, other in ((told.person, found.person), (told.ended_by["caller"], found.ended_by["caller"])):
        assert other == pytest.approx(share, abs=SIGMAS * sqrt(share / count) + 1e-9)
    if not told.trapped:
        for part in ("seconds", "ring", "ivr", "talk"):
            mean, variance = getattr(told, part)
            assert getattr(found, part).mean == pytest.approx(mean, abs=SIGMAS * sqrt(variance / count) + 1e-3)


def test_its_columns_are_a_frame_and_its_text_says_how_it_is_known() -> None:
    found = sampled("hotline", evolve(MIXED, goals=("opening hours",)), count=200)
    frame = found.to_dataframe()
    assert list(frame.columns) == [
        "outcome", "ended_by", "segment", "wanted", "last_place", "seconds", "ring_seconds", "ivr_seconds",
        "talk_seconds", "retries", "entries", "person", "goal",
    ]  # fmt: skip
    assert frame["outcome"].value_counts(normalize=True)["COMPLETED"] == pytest.approx(found.outcome["COMPLETED"])
    assert set(frame["segment"]) == {"hurried", "sure"}
    assert (frame["ring_seconds"] + frame["ivr_seconds"] + frame["talk_seconds"]).to_list() == pytest.approx(
        frame["seconds"].to_list()
    )
    text = str(found)
    assert text.startswith("200 callers of Hotline call-back, drawn by numpy (its behaviour is proved)\n")
    assert "reach a goal" in text
    assert found.goal == pytest.approx(frame["goal"].mean())
    assert found.contained == pytest.approx(1 - frame["person"].mean())
    assert "reach a goal" not in str(sampled("codes", SURE, count=1))
    bare = sampled("codes", SURE, count=2).to_dataframe()
    assert bare[["segment", "wanted"]].isna().all(axis=None)  # as in the frame of `run_many`


@pytest.mark.parametrize("engine", ["numpy", "python"])
def test_a_goal_that_nobody_knows_is_missing_in_the_frame(engine: str) -> None:
    """Of all callers, or of those of a segment, as `run_many` has it: 0 would say that they all failed."""
    bare = sampled("codes", SURE, count=3, engine=engine).to_dataframe()
    assert bare["goal"].isna().all()
    assert bare["person"].to_list() == [True] * 3
    aiming = evolve(MIXED, segments=(evolve(HURRIED, name="hurried", goals=("good",)), evolve(SURE, name="sure")))
    drawn = sampled("codes", aiming, count=60, engine=engine).to_dataframe()
    ran = simulator.run_many(FLOWS["codes"], aiming, count=60).to_dataframe()
    for frame in (bare, drawn):
        assert frame[["person", "goal"]].dtypes.to_list() == ran[["person", "goal"]].dtypes.to_list()
    for frame in (drawn, ran):
        assert set(frame["segment"]) == {"hurried", "sure"}
        assert frame["goal"].isna().to_list() == (frame["segment"] == "sure").to_list()


@pytest.mark.parametrize("engine", ["numpy", "python"])
def test_samples_add_up_and_each_caller_stays_who_it_is(engine: str) -> None:
    one, other = (sampled("codes", HURRIED, count=30, seed=seed, engine=engine) for seed in (1, 2))
    both = one + other
    assert len(both) == 60
    assert both.script(31) == other.script(1)
    assert both.script(3) == one.script(3)
    assert list(both.columns["ms"]) == [*one.columns["ms"], *other.columns["ms"]]
    assert (one + evolve(other, engine="abacus")).engine == f"{engine}, abacus"
    with pytest.raises(UsageError, match="of two flows, or of two models"):
        _ = one + sampled("again", HURRIED, count=1)
    with pytest.raises(TypeError):
        _ = one + 1
    with pytest.raises(UsageError, match="there is no caller 60: 60 were drawn"):
        both.script(60)


def test_samples_are_equal_whoever_drew_them() -> None:
    one, *same = (sampled("codes", MIXED, count=30, engine=engine) for engine in ("numpy", "python", "numba"))
    assert [one, one] == same
    assert len({one, *same}) == 1
    assert one != sampled("codes", MIXED, count=30, seed=1)
    assert one != sampled("codes", SURE, count=30)
    first, second = (sampled("codes", MIXED, count=15, seed=seed, engine="python") for seed in (0, 1))
    assert first + second == sampled("codes", MIXED, count=15) + second != second + first


def test_nobody_is_counted_twice() -> None:
    """The same seed is the same callers, also where it is written in another way."""
    one = sampled("codes", HURRIED, count=3, seed=-1, engine="python")
    other = sampled("codes", HURRIED, count=5, seed=(1 << 64) - 1, engine="python")
    with pytest.raises(UsageError, match="both have callers of seed 18446744073709551615, who would count twice"):
        _ = one + other
    assert list(other.columns["ms"])[:3] == list(one.columns["ms"])


def test_tables_that_are_alike_and_mean_something_else_do_not_add_up() -> None:
    """The segment has another name, which no number of the tables tells."""
    one, other = (
        sampled("codes", evolve(HURRIED, name=name), count=3, seed=seed, engine="python")
        for seed, name in enumerate(("young", "old"))
    )
    assert one.crowd.tables == other.crowd.tables
    with pytest.raises(UsageError, match="of two flows, or of two models"):
        _ = one + other


@pytest.mark.parametrize("count", [10**14, 10**30])
def test_more_callers_than_any_machine_holds_are_told(count: int) -> None:
    with pytest.raises(UsageError, match=r"count: 1.*,000 callers take .* GB, more than this machine has"):
        sampled("codes", SURE, count=count)


def test_columns_of_numpy_and_of_plain_python_add_up() -> None:
    plain, quick = (sampled("codes", HURRIED, count=20, engine=engine) for engine in ("python", "numpy"))
    for both in (plain + evolve(quick, drawn=((1, 20),)), evolve(quick, drawn=((1, 20),)) + plain):
        assert list(both.columns["ms"]) == 2 * list(plain.columns["ms"])
    assert plain.seconds == pytest.approx(quick.seconds)
    assert plain.ivr == pytest.approx(quick.ivr)
    assert str(plain).replace("python", "numpy") == str(quick)


@pytest.mark.parametrize("engine", ["numpy", "python"])
def test_a_trap_is_an_outcome_with_its_share_and_a_way(engine: str) -> None:
    found = sampled("again", SURE, count=40, engine=engine)
    assert set(found.outcome) == {"COMPLETED", "trapped"}
    (trap,) = found.trapped
    assert trap.share == pytest.approx(found.outcome["trapped"])
    assert trap.way.script.startswith("[1000]1 ")
    assert f"are trapped at {trap.place}" in str(found)
    assert sampled("again", evolve(SURE, per_second=0.1), count=40, engine=engine).trapped == ()
    assert "trapped" not in sampled("again", evolve(SURE, patience=100), count=40).outcome


def test_two_versions_of_a_flow_stay_in_step() -> None:
    """Another prompt changes the time of those who hear it, and nobody's keys."""
    longer = body(menu("Press 1 or 2. Please be quick."), rows=AGAIN["replies"])
    one, other = (simulator.populate(given, HURRIED, count=120, seed=4) for given in (AGAIN, longer))
    both = [one.script(at).script + other.script(at).script for at in range(120)]
    late = [at for at, scripts in enumerate(both) if "^" not in scripts and "hangup[" not in scripts]
    same = [one.script(at).script.split()[:1] == other.script(at).script.split()[:1] for at in late]
    assert len(late) > 50
    assert all(same)


def test_where_exploration_stopped_is_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    def shallow(*given: Any, **more: Any) -> Any:
        return explore(*given, **more, bounds=Bounds(depth=1))

    monkeypatch.setattr("simulator.api.populations.populating.explore_flow", shallow)
    found = simulator.populate(AGAIN, SURE, count=20)
    assert found.outcome[found.ends[NOT_REACHED][0]] > 0
    assert found.ground == "notReached"


@pytest.mark.parametrize(("goal", "share"), [("good", 1), ("Bye", 1), ("For one press 1", 1), ("nowhere", 0)])
def test_a_goal_is_a_stage_or_words(goal: str, share: float) -> None:
    model = evolve(SURE, offered={"123456": 1}, goals=(goal,), inter_key=200)
    assert sampled("codes", model, count=20).goal == share


def test_calls_that_are_over_before_hours_change_are_drawn() -> None:
    assert simulator.populate(HOURS, SURE, count=10, at="2026-01-05T10:00:00Z").outcome == {"COMPLETED": 1}


def test_a_call_that_is_refused_at_once_has_no_place() -> None:
    found = simulator.populate(CODES, SURE, count=3, account={"capacity": 0})
    assert found.outcome == {"ERROR -2010": 1}
    assert found.script(0) == CallerScript("", ())
    assert set(found.columns["place"]) == {-1}
    assert found.to_dataframe()["last_place"].isna().all()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"people": ["1"]}, "expected a CallerModel, or the path of a callers file"),
        ({"count": 0}, "count"),
        ({"workers": 0}, "workers"),
        ({"workers": ""}, "workers"),
        ({"engine": "abacus"}, "engine"),
        ({"account": {"assumptions": {"typeAhead": True}}}, "with typeAhead an entry hangs on"),
        ({"people": evolve(SURE, legs={"A": {"machine": 1}})}, "a machine on leg A"),
        ({"flow": HOURS, "at": "2026-01-05T16:59:59Z"}, "opening hours change 1 s after the calls begin"),
    ],
)
def test_what_cannot_be_drawn_is_refused(more: dict[str, Any], said: str) -> None:
    given = {"flow": AGAIN, "people": SURE, "count": 10, **more}
    with pytest.raises(UsageError, match=said):
        simulator.populate(**given)


def test_who_does_what_exploration_did_not_see_is_not_told_of() -> None:
    from simulator.api.populations.populating import _known

    with pytest.raises(UsageError, match="2 of these callers do what exploration saw nobody do"):
        _known({"end": [UNKNOWN, 0, UNKNOWN]})


def test_a_call_that_goes_nowhere_by_itself_is_walked() -> None:
    """A list that only plays, and one that asks for nothing more."""
    rows = [row(reply(HANGUP, stage="end"), digits="1"), row({}, stage="*")]
    assert sampled_of(flow(menu("Press 1."), rows=rows)).outcome == {"COMPLETED": 1}


def sampled_of(given: Any) -> Any:
    return simulator.populate(given, SURE, count=20)


def test_the_page_about_populations_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    execute(ROOT / "docs" / "populations.md")
