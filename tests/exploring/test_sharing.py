"""Inputs are done once for all calls that go on alike, and the same is found as without that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.exploring.search import sharing
from simulator.exploring.search.explore import behaviour_of, explore, explorer_of
from simulator.exploring.search.explorer import Bounds
from simulator.exploring.search.probers import Forking
from simulator.model.call.leg_outcomes import ANSWERED
from simulator.model.call.outcome import LegOutcome
from tests.exploring._flows import HANGUP, flow, menu, reply, row, say
from tests.exploring.random_flows import random_flows, read

if TYPE_CHECKING:
    from simulator.engine.call import Call
    from simulator.exploring.search.probers import Stop
    from simulator.exploring.search.probes import Probe
    from simulator.model.behaviour.behaviour import Behaviour
    from simulator.model.flow.flow_file import FlowFile

LEGS = (LegOutcome(ANSWERED), LegOutcome(ANSWERED, talks=7000))
NORMAL = Bounds()
SETTINGS: tuple[dict[str, Any], ...] = (
    {},
    {"maxReplies": 2},
    {"maxSessionLength": 20_000},
    {"overallTimerStarts": "promptStart"},
    {"messageBargeIn": True, "typeAhead": True},
    {"emptyReplyHangsUp": False},
)


def unshared(found: FlowFile, bounds: Bounds = NORMAL) -> Behaviour:
    explorer = explorer_of(found, None, LEGS, bounds)
    explorer.run()
    return behaviour_of(found, explorer)


@given(random_flows(), st.sampled_from(SETTINGS), st.sampled_from(["Sorry?", "No."]))
def test_the_same_is_found_as_where_every_input_is_done_everywhere(
    written: dict[str, Any], settings: dict[str, Any], words: str
) -> None:
    for one in written["replies"][::2]:
        for action in one["reply"].get("callflow", ()):
            if action["action"] == "sayAndCapture":
                action["params"]["failureMessage"] = words
    found = read({**written, "account": {"assumptions": settings}} if settings else written)
    bounds = Bounds(places=300)
    assert explore(found, legs=LEGS, bounds=bounds) == unshared(found, bounds)


def done(found: FlowFile, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is done in calls of their own while a flow is explored: the stage of each, and the input."""
    taken: list[str] = []
    fed = Forking.fed

    def counting(self: Forking, stop: Stop, probe: Probe) -> Call:
        taken.append(f"{stop.call.client_action_id} {probe.text}")
        return fed(self, stop, probe)

    monkeypatch.setattr(Forking, "fed", counting)
    explore(found, legs=LEGS[:1])
    return taken


def two_menus(assumptions: dict[str, int] | None = None, **second: Any) -> FlowFile:
    bye = row(reply(say("Bye."), HANGUP), stage="*", digits="5")
    first = row(reply(menu("Press 1.", failureMessage="No."), stage="a"), digits="1")
    then = row(reply(menu("Press 5.", **{"failureMessage": "No.", **second}), stage="b"), stage="a", digits="1")
    account = {"assumptions": assumptions or {}}
    return flow(menu("Press 1."), rows=[first, then, bye, row({}, stage="*")], account=account)


def test_keys_silence_and_hang_ups_are_done_once(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = done(two_menus(), monkeypatch)
    assert [one for one in taken if one.startswith("a")] == ["a 1", "a 5", "a 9", "a #", "a silence", "a hangup"]
    assert not [one for one in taken if one.startswith("b")]


@pytest.mark.parametrize(
    "second", [{"failureMessage": "Sorry?"}, {"overallTimeout": 9000}, {"promptMessage": "Please press 5."}]
)
def test_a_menu_that_says_or_takes_something_else_shares_nothing(
    second: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len([one for one in done(two_menus(**second), monkeypatch) if one.startswith("b")]) == 5


@pytest.mark.parametrize("length", range(20_000, 60_000, 2_000))
def test_a_session_that_is_over_before_that_ends_otherwise(length: int) -> None:
    found = two_menus({"maxSessionLength": length})
    assert explore(found, legs=LEGS) == unshared(found)


def test_another_answer_at_another_stage_is_another_end(monkeypatch: pytest.MonkeyPatch) -> None:
    given = [
        row(reply(menu("Press 1."), stage="a"), digits="1"),
        row(reply(menu("Press 1."), stage="b"), stage="a", digits="1"),
    ]
    found = flow(menu("Press 1."), rows=[*given, row({}, stage="b"), row({}, stage="*")])
    assert {move.row for move in explore(found, legs=LEGS[:1]).moves if move.asked} == {1, 2, 3, 4}
    silent = row(reply(say("Still there?"), HANGUP), stage="b", digits=None)
    other = flow(menu("Press 1."), rows=[*given, silent, row({}, stage="*")])
    assert explore(other, legs=LEGS) == unshared(other)
    assert "b silence" not in done(other, monkeypatch)


def test_the_question_that_a_backend_fails_at_is_that_of_each_call() -> None:
    first = row(reply(menu("Press 1."), stage="a"), digits="1")
    given = flow(menu("Press 1."), rows=[first, row(reply(menu("Press 1."), stage="b"), stage="a", digits="1")])
    found = explore(given, legs=LEGS)
    assert {move.fault.stage for move in found.moves if move.fault} == {None, "a", "b"}
    assert found == unshared(given)


def test_what_is_known_is_forgotten_where_it_would_be_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "REMEMBERED", 1)
    assert explore(two_menus(noOfTries=2), legs=LEGS) == unshared(two_menus(noOfTries=2))


def test_a_reply_that_cannot_be_used_is_a_fault_of_each_question() -> None:
    first = row(reply(menu("Press 1."), stage="a"), digits="1")
    then = row(reply(menu("Press 1."), stage="b"), stage="a", digits="1")
    broken = flow(menu("Press 1."), rows=[first, then, row(reply({"action": "shout"}), stage="*")])
    assert explore(broken, legs=LEGS) == unshared(broken)


def test_a_call_that_has_no_time_left_is_not_led_like_another() -> None:
    first = row(reply(menu("Press 1."), stage="a"), digits="1")
    then = row(reply(menu("Press 1."), stage="b"), stage="a", digits="1")
    given = flow(
        menu("Press 1."), rows=[first, then, row({}, stage="*")], account={"assumptions": {"maxSessionLength": 40_000}}
    )
    found = explore(given, legs=LEGS)
    assert "maxSessionLength" in found.bounds
    assert found == unshared(given)
