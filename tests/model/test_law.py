"""A law of chance is a table: what it draws has its mean, and its bad spellings are told."""

from __future__ import annotations

from random import Random
from statistics import mean, pvariance

import pytest

from simulator.errors import UsageError
from simulator.model.callers.law import STEPS, Spread, law_of

LAWS = [
    ("lognormal(1.2s, 0.45)", 1200, 1200 * 2.718281828 ** (0.45**2 / 2)),
    ("normal(2s, 300ms)", 2000, 2000),
    ("exponential(30s)", 20794, 30_000),
    ("constant(450ms)", 450, 450),
    ("1.5s", 1500, 1500),
    ((5, 1), 5000, 5000),
    ([1, 2, 3], 2000, 2000),
    ([1, "2500ms"], 2500, 1750),
]


@pytest.mark.parametrize(("written", "median", "middle"), LAWS, ids=str)
def test_a_law_has_the_median_and_the_mean_that_it_says(written: Spread, median: int, middle: float) -> None:
    law = law_of(written, 1000)
    assert abs(law.median - median) <= max(2, 0.001 * median)
    assert mean((low + high) / 2 for low, high in law.parts()) == pytest.approx(middle, rel=0.01)


def test_what_is_drawn_has_the_mean_and_the_variance_of_the_table() -> None:
    law, chance = law_of("lognormal(1.2s, 0.45)"), Random(5)
    values = [law.drawn(chance) for _ in range(40_000)]
    middle = mean((low + high) / 2 for low, high in law.parts())
    square = mean((low * low + low * high + high * high) / 3 for low, high in law.parts())
    spread = square - middle * middle
    assert abs(mean(values) - middle) < 5 * (spread / len(values)) ** 0.5
    assert pvariance(values) == pytest.approx(spread, rel=0.06)


def test_the_ends_of_a_table_are_its_least_and_its_greatest_value() -> None:
    law = law_of("normal(1s, 200ms)")
    assert (law.at(0), law.at(2**32 - 1)) == (law.quantiles[0], law.quantiles[STEPS])


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("lognorml(1s, 1)", '"lognorml(1s, 1)" is no law of chance: write lognormal'),
        ("lognormal(1s)", "has 1 numbers, expected 2"),
        ("lognormal(1s, 1s)", '"1s" in "lognormal(1s, 1s)" is no log-sd'),
        ("normal(1, 2s)", '"1" is no time: expected one with its unit'),
        ([], "a list of measured values is empty"),
        ([True], "True is no time"),
        ([-1], "-1 is no time"),
    ],
)
def test_what_is_no_law_is_told(written: Spread, said: str) -> None:
    with pytest.raises(UsageError) as told:
        law_of(written)
    assert said in str(told.value)
