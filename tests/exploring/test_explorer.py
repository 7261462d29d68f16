"""Exploration finds every place and every edge, and no other: counted by hand."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from simulator.errors import RefusedError
from simulator.exploring.search.explore import explore, explorer_of
from simulator.exploring.search.explorer import Bounds
from simulator.model.call.outcome import LegOutcome
from simulator.running.flow import load_flow, with_backend
from tests.exploring import backends
from tests.exploring._flows import HANGUP, SAMPLES, again, dial, flow, lines, menu, reply, row, say
from tests.responders.test_samples import process

if TYPE_CHECKING:
    from pathlib import Path

ANSWERED = (LegOutcome(),)

HELP_DESK = [
    "+6591234567 --answered--> Welcome to",
    "+6591234567 --busy--> end BUSY",
    "+6591234567 --failed--> end FAILED",
    "+6591234567 --noAnswer--> end NO_ANSWER",
    "Sales is --done--> end COMPLETED",
    "There is --done--> end COMPLETED",
    "We did --done--> end COMPLETED",
    "We have --done--> end COMPLETED",
    "Welcome to --1--> Sales is",
    "Welcome to --2--> support",
    "Welcome to --hangup--> end COMPLETED caller",
    "Welcome to --hash--> We did",
    "Welcome to --hash--> Welcome to",
    "Welcome to --other--> There is",
    "Welcome to --silence--> We did",
    "Welcome to --silence--> Welcome to",
    "Your ticket --done--> end COMPLETED",
    "support --1--> We have",
    "support --2--> ticket",
    "support --hangup--> end COMPLETED caller",
    "support --hash--> We did",
    "support --hash--> support",
    "support --other--> There is",
    "support --silence--> We did",
    "support --silence--> support",
    "ticket --four keys--> Your ticket",
    "ticket --hangup--> end COMPLETED caller",
    "ticket --hash--> We did",
    "ticket --hash--> ticket",
    "ticket --partial--> We did",
    "ticket --partial--> ticket",
    "ticket --short--> We did",
    "ticket --short--> ticket",
    "ticket --silence--> We did",
    "ticket --silence--> ticket",
]
"""The help desk of three levels: nine places and five ends (one by the caller), two tries at each menu."""


def help_desk(lines: list[str]) -> list[str]:
    """A table names the pattern of the ticket, a backend has only "other keys" for it."""
    named = (line.replace("--/[0-9*#]{4}/-->", "--four keys-->") for line in lines)
    return sorted(line.replace("ticket --other-->", "ticket --four keys-->") for line in named)


@pytest.mark.parametrize("file", ["table.flow.yaml", "flask.flow.yaml", "fastapi.flow.yaml"])
def test_the_help_desk_has_the_edges_that_were_counted_by_hand(file: str) -> None:
    found = explore(load_flow(SAMPLES / file))
    assert help_desk(lines(found)) == HELP_DESK
    assert len(found.places) == 14
    assert found.complete
    assert not found.open


def test_a_server_shows_the_same_graph() -> None:
    table = load_flow(SAMPLES / "table.flow.yaml")
    with process("flask") as url:
        assert help_desk(lines(explore(with_backend(table, url)))) == HELP_DESK


def test_a_menu_whose_five_branches_lead_to_one_place_has_five_edges() -> None:
    keys = ["1", "2", "3", "4", "5"]
    found = explore(flow(menu("Choose."), rows=[row(reply(say("Thanks."), HANGUP), digits=keys)]), legs=ANSWERED)
    branches = [edge for edge in found.edges if edge[1] in keys]
    assert len(branches) == 5
    assert len({edge[2] for edge in branches}) == 1


def test_what_a_prompt_announces_is_tried_though_no_row_names_it() -> None:
    found = explore(flow(menu("For sales press 3."), rows=[row(reply(HANGUP), digits="1")]), legs=ANSWERED)
    menu_place = next(place for place in found.places.values() if place.kind == "capture")
    assert (menu_place.announced, menu_place.offered) == (("3",), ("3", "1"))
    assert "For sales --3--> end ERROR -2003" in lines(found)


def test_a_later_try_is_another_point_of_the_same_place() -> None:
    found = explore(flow(menu("Choose.", noOfTries=3), rows=[row(reply(HANGUP), stage="*")]), legs=ANSWERED)
    tries = [point.tries for point in found.points if point.place.kind == "capture"]
    assert tries == [0, 1, 2]
    assert lines(found).count("Choose. --silence--> Choose.") == 1


def test_every_input_class_of_a_code_is_tried() -> None:
    code = menu("Enter your code.", minDigits=2, maxDigits=4, digitTimeout=2000, overallTimeout=9000)
    found = explore(flow(code, rows=[row(reply(HANGUP), digits="77")]), legs=ANSWERED)
    place = next(place for place in found.places.values() if place.kind == "capture")
    tried = {move.input_class: move.does for move in found.moves if found.points[move.source].place is place}
    assert tried == {"77": "77#", "other": "99#", "short": "1#", "hash": "#", "partial": "1", "silence": "silence",
                     "hangup": "hangup"}  # fmt: skip


def test_too_many_keys_are_a_class_where_the_most_do_not_end_the_entry() -> None:
    account = {"assumptions": {"maxDigitsCompletes": False}}
    found = explore(flow(menu("Choose.", maxDigits=2), rows=[], account=account), legs=ANSWERED)
    assert "Choose. --long--> end ERROR -2003" in lines(found)


def test_where_hash_is_a_key_it_ends_no_entry() -> None:
    found = explore(flow(menu("Choose.", completeOnHash=False), rows=[row(reply(HANGUP), digits="#")]), legs=ANSWERED)
    assert [move.does for move in found.moves if move.input_class == "#"] == ["#"]
    assert not [move for move in found.moves if move.input_class == "hash"]


def test_a_bridge_is_a_place_with_an_edge_for_each_outcome_and_for_a_hang_up() -> None:
    found = explore(flow(dial("+60123456789"), say("Bye."), HANGUP))
    assert [line for line in lines(found) if "+60123456789 --" in line] == [
        "+60123456789 --answered--> end COMPLETED",
        "+60123456789 --busy--> end BUSY",
        "+60123456789 --failed--> end FAILED",
        "+60123456789 --hangup--> end COMPLETED caller",
        "+60123456789 --noAnswer--> end NO_ANSWER",
    ]


def test_the_list_of_the_request_dials_leg_b_where_it_is_a_reply() -> None:
    found = explore(again())
    first, second = (place for place in found.places.values() if place.kind == "dial")
    assert (first.leg, second.leg) == ("A", "B")
    assert second.id == f"{first.id} leg B"
    assert [edge[1] for edge in found.edges if edge[0] == first.id] == ["answered", "busy", "noAnswer", "failed"]
    classes = ["answered", "hangup", "busy", "noAnswer", "failed"]
    assert [edge[1] for edge in found.edges if edge[0] == second.id] == classes


def test_a_platform_scenario_that_dialled_leg_a_dials_leg_b_later(tmp_path: Path) -> None:
    (tmp_path / "stored.json").write_text(json.dumps(reply(dial(), menu("Press 1 to begin again."))))
    stored = reply({"action": "executeScenario", "params": {"scenarioName": "menu"}})
    account = {"scenarios": {"menu": str(tmp_path / "stored.json")}}
    found = explore(again(request=stored, account=account, rows=[row(stored, digits="1")]))
    assert [place.leg for place in found.places.values() if place.kind == "dial"] == ["A", "B"]


def test_what_was_captured_before_a_dial_makes_two_points_of_one_place() -> None:
    rows = [row(reply(HANGUP), digits="1"), row(reply(say("Other."), HANGUP), digits="other")]
    found = explore(flow(menu("Choose."), dial("+60123456789"), rows=rows), legs=ANSWERED)
    dials = [point for point in found.points if point.place.leg == "B"]
    assert len(dials) == 3
    assert len({point.place.id for point in dials}) == 1


def test_an_inbound_call_begins_with_the_webhook() -> None:
    rows = [row(reply(menu("Choose.")), callStatus="CALL_RECEIVED"), row(reply(HANGUP), digits="1")]
    inbound = {"source": "+6591234567", "destination": "+6562345678"}
    found = explore(flow(rows=rows, inbound=inbound))
    assert found.points[0].place.id == "inbound"
    assert "inbound --done--> Choose." in lines(found)
    assert "Choose. --1--> hang up" in lines(found)


def test_a_loop_without_input_is_found_and_ends_the_exploration() -> None:
    rows = [row(reply(say("Again.")))]
    found = explore(flow(say("Begin."), rows=rows), legs=ANSWERED)
    assert lines(found) == ["+6591234567 --answered--> Again.", "Again. --done--> Again."]
    assert found.complete


def test_a_platform_scenario_is_a_place_and_leads_into_its_call_flow(tmp_path: Path) -> None:
    (tmp_path / "stored.json").write_text(
        '{"callflow": [{"action": "say", "params": {"text": "Bye.", "voiceProfile": "en-GB-Emma"}}]}'
    )
    account = {"scenarios": {"bye": str(tmp_path / "stored.json")}}
    scenario = {"action": "executeScenario", "params": {"scenarioName": "bye"}}
    found = explore(flow(menu("Choose."), rows=[row(reply(scenario), stage="*")], account=account), legs=ANSWERED)
    kinds = {place.kind for place in found.places.values()}
    assert kinds == {"dial", "capture", "play", "end"}


def test_a_request_that_ends_before_it_dials_is_one_end() -> None:
    account = {"capacity": 0}
    found = explore(flow(say("Hello."), account=account))
    assert [point.place.id for point in found.points] == ["end ERROR -2010"]
    assert found.complete


def test_a_refused_request_cannot_be_explored() -> None:
    with pytest.raises(RefusedError, match="-1009"):
        explore(flow(say("")))


@pytest.mark.parametrize(
    ("bounds", "bound"),
    [(Bounds(places=3), "maxPlaces"), (Bounds(depth=1), "maxDepth"), (Bounds(seconds=0), "timeLimit")],
)
def test_a_bound_is_named_and_what_waits_is_open(bounds: Bounds, bound: str) -> None:
    found = explore(load_flow(SAMPLES / "table.flow.yaml"), bounds=bounds, clock=lambda: 0.0)
    assert found.bounds == (bound,)
    assert found.open
    assert not found.complete


def test_a_graph_without_end_is_bounded_by_the_stages_of_one_list() -> None:
    counting = with_backend(flow(menu("Choose.")), "python:tests.exploring.backends:counting")
    found = explore(counting, bounds=Bounds(stages=5), legs=ANSWERED)
    assert found.bounds == ("maxStages",)
    assert len([place for place in found.places.values() if place.stage]) == 6


def test_a_session_or_reply_bound_of_the_simulator_is_a_bound_too() -> None:
    account = {"assumptions": {"maxReplies": 1}}
    found = explore(flow(menu("Choose."), rows=[row(reply(menu("More.")), stage="*")], account=account))
    assert "maxReplies" in found.bounds


def test_ctrl_c_stops_and_keeps_what_was_found() -> None:
    explorer = explorer_of(load_flow(SAMPLES / "table.flow.yaml"), None, ANSWERED, Bounds())

    def stop(known: int, _waiting: int) -> None:
        if known > 5:
            raise KeyboardInterrupt

    explorer.progress = stop
    explorer.run()
    assert tuple(explorer.reached) == ("interrupted",)
    assert len(explorer.points) > 5


@pytest.mark.parametrize("function", ["forgetful", "alternating", "straying", "tiring"])
def test_a_backend_that_answers_differently_is_called_unstable(function: str) -> None:
    unsteady = with_backend(flow(menu("Choose.")), f"python:tests.exploring.backends:{function}")
    found = explore(unsteady, legs=ANSWERED, bounds=Bounds(places=50))
    assert found.unstable
    assert not found.complete
    first = found.unstable[0]
    assert first.first != first.then
    assert first.place in found.places


@pytest.mark.parametrize(
    ("function", "then"),
    [
        ("changing", "nothing more"),
        ("failing", "the backend failed: RuntimeError: No more."),
    ],
)
def test_a_backend_that_changes_its_mind_later_is_found_out_by_asking_again(function: str, then: str) -> None:
    changing = with_backend(flow(menu("Choose.")), f"python:tests.exploring.backends:{function}")
    backends.CHANGED.clear()

    def changes(_known: int, waiting: int) -> None:
        if not waiting:
            backends.CHANGED.append(True)

    found = explore(changing, legs=ANSWERED, progress=changes)
    assert any(one.then.startswith(then) for one in found.unstable)
    assert found.ground == "notReached"


def test_time_can_run_out_while_questions_are_asked_again() -> None:
    hidden = with_backend(flow(menu("For sales press 1.")), "python:tests.exploring.backends:hidden")
    ticks = iter(range(100))
    found = explore(hidden, legs=ANSWERED, bounds=Bounds(seconds=6), clock=lambda: next(ticks))
    assert found.bounds == ("timeLimit",)
    assert not found.open


def test_a_live_backends_unannounced_keys_have_classes_where_they_differ() -> None:
    hidden = with_backend(flow(menu("For sales press 1.")), "python:tests.exploring.backends:hidden")
    found = explore(hidden, legs=ANSWERED)
    place = next(place for place in found.places.values() if place.kind == "capture")
    assert place.offered == ("1", "0")
    assert {move.does for move in found.moves if move.input_class == "other"} == {"9"}


def test_what_a_backend_remembers_is_found_with_a_fingerprint_and_without() -> None:
    remembering = with_backend(flow(menu("Choose.")), "python:tests.exploring.backends:remembering")
    plain = explore(remembering, legs=ANSWERED)
    told = explore(remembering, legs=ANSWERED, fingerprint=lambda session: str(backends.remembered(session)), seed=1)
    assert (len(plain.points), len(plain.moves)) == (len(told.points), len(told.moves))
    assert (plain.ground, told.ground) == ("tried", "assumed")
    assert [place.past for place in plain.places.values() if place.past] == ["after 9"]


def test_a_crash_is_a_fault_of_the_move_that_met_it() -> None:
    crashing = with_backend(flow(menu("Choose.")), "python:tests.exploring.backends:null_crash")
    found = explore(crashing, legs=ANSWERED)
    assert {move.input_class for move, fault in found.faults() if fault.frames} == {"silence", "hash"}


def test_equal_flows_give_equal_behaviours() -> None:
    one, other = (explore(load_flow(SAMPLES / "table.flow.yaml")) for _ in range(2))
    assert one == other
    assert evolve(one, title="x") != other
