"""Faults of a kind are found alike: entries of two keys, strikes, a second time, ids in stages."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

import pytest

from simulator.exploring.conclude import conclude
from simulator.exploring.search.explore import explore
from simulator.model.call.outcome import LegOutcome
from simulator.running.flow import with_backend
from tests.exploring import remembering
from tests.exploring._flows import flow, menu

if TYPE_CHECKING:
    from simulator.model.behaviour.behaviour import Behaviour

pytestmark = pytest.mark.slow

SEEDS = count(40_000, 10)
TWO = menu("Enter an extension.", minDigits=1, maxDigits=2)


def searched(function: str, *actions: dict[str, Any]) -> Behaviour:
    asked = with_backend(flow(*actions), f"python:tests.exploring.brothers:{function}")
    return explore(asked, legs=(LegOutcome(),), seed=next(SEEDS))


def found(function: str, *actions: dict[str, Any]) -> Behaviour:
    behaviour = searched(function, *actions)
    assert behaviour.ground == "tried"
    assert {one.code for one in conclude(behaviour).findings}.isdisjoint({"X001", "X002", "X013"})
    return behaviour


def menus(behaviour: Behaviour) -> list[str]:
    """What is asked after the first menu, in the order of finding."""
    return [place.words[0] for place in behaviour.places.values() if place.kind == "capture"][1:]


@pytest.mark.parametrize(
    ("function", "entries"),
    [
        ("listed", {"31", "75"}),
        ("held", {"17", "08"}),
        ("ranged", {"60", "61", "62"}),
        ("doubled", {"00", "11", "22", "33", "44", "55", "66", "77", "88", "99"}),
        ("summed", {"89", "98"}),
        ("starred", {"*", "0*", "1*"}),
    ],
)
def test_each_entry_of_two_keys_that_is_treated_otherwise_is_named(function: str, entries: set[str]) -> None:
    behaviour = found(function, TWO)
    assert {move.input_class for move in behaviour.moves if "Connecting." in _ahead(behaviour, move.dest)} >= entries
    assert "other" in {move.input_class for move in behaviour.moves if "Unknown." in _ahead(behaviour, move.dest)}


def _ahead(behaviour: Behaviour, point: int) -> tuple[str, ...]:
    return behaviour.points[point].place.words


@pytest.mark.parametrize("function", ["dashed", "bare", "loud", "repeated", "ended", "in_a_query"])
def test_two_menus_are_two_menus_whatever_id_their_stages_carry(function: str) -> None:
    behaviour = found(function, menu("Main menu. For times press 1."))
    assert menus(behaviour) == ["To go back press 9.", "Main menu. For times press 1."]


@pytest.mark.parametrize("function", ["read_out", "read_in_part", "letter_by_letter"])
def test_two_menus_are_two_menus_whatever_they_say_of_the_id(function: str) -> None:
    asked = menus(found(function, menu("Main menu. For times press 1.")))
    assert [words.partition(". ")[0] for words in asked] == ["To go back press 9", "Main menu"]


@pytest.mark.parametrize("function", ["hashed", "backwards", "ticket", "numbered", "acquainted"])
def test_what_comes_of_an_id_or_outlives_the_session_is_said_and_nothing_claimed_of_it(function: str) -> None:
    behaviour = searched(function, menu("Main menu. For times press 1."))
    assert not behaviour.complete
    findings = conclude(behaviour)
    (differs,) = (one for one in findings.findings if one.code == "X013")
    assert ": first " in differs.message
    assert ", then " in differs.message
    assert {one.code for one in findings.findings} == {"X013"}
    assert not any(proof.holds for proof in findings.proofs)


def test_an_id_that_is_said_is_one_place() -> None:
    behaviour = found("spoken", menu("For it press 1."))
    assert len([place for place in behaviour.places.values() if place.kind == "play"]) == 1


@pytest.mark.parametrize(("function", "times"), [("two_strikes", 1), ("four_strikes", 3)])
def test_strikes_are_counted(function: str, times: int) -> None:
    assert menus(found(function, remembering.PIN)).count("Enter your PIN.") == times


def test_strikes_that_are_forgiven_are_counted_anew() -> None:
    """Behind the right PIN all is forgiven: three menus at its stage beside the first one."""
    asked = menus(found("forgiving", remembering.PIN))
    assert (asked.count("Enter your PIN."), asked.count("You are in. To leave press 0.")) == (3, 1)


def test_strikes_of_two_entries_are_counted_together() -> None:
    """The first menu, and the code with and without a wrong PIN before; what asks for the PIN again has one past."""
    behaviour = found("anywhere", remembering.PIN)
    asked = menus(behaviour)
    assert (asked.count("Enter your PIN."), asked.count("Enter the code.")) == (1, 2)
    assert {"In.", "Locked."} <= {words for place in behaviour.places.values() for words in place.words}


def test_silence_alone_is_counted() -> None:
    behaviour = found("silent_strikes", remembering.PIN)
    assert menus(behaviour) == ["Enter your PIN."] * 2
    assert {move.does for move in behaviour.moves if "Locked." in _ahead(behaviour, move.dest)} >= {"silence"}


@pytest.mark.parametrize(
    ("function", "asked"),
    [
        ("once_more", ["Again?"]),
        ("thrice", ["Again?"] * 3),
        ("shorter", ["Would you like to hear it again?", "Again?", "Again?"]),
        ("in_turn", ["Odd.", "Even."]),
        ("same_then_other", ["Well?", "Well?", "So?"]),
    ],
)
def test_a_menu_that_is_another_one_the_next_time(function: str, asked: list[str]) -> None:
    assert menus(found(function, menu("First."))) == asked
