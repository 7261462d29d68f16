"""Our data classes show themselves as those of attrs do, in fewer words."""

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
        values = [["x", None], "b"] if attrs.fields(ours) else []
        assert repr(ours(*values)) == repr(theirs(*values))


@pytest.mark.parametrize("made", [frozen, record])
def test_what_is_as_by_default_or_long_is_left_out(made: Any) -> None:
    class Many:
        numbers: Any
        names: dict[str, int] = attrs.field(factory=dict)
        own: Any = attrs.Factory(lambda self: self.numbers, takes_self=True)

    many = made(Many)
    assert repr(many((1, 2), own=True)) == "Many(numbers=(1, 2), own=True)"
    assert repr(many((), {}, 1)) == "Many(numbers=(), own=1)"
    assert repr(many(tuple(range(9)), own=0)) == "Many(numbers=(0, 1, 2, 3) and 5 more, own=0)"
    assert repr(many([], {str(one): one for one in range(9)}, 0)) == "Many(numbers=[], names=<9 by name>, own=0)"
    assert repr(many("x" * 5000, own=0)).startswith("Many(numbers='xxx")
    assert len(repr(many("x" * 5000, own=0))) < 1000


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
    assert repr(found) == "Pair(one=[...])"


def test_one_is_frozen_and_both_have_values() -> None:
    (pair, _), (other, _) = shapes(frozen), shapes(record)
    assert pair(1) == pair(1) != pair(2)
    assert hash(other(1)) == hash(other(1))
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        pair(1).one = 2
