"""The states of an expression say what it takes, as `re` does; what has none is said to be unknown."""

from __future__ import annotations

import random
import re
from itertools import product

import pytest

from simulator.entries.machine import Machine, told_apart

KEYS = ["".join(keys) for size in range(5) for keys in product("012*A#", repeat=size)]
SINGLE = [
    "0",
    "1",
    "2",
    r"\*",
    "A",
    "#",
    r"\d",
    r"\D",
    ".",
    "[0-1]",
    "[^0A]",
    r"[\d#]",
    r"\w",
    r"\W",
    r"\S",
    r"\s",
    "[^A]",
]
AGAIN = ["*", "+", "?", "{2}", "{1,3}", "{0,2}?", "*?", "+?"]


def expression(dice: random.Random, depth: int = 0) -> str:
    """One by chance."""
    chance = dice.random()
    if depth > 3 or chance < 0.3:
        return dice.choice(SINGLE)
    if chance < 0.55:
        return expression(dice, depth + 1) + expression(dice, depth + 1)
    if chance < 0.7:
        return f"(?:{expression(dice, depth + 1)}|{expression(dice, depth + 1)})"
    if chance < 0.85:
        return f"(?:{expression(dice, depth + 1)}){dice.choice(AGAIN)}"
    return f"({expression(dice, depth + 1)})"


@pytest.mark.parametrize("seed", range(60))
def test_keys_with_the_same_states_are_taken_alike(seed: int) -> None:
    pattern = expression(random.Random(seed))
    machine, plain = Machine.of(pattern), re.compile(pattern)
    taken: dict[frozenset[int], bool] = {frozenset(): False}
    for keys in KEYS:
        assert taken.setdefault(machine.after(keys), bool(plain.fullmatch(keys))) == bool(plain.fullmatch(keys)), (
            pattern
        )


@pytest.mark.parametrize(
    "pattern",
    [
        "(?=1)1",
        "(?<!1)2",
        r"(1)\1",
        r"1\B2",
        "(?i)a",
        "(?i:a)1",
        "(?>1)2",
        "1*+",
        "1|^2$",
        "(1)(?(1)2|3)",
        "(1{99}){99}",
    ],
)
def test_what_looks_around_has_no_states(pattern: str) -> None:
    with pytest.raises(ValueError, match="no states: "):
        Machine.of(pattern)
    assert told_apart(["1", pattern], []) is None


def test_an_edge_of_the_whole_is_none() -> None:
    assert told_apart([r"^1\d$", r"\A1\d\Z"], []) is not None


def test_beginnings_of_a_text_are_told_from_others() -> None:
    apart = told_apart([r"\d+"], ["12"])
    assert apart is not None
    assert apart("12") != apart("13") == apart("77")
