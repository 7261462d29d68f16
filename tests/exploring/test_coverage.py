"""What calls met, laid over what exploration finds: the same numbers in every order and however the work is shared."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.callers.scripted import Scripted
from simulator.exploring.coverage.counted import trail_of
from simulator.exploring.coverage.counting import Counting
from simulator.exploring.search.explore import explore
from simulator.model.call.legs import parse_leg
from simulator.model.reports.coverage import CoverageCounts, FlowCoverage
from simulator.model.reports.coverage_merge import merge
from simulator.networks.scripted import Fault, ScriptedNetwork
from simulator.running.dry_run import run_flow
from simulator.running.flow import load_flow, with_backend
from tests.exploring import remembering
from tests.exploring._calls import calls
from tests.exploring._flows import HANGUP, SAMPLES, again, dial, flow, menu, reply, row, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.model.behaviour.behaviour import Behaviour
    from simulator.model.flow.flow_file import FlowFile
    from simulator.model.reports.trail import Trail

pytestmark = pytest.mark.slow

FIVE = flow(menu("Press 1, 2, 3, 4 or 5."), rows=[row(reply(say("Thanks."), HANGUP), digits=["1", "2", "3", "4", "5"])])
FOLDER = SAMPLES.parent


def trail(of: FlowFile, keys: str = "", *legs: str, faults: tuple[Fault, ...] = ()) -> Trail:
    network = ScriptedNetwork(tuple(map(parse_leg, legs)), faults)
    return trail_of(run_flow(of, caller=Scripted.of(keys), network=network), [one.where for one in faults])


def whole(of: FlowFile, trails: Iterable[Trail]) -> CoverageCounts:
    counting = Counting()
    for one in trails:
        counting.add(of, one)
    return counting.coverage()


def counted(of: FlowFile, *keys: str) -> FlowCoverage:
    (found,) = whole(of, [trail(of, one) for one in keys]).flows
    return found


def edges(found: FlowCoverage, source: str) -> dict[str, int]:
    """The hits of what leaves the place whose id ends so, by input class."""
    return {edge.key[1]: edge.hits for edge in found.edges if edge.key[0].endswith(source)}


def test_five_branches_to_one_place_are_five_edges() -> None:
    to_thanks = {
        name: hits for name, hits in edges(counted(FIVE, "1", "3", "3"), "sayAndCapture").items() if name in "12345"
    }
    assert to_thanks == {"1": 1, "2": 0, "3": 2, "4": 0, "5": 0}


def test_an_end_is_a_place_and_every_call_comes_to_one() -> None:
    found = counted(FIVE, "1", "hangup", "hangup")
    hits = {one.place.id: one.hits for one in found.places if one.place.is_end}
    assert hits == {"end COMPLETED": 1, "end COMPLETED caller": 2, "end BUSY": 0, "end NO_ANSWER": 0, "end FAILED": 0,
                    "end ERROR -2003": 0}  # fmt: skip
    assert found.calls == 3
    assert found.places[0].hits == 3


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*/*.flow.yaml")), ids=lambda path: path.name)
def test_a_suite_that_takes_everything_leaves_nothing_over(path: Path) -> None:
    of = load_flow(path)
    found = whole(of, map(trail_of, calls(of, explore(of)))).flows[0]
    assert found.percent == 100
    assert found.places_covered == len(found.places)
    assert not found.extra
    assert found.complete


@st.composite
def tables(draw: st.DrawFn) -> FlowFile:
    """Menus under stages `s0` to `s3`, each key leading to another of them or to the end."""
    stages = [f"s{number}" for number in range(draw(st.integers(1, 4)))]
    rows: list[dict[str, Any]] = []
    for stage in [None, *stages]:
        for key in draw(st.lists(st.sampled_from("123"), unique=True)):
            to = draw(st.sampled_from([None, *stages]))
            answer = reply(say("Bye."), HANGUP) if to is None else reply(menu(f"Menu {to}."), stage=to)
            rows.append(row(answer, digits=key, **({} if stage is None else {"stage": stage})))
    if draw(st.booleans()):
        rows.append(row(reply(say("Pardon?"), HANGUP), digits="other", stage="*"))
    return flow(menu("Start.", noOfTries=draw(st.integers(1, 2))), rows=rows)


@settings(max_examples=25, deadline=None)
@given(of=tables(), seed=st.integers(0, 99))
def test_random_tables_are_covered_whole_in_any_order_and_in_parts(of: FlowFile, seed: int) -> None:
    trails = [trail_of(one) for one in calls(of, explore(of))]
    everything = whole(of, trails)
    assert everything.percent == 100
    assert not everything.flows[0].extra
    shuffled = trails[:]
    Random(seed).shuffle(shuffled)
    assert whole(of, shuffled) == everything
    cut = seed % len(trails)
    assert merge(whole(of, trails[:cut]), whole(of, trails[cut:])) == everything


def test_what_leg_b_comes_to_is_missing_until_a_call_meets_it_in_the_list_that_dialled_leg_a() -> None:
    found = whole(again(), [trail(again(), "1 silence", "answered", "busy"), trail(again(), "", "failed")]).flows[0]
    assert edges(found, "makeCall") == {"answered": 1, "busy": 0, "noAnswer": 0, "failed": 1}
    assert edges(found, "leg B") == {"answered": 0, "hangup": 0, "busy": 1, "noAnswer": 0, "failed": 0}
    everything = whole(again(), map(trail_of, calls(again(), explore(again())))).flows[0]
    assert (everything.percent, everything.extra) == (100, ())


def test_rows_that_nothing_reaches_are_left_out_and_listed() -> None:
    rows = [row(reply(say("One."), HANGUP), digits="1"), row(reply(HANGUP), digits="1"), row({}, stage="gone")]
    found = counted(flow(menu("Press 1."), rows=rows), "1")
    assert found.unreached == (2, 3)
    assert found.row_hits == {1: 1}


def test_a_row_answers_as_often_as_its_edges_are_taken() -> None:
    assert counted(FIVE, "1", "2", "9").row_hits == {1: 2}


def test_what_injected_faults_lead_to_is_beyond_the_totals() -> None:
    fault = trail(FIVE, faults=(Fault(-2001, "time", 9000),))
    (found,) = whole(FIVE, [fault]).flows
    assert [(edge.key[1:], edge.hits) for edge in found.extra] == [(("fault", "end ERROR -2001"), 1)]
    assert (found.faults, found.errors) == ({"time": 1}, {"-2001": 1})
    assert len(found.edges) == len(counted(FIVE, "1").edges)


def test_outcomes_of_legs_and_codes_are_counted() -> None:
    bridge = flow(dial("+60123456789"), HANGUP)
    (found,) = whole(bridge, [trail(bridge, "", *legs) for legs in ((), ("answered", "busy"), ("noAnswer",))]).flows
    assert found.legs == {"A answered": 2, "A noAnswer": 1, "B answered": 1, "B busy": 1}
    assert found.codes == {"1": 3}


def test_a_reply_that_breaks_a_rule_is_a_code_too() -> None:
    broken = flow(menu("Press 1."), rows=[row({"callflow": [{"action": "dance"}]}, digits="1")])
    assert counted(broken, "1").codes == {"-1007": 1, "1": 1}


def test_a_request_that_is_refused_has_nothing_to_cover() -> None:
    refused = flow(say("Hello."), menu("a" * 9000))
    found = counted(refused, "")
    assert found.problem
    assert (found.places, found.edges, found.complete) == ((), (), False)


def test_a_live_backend_is_asked_after_the_last_call_only(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def explored(*_: object, **__: object) -> Behaviour:
        asked.append("explored")
        return explore(FIVE)

    monkeypatch.setattr("simulator.exploring.coverage.counting.explore", explored)
    counting = Counting()
    counting.add(FIVE, trail(FIVE, "1"))
    counting.add(FIVE, trail(FIVE, "2"))
    assert asked == []
    counting.coverage()
    counting.coverage()
    assert asked == ["explored"]


def test_an_endless_backend_is_counted_within_bounds() -> None:
    endless = with_backend(flow(menu("Choose.")), "python:tests.exploring.backends:counting")
    found = counted(endless, "1 1")
    assert "maxStages" in found.bounds
    assert found.unreached == ()
    assert not found.complete


def written(folder: Path, **more: Any) -> Path:
    path = folder / "in" / "a.flow.yaml"
    path.parent.mkdir(exist_ok=True)
    asks = menu("Press 1.")
    del asks["params"]["noOfTries"]
    body = {"callflow": [dial(), asks]}
    path.write_text(json.dumps({"flow": "A", "request": body, "replies": [], **more}), encoding="utf-8")
    return path


def test_files_are_named_from_the_folder(tmp_path: Path) -> None:
    of = load_flow(written(tmp_path))
    for folder, name in ((tmp_path, "in/a.flow.yaml"), (tmp_path / "other", of.file)):
        counting = Counting(folder)
        counting.add(of, trail(of))
        assert [one.file for one in counting.coverage().flows] == [name]


def test_a_flow_that_several_paths_lead_to_is_counted_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = written(tmp_path)
    (tmp_path / "linked").symlink_to("in", target_is_directory=True)
    (tmp_path / "b.flow.yaml").symlink_to("in/a.flow.yaml")
    (tmp_path / "in" / "c.flow.yaml").symlink_to("a.flow.yaml")
    monkeypatch.chdir(tmp_path)
    names = ["in/a.flow.yaml", "./in/../in/a.flow.yaml", file.as_posix(), "linked/a.flow.yaml", "b.flow.yaml",
             "linked/c.flow.yaml"]  # fmt: skip
    counting = Counting(tmp_path / "linked" / "..")
    for name in names:
        counting.add(of := load_flow(name), trail(of))
    assert [(one.file, one.calls) for one in counting.coverage().flows] == [("in/a.flow.yaml", 6)]


@pytest.mark.parametrize(
    ("backend", "name"), [("python:bot:reply", "b.flow.yaml"), ("http://localhost:9", "in/a.flow.yaml")]
)
def test_a_link_to_a_flow_whose_files_are_others_from_there_is_another(tmp_path: Path, backend: str, name: str) -> None:
    (tmp_path / "b.flow.yaml").symlink_to(written(tmp_path))
    of = evolve(load_flow(tmp_path / "b.flow.yaml"), backend=backend)
    counting = Counting(tmp_path)
    assert counting._name(of) == name
    other = evolve(of, backend=None, files=(of.file, (tmp_path / "request.json").as_posix()))
    assert counting._name(other) == "b.flow.yaml"


def test_an_account_that_changes_nothing_for_callers_is_no_flow_of_its_own(tmp_path: Path) -> None:
    path = written(tmp_path)
    plain = load_flow(path)
    overlays: dict[str, dict[str, Any]] = {
        "slow": {"assumptions": {"ringTime": 9000}},
        "full": {"capacity": 0},
        "none": {"dialect": "v1.1"},
    }
    counting = Counting(tmp_path)
    for variant, overlay in overlays.items():
        of = load_flow(path, overlay)
        counting.add(of, trail(of), variant, (plain, ""))
    (found,) = counting.coverage().flows
    assert (found.key, found.calls) == (("in/a.flow.yaml", ""), 3)


def test_an_account_that_makes_another_flow_is_counted_for_itself(tmp_path: Path) -> None:
    path = written(tmp_path)
    of = load_flow(path, {"assumptions": {"defaultNoOfTries": 1}})
    counting = Counting(tmp_path)
    counting.add(of, trail(of), "other", (load_flow(path), ""))
    assert [one.name for one in counting.coverage().flows] == ["in/a.flow.yaml (other)"]


def test_exploration_tries_what_calls_entered_so_that_it_is_in_the_totals() -> None:
    asks = menu("Enter your code.", minDigits=6, maxDigits=6)
    hidden = with_backend(flow(asks), "python:tests.exploring.remembering:hidden")
    unknown, known = counted(hidden, "1"), counted(hidden, "839201")
    assert "839201" not in edges(unknown, "2.sayAndCapture")
    assert edges(known, "2.sayAndCapture")["839201"] == 1
    assert (known.extra, known.known, known.ground) == ((), "tried", "tried")
    assert [(one.place, one.possible) for one in known.tried] == [(known.places[1].place.id, 10**6)]


def test_a_place_that_a_backend_remembers_the_past_of_is_counted_once() -> None:
    strikes = with_backend(flow(remembering.PIN), "python:tests.exploring.remembering:strikes")
    found = counted(strikes, "4711")
    assert len({one.place for one in found.tried}) == len(found.tried) == 2


def test_what_was_tried_of_one_flow_in_two_runs_is_added_up() -> None:
    hidden = with_backend(flow(menu("Code?", minDigits=6, maxDigits=6)), "python:tests.exploring.remembering:hidden")
    first, then = (whole(hidden, [trail(hidden, keys)]) for keys in ("839201", "1"))
    both = merge(first, then).flows[0]
    assert both.percent < 100
    assert both.calls == 2
    assert len(both.tried) == 1
    assert both.tried[0].tried == max(first.flows[0].tried[0].tried, then.flows[0].tried[0].tried)
