"""Our data classes show themselves as those of attrs do."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from simulator.model.record import frozen, record


def shapes(made: Any) -> list[Any]:
    class Pair:
        one: Any
        two: Any = "a"
        hidden: int = attrs.field(default=3, repr=False)

    class Empty:
        pass

    return [made(Pair), made(Empty)]


@pytest.mark.parametrize("made", [frozen, record, frozen(slots=False), frozen(eq=False)])
def test_they_show_themselves_as_those_of_attrs(made: Any) -> None:
    for ours, theirs in zip(shapes(made), shapes(attrs.frozen), strict=True):
        values = [["x", None]] if attrs.fields(ours) else []
        assert repr(ours(*values)) == repr(theirs(*values))


@pytest.mark.parametrize("made", [frozen, attrs.frozen])
def test_a_class_keeps_its_own_words_where_it_says_so(made: Any) -> None:
    class Shown:
        one: int = 1

        def __repr__(self) -> str:
            return "mine"

    assert repr(made(Shown, repr=False)()) == "mine"


def test_what_holds_itself_is_shown_once() -> None:
    pair, _ = shapes(frozen)
    inside: list[Any] = []
    found = pair(inside)
    inside.append(found)
    assert repr(found) == "Pair(one=[...], two='a')"


def test_one_is_frozen_and_both_have_values() -> None:
    (pair, _), (other, _) = shapes(frozen), shapes(record)
    assert pair(1) == pair(1) != pair(2)
    assert hash(other(1)) == hash(other(1))
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        pair(1).one = 2
