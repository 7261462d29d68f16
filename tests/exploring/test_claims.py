"""What is claimed of a backend: what it remembers is found out, and how much is known is said with it."""

from __future__ import annotations

import json
import re
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

from simulator.api.diff import diff
from simulator.api.exploration import Exploration
from simulator.api.exploration import explore as explored
from simulator.errors import StrayedError
from simulator.exploring.conclude import conclude
from simulator.exploring.search import probers
from simulator.exploring.search.explore import explore, explorer_of
from simulator.exploring.search.explorer import Bounds
from simulator.exploring.search.pasts import memory
from simulator.model.behaviour.behaviour import Unstable
from simulator.model.behaviour.ground import weakest
from simulator.model.call.outcome import LegOutcome
from simulator.render.formats import formats
from simulator.running.flow import with_backend
from tests.exploring import remembering
from tests.exploring._flows import flow, menu, reply, row, say

if TYPE_CHECKING:
    from simulator.model.behaviour.behaviour import Behaviour
    from simulator.model.flow.flow_file import FlowFile

pytestmark = pytest.mark.slow

ANSWERED = (LegOutcome(),)
SEEDS = count(1000, 10)
TWO = menu("Enter an extension.", minDigits=2, maxDigits=2)
TOO_MUCH = re.compile("everything|no difference|(?<!not )every call", re.IGNORECASE)


def behind(function: str, *actions: dict[str, Any]) -> FlowFile:
    return with_backend(flow(*actions), f"python:tests.exploring.remembering:{function}")


def found(function: str, *actions: dict[str, Any], **options: Any) -> Behaviour:
    """In sessions that the backend does not know yet."""
    return explore(behind(function, *actions), legs=ANSWERED, seed=next(SEEDS), **options)


def captures(behaviour: Behaviour) -> list[str]:
    return [f"{place.words[0]} {place.past}".strip() for place in behaviour.places.values() if place.kind == "capture"]


def ends(behaviour: Behaviour) -> set[str]:
    return {words for move in behaviour.moves for words in [prompt.words for prompt in move.heard]}


def test_three_strikes_are_three_places_and_the_way_in_is_found_in_the_source() -> None:
    behaviour = found("strikes", remembering.PIN)
    assert [words.partition(" after ")[0] for words in captures(behaviour)] == ["Enter your PIN."] * 3
    assert len([place for place in behaviour.places.values() if place.past]) == 1
    assert ends(behaviour) >= {"Welcome.", "Locked."}
    assert behaviour.ground == "tried"
    tried = next(iter(behaviour.tried.values()))
    assert tried.possible == 10_000
    assert {"4711", "1234", "0000"} <= set(tried.digits)
    assert not tried.all


def test_a_menu_that_is_shorter_the_second_time_is_another_place() -> None:
    behaviour = found("shorter", menu("Choose."))
    assert captures(behaviour) == ["Choose.", "Would you like some more?", "More?"]
    assert not behaviour.unstable


def test_what_was_chosen_long_before_is_told_where_it_makes_a_difference() -> None:
    behaviour = found("flagged", menu("First."))
    third = [name for name in captures(behaviour) if name.startswith("Third.")]
    assert len(third) == 2
    assert third[1].startswith("Third. after ")
    assert ends(behaviour) >= {"Five, then.", "Not five."}


def test_lists_that_only_play_are_counted_too() -> None:
    """What was asked last is part of the past also where the call has not gone on yet."""
    asked = with_backend(flow(menu("Choose.")), "python:tests.exploring.versions:hold_twice")
    behaviour = explore(asked, legs=ANSWERED, seed=next(SEEDS))
    assert [place.words[0] for place in behaviour.places.values() if place.kind == "play"][:2] == ["Please hold."] * 2
    assert not behaviour.unstable
    assert behaviour.ground == "tried"


def test_the_same_past_at_the_same_menu_is_counted() -> None:
    behaviour = found("twice", menu("Choose."))
    assert captures(behaviour) == ["Choose.", "Again?", "Again? after 9", "Again? after 9 2 times"]


def test_a_session_id_in_a_stage_is_ours() -> None:
    behaviour = found("recovered", menu("Choose."))
    assert captures(behaviour) == ["Choose.", "Try again."]
    assert not behaviour.unstable
    assert {"Done.", "Bye."} <= ends(behaviour)


def test_a_lock_for_all_sessions_is_no_answer_to_rely_on() -> None:
    remembering.EVER.clear()
    behaviour = found("locking", menu("Choose."))
    assert behaviour.unstable
    assert behaviour.ground == "notReached"


def test_an_answer_by_chance_is_found_out_and_nothing_is_claimed_of_its_place() -> None:
    behaviour = found("by_chance", menu("Choose."))
    assert {one.place for one in behaviour.unstable} == {behaviour.points[1].place.id}
    assert behaviour.open
    concluded = conclude(behaviour)
    assert [one.code for one in concluded.findings if one.severity == "error"] == ["X013"]
    assert not any(proof.holds for proof in concluded.proofs)


def test_keys_that_are_no_move_are_told_by_the_shortest_way_there() -> None:
    behaviour = found("shorter", menu("Choose."))
    place = behaviour.points[1].place.id
    strayed = evolve(behaviour, unstable=(Unstable(place, "9", ("answered", "no move"), "a", "b"),))
    finding = next(one for one in conclude(strayed).findings if one.code == "X013")
    assert (finding.place, finding.way.dtmf) == (place, "")


