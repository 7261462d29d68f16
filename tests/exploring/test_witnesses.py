"""Every finding's keys are run once more in a new call, and what they do not show is not shown."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings

from simulator.api.exploration import Exploration, explore
from simulator.exploring import witnesses
from simulator.exploring.conclude import conclude
from simulator.exploring.search import explore as search
from simulator.exploring.search.explorer import Bounds
from simulator.exploring.witnesses import confirmed
from simulator.running.dry_run import run_flow
from simulator.running.flow import load_flow, with_backend
from tests.exploring import remembering
from tests.exploring._flows import SAMPLES, flow, menu, reply, row, say
from tests.exploring.random_flows import random_flows, read
from tests.exploring.served import hidden

if TYPE_CHECKING:
    from simulator.model.behaviour.explored import Explored
    from simulator.model.flow.flow_file import FlowFile

MENU = menu("For sales press 1, for support press 2.")
FEW = Bounds(places=300, stages=20, walks=2)


def behind(function: str) -> FlowFile:
    return with_backend(flow(MENU), f"python:tests.exploring.remembering:{function}")


def mended(flow_file: FlowFile, seed: int | None = None) -> Explored:
    """What is left of a backend's findings once somebody has mended it."""
    remembering.BROKEN["now"] = True
    found = conclude(search.explore(flow_file, seed=seed))
    assert {one.code for one in found.findings} >= {"X005"}
    remembering.BROKEN["now"] = False
    return confirmed(flow_file, found, conclude, seed=seed)


def test_a_finding_that_its_keys_do_not_show_again_is_left_out_and_said() -> None:
    found = mended(behind("broken"))
    assert "X005" not in {one.code for one in found.findings}
    assert [one.code for one in found.dropped] == ["X005"]
    (unlike,) = [one for one in found.findings if one.code == "X013"]
    assert "first the call ends: ERROR -2003, then " in unlike.message
    assert found.behaviour.ground == "notReached"
    assert not any(proof.holds for proof in found.proofs)


@pytest.mark.parametrize("name", ["text", "html"])
def test_reports_say_how_many_were_left_out(name: str) -> None:
    text = Exploration(mended(behind("broken"), seed=3)).render(name)
    assert "1 finding left out (X005): run once more in a new call, the same keys showed something else" in text


def test_programs_are_told_which() -> None:
    (told,) = json.loads(Exploration(mended(behind("broken"))).render("json"))["dropped"]
    assert (told["code"], told["way"]["dtmf"]) == ("X005", "1")


def test_what_exploration_never_met_is_called_so() -> None:
    remembering.BROKEN["now"] = True
    flow_file = behind("broken")
    found = conclude(search.explore(flow_file))
    remembering.BROKEN["now"] = "otherwise"
    messages = [one.message for one in confirmed(flow_file, found, conclude).findings if one.code == "X013"]
    assert any("then what exploration did not meet" in message for message in messages)


def test_after_ctrl_c_nothing_more_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    remembering.BROKEN["now"] = True
    flow_file = behind("broken")
    found = conclude(search.explore(flow_file))

    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(witnesses, "run_as_explored", stop)
    stopped = confirmed(flow_file, found, conclude)
    assert stopped.behaviour.bounds == ("interrupted",)
    assert confirmed(flow_file, stopped, conclude) is stopped


def test_a_call_that_the_simulator_stops_tells_nothing_of_the_backend() -> None:
    idle = with_backend(flow(MENU), "python:tests.exploring.backends:counting")
    settings_of = evolve(idle.account.assumptions, max_replies=2)
    cut = evolve(idle, account=evolve(idle.account, assumptions=settings_of))
    found = conclude(search.explore(idle, bounds=Bounds(stages=5)))
    assert any(one.code == "X014" for one in found.findings)
    assert confirmed(cut, found, conclude) is found


def test_summaries_are_not_posted_for_witnesses(monkeypatch: pytest.MonkeyPatch) -> None:
    posted: list[object] = []

    def spied(of: FlowFile, **given: object) -> object:
        posted.append(of.post)
        return run_flow(of, **given)  # type: ignore[arg-type]

    monkeypatch.setattr(witnesses, "run_as_explored", spied)
    table = SAMPLES / "table.flow.yaml"
    loaded = evolve(load_flow(table), post={"VSS": "http://127.0.0.1:9/"})
    confirmed(loaded, conclude(search.explore(loaded)), conclude)
    assert set(map(str, posted)) == {"{}"}


def test_a_caller_hangs_up_where_lists_play_without_end() -> None:
    idle = flow(MENU, rows=[row(reply(say("On and on.")))])
    found = explore(idle).explored
    assert "X002" in {one.code for one in found.findings}
    assert found.dropped == ()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(random_flows(menus=3, keys=3))
def test_the_keys_of_each_finding_about_a_table_show_it(written: dict[str, object]) -> None:
    table = read(written)
    assert explore(table, bounds=FEW).explored.dropped == ()
    assert explore(hidden(table), legs=["answered"], bounds=FEW).explored.dropped == ()


IDS = ("dashed", "bare", "loud", "repeated", "ended", "in_a_query", "read_out", "read_in_part", "letter_by_letter")


@pytest.mark.parametrize("function", IDS)
def test_a_finding_is_shown_again_where_a_backend_names_its_session(function: str) -> None:
    found = explore(with_backend(flow(MENU), f"python:tests.exploring.brothers:{function}"), legs=["answered"]).explored
    codes = {one.code for one in found.findings}
    assert "X006" in codes
    assert "X013" not in codes
    assert found.dropped == ()


@pytest.mark.parametrize("function", ["stage", "bare", "loud", "query", "words", "loud_words"])
def test_a_loop_that_names_its_session_is_a_loop(function: str) -> None:
    found = explore(with_backend(flow(MENU), f"python:tests.exploring.brothers:around_{function}")).explored
    assert {one.code for one in found.findings} >= {"X001"}
    assert (found.dropped, found.behaviour.unstable) == ((), ())
