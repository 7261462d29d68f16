"""What a caller did before, in the fewest words that tell it from another past."""

from __future__ import annotations

import pytest

from simulator.exploring.search.pasts.past import whole_past
from tests.exploring import baskets, remembering
from tests.exploring._flows import menu
from tests.exploring.test_baskets import found as shopped
from tests.exploring.test_claims import found


@pytest.mark.parametrize(
    ("done", "words"),
    [
        (("", "1"), "after 1"),
        (("1", "", "1"), "after 1 2 times"),
        (("1", "2"), "after 1, 2"),
        (("other",), "after another entry"),
        (("other", "other", "other"), "after 3 other entries"),
        (("other", "4711"), "after another entry, 4711"),
        (("", ""), "after nothing"),
    ],
)
def test_what_was_pressed_is_counted(done: tuple[str, ...], words: str) -> None:
    assert whole_past(done) == words


def test_wrong_entries_are_counted_whatever_they_were() -> None:
    pasts = [place.past for place in found("strikes", remembering.PIN).places.values() if place.past]
    assert pasts == ["after 2 other entries"]


def test_what_was_entered_at_the_same_menu_is_said_where_something_else_came_before() -> None:
    pasts = [place.past for place in found("guarded", menu("Choose.")).places.values() if place.past]
    assert pasts == ["after another entry here"]


def test_no_two_baskets_are_called_alike() -> None:
    behaviour = shopped("at_the_till")
    assert (
        len({(place.words, place.past) for place in behaviour.places.values() if place.words == (baskets.SHOP,)}) == 7
    )


def test_later_tries_of_an_entry_are_at_the_place_of_the_first() -> None:
    behaviour = found("twice_each", remembering.PIN)
    tries = [(point.place.id, point.tries) for point in behaviour.points if point.place.stage == "pin"]
    places = {name for name, _ in tries}
    assert len(places) == 2
    assert sorted(tries) == sorted((name, number) for name in places for number in (0, 1))