def test_without_doubts_a_path_that_leads_elsewhere_is_an_error() -> None:
    straying = with_backend(flow(menu("Choose.")), "python:tests.exploring.backends:straying")
    with pytest.raises(StrayedError):
        explorer_of(straying, None, ANSWERED, Bounds()).run()


def test_answers_are_asked_for_anew_where_too_many_would_be_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = found("strikes", remembering.PIN)
    monkeypatch.setattr(probers, "REMEMBERED", 0)
    monkeypatch.setattr(memory, "REMEMBERED", 0)
    assert len(found("strikes", remembering.PIN).places) == len(kept.places)


def test_what_cannot_be_told_apart_is_no_claim(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "MOST_WORDS", 0)
    behaviour = found("strikes", remembering.PIN)
    assert behaviour.bounds == ("memory",)
    assert behaviour.ground == "notReached"


def test_ctrl_c_stops_the_doubts_too() -> None:
    def stop(_known: int, _waiting: int) -> None:
        raise KeyboardInterrupt

    behaviour = found("twice", menu("Choose."), progress=stop)
    assert behaviour.bounds == ("interrupted",)


def test_every_entry_is_tried_where_there_are_few() -> None:
    behaviour = found("extension", TWO)
    (tried,) = behaviour.tried.values()
    assert (len(tried.digits), tried.possible, tried.all) == (100, 100, True)
    assert [move.does for move in behaviour.moves if move.input_class == "42"] == ["42"]
    assert "each entry of 0 to 9 at each capture" in Exploration(conclude(behaviour)).render()


def test_fewer_are_tried_where_so_much_is_asked_for_and_the_source_says_which() -> None:
    behaviour = found("extension", TWO, bounds=Bounds(probes=5))
    (tried,) = behaviour.tried.values()
    assert len(tried.digits) + len(tried.apart) == 5
    assert "tried 5 of 100 entries here: " in Exploration(conclude(behaviour)).render()


@pytest.mark.parametrize("function", ["echo", "goodbye", "nothing"])
def test_an_entry_that_is_only_said_back_makes_no_class_of_its_own(function: str) -> None:
    behaviour = found(function, TWO)
    at = next(place for place in behaviour.places.values() if place.kind == "capture")
    assert at.offered == ()
    assert len([move for move in behaviour.moves if move.input_class == "other" and move.source == 1]) == 1


@pytest.mark.parametrize("function", ["strikes", "shorter", "recovered", "extension", "twice"])
def test_no_report_on_a_backend_claims_more_than_was_tried(function: str) -> None:
    flow_file = behind(function, remembering.PIN if function == "strikes" else TWO)
    report = explored(flow_file, legs=ANSWERED, seed=next(SEEDS))
    compared = diff(flow_file, flow_file, legs=ANSWERED, seed=next(SEEDS))
    assert report.behaviour.ground == "tried"
    assert compared.comparison.ground == "tried"
    for name in formats("behaviour"):
        if name != "svg":
            assert not TOO_MUCH.search(report.render(name))
    for name in formats("diff"):
        assert not TOO_MUCH.search(compared.render(name))


def test_a_table_is_proved_and_says_so() -> None:
    table = flow(menu("For sales press 1."), rows=[row(reply(say("Sales.")), digits="1"), row(reply(say("Bye.")))])
    assert "everything explored" in explored(table).render()
    assert "Callers notice no difference." in diff(table, table).render()
    assert diff(table, table).comparison.ground == "proved"


def test_a_fingerprint_is_assumed_to_tell_all() -> None:
    told = found(
        "strikes",
        remembering.PIN,
        fingerprint=lambda session: str(remembering._STRIKES[session]),
    )
    assert told.ground == "assumed"
    assert "as the fingerprint tells pasts apart" in Exploration(conclude(told)).render()


def test_the_weakest_ground_is_that_of_all() -> None:
    assert weakest("proved", "assumed", "tried") == "assumed"
    assert weakest("tried", "notReached") == "notReached"


def test_places_are_counted_without_pasts_where_one_call_cannot_tell_them() -> None:
    behaviour = found("strikes", remembering.PIN)
    assert [place.past for place in behaviour.without_pasts.places.values() if place.past] == []
    assert len(behaviour.without_pasts.places) == len(behaviour.places) - 1
    assert behaviour.without_pasts.without_pasts == behaviour.without_pasts


def test_entries_that_mattered_are_named_with_where_they_were_found() -> None:
    report = Exploration(conclude(found("strikes", remembering.PIN))).render()
    assert '"Enter your PIN.": 4711 leads elsewhere (the source of tests/exploring/remembering.py, line ' in report
    many = Exploration(conclude(found("beginning", TWO))).render()
    assert '"Enter an extension.": 00, 01, 02, 03, 04, ... (10) lead elsewhere (every one was tried)' in many


def test_programs_are_told_of_each_entry_that_mattered() -> None:
    places = json.loads(Exploration(conclude(found("strikes", remembering.PIN))).render("json"))["places"]
    (told,) = next(place for place in places if "tried" in place)["tried"]["mattered"]
    assert (told["entry"], told["secret"]) == ("4711", True)
    assert told["from"].startswith("the source of tests/exploring/remembering.py, line ")
