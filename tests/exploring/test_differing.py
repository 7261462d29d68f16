"""How two answers differ is told by what is heard; where that is the same, by what else there is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from simulator.exploring.search.explore import explore
from simulator.exploring.search.pasts.differing import in_words
from simulator.model.call.outcome import LegOutcome
from simulator.running.flow import with_backend
from tests.exploring import remembering
from tests.exploring._flows import flow, menu
from tests.exploring.test_claims import SEEDS

if TYPE_CHECKING:
    from simulator.exploring.search.probers import Seen

LISTS = {"abc": ("Thank you.",), "def": ("Thank you.",), "0": ()}
ASKED: Seen = (("abc", None, "1.sayAndCapture.prompting", 0, None), ("More?",))
PLAYS: Seen = (("abc", None, "", None), ())


@pytest.mark.parametrize(
    ("first", "then", "told"),
    [
        (ASKED, PLAYS, ('"More?"', '"Thank you."')),
        (PLAYS, ("end COMPLETED", ()), ('"Thank you."', "nothing is heard and the call ends: COMPLETED")),
        (ASKED, ("end ERROR -2003", ("Bye.",)), ('"More?"', '"Bye." and the call ends: ERROR -2003')),
        (
            ASKED,
            (("abc", "more", "", 0, None), ("More?",)),
            ('"More?" under no clientActionId', '"More?" under clientActionId "more"'),
        ),
        (PLAYS, (("def", None, "", None), ()), ('"Thank you."', '"Thank you." in another list of the same words')),
        (PLAYS, (("0", None, "", None), ()), ('"Thank you."', "nothing is heard")),
        (PLAYS, (("inbound",), ()), ('"Thank you."', "nothing is heard")),
    ],
)
def test_answers_are_told_apart(first: Seen, then: Seen, told: tuple[str, str]) -> None:
    assert in_words(first, then, LISTS) == told


def unsteady(function: str) -> Any:
    asked = with_backend(flow(menu("Choose.")), f"python:tests.exploring.remembering:{function}")
    return explore(asked, legs=(LegOutcome(),), seed=next(SEEDS)).unstable[0]


def test_a_lock_for_all_is_told_in_the_words_of_the_backend() -> None:
    remembering.EVER.clear()
    found = unsteady("locking")
    assert (found.first, found.then) == ('"More?"', '"Locked for all."')


def test_an_answer_by_chance_is_told_with_both_prompts_and_the_keys() -> None:
    found = unsteady("by_chance")
    assert {found.first.partition(" under")[0], found.then.partition(" under")[0]} == {'"Number 0."', '"Number 1."'}
    assert found.does == ("answered", "9")
