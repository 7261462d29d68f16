"""Intervals of means and differences hold as often as they say, also of few calls of which few are long."""

from __future__ import annotations

import random
from math import exp, nan
from typing import TYPE_CHECKING

import pytest

from simulator.populations.versions.differing import Measured, differing, share
from simulator.populations.versions.intervals import alike, in_both, mean_range, student

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

TIMES = 600


def measured(values: Sequence[float]) -> Measured:
    counted = [value for value in values if value == value]
    return Measured("m", "m", "seconds", sum(counted) / len(counted), 1.0, len(counted), values)


def interval(old: Measured, new: Measured) -> tuple[float, float] | None:
    (one,) = differing([old], [new])
    return one.interval


def test_students_quantiles_are_those_of_the_tables() -> None:
    assert [student(free) for free in (9, 19, 99)] == pytest.approx([2.2622, 2.0930, 1.9842], abs=1e-3)


def long_talks(dice: random.Random) -> float:
    """A mean of 111, a sigma of 1.2, as talk is by default."""
    return 111 * exp(dice.gauss(-0.72, 1.2))


@pytest.mark.parametrize(
    ("law", "mean", "size", "held"),
    [(lambda dice: dice.gauss(5, 2), 5, 10, 0.93), (lambda dice: dice.expovariate(1), 1, 20, 0.92),
     (long_talks, 111, 20, 0.87), (long_talks, 111, 100, 0.9)],
)  # fmt: skip
def test_the_mean_lies_in_its_interval_as_often_as_it_says(
    law: Callable[[random.Random], float], mean: float, size: int, held: float
) -> None:
    dice, inside = random.Random(7), 0
    for _ in range(TIMES):
        low, high = interval(Measured("m", "m", "seconds", mean), measured([law(dice) for _ in range(size)])) or (1, 0)
        inside += low <= 0 <= high
    assert held <= inside / TIMES <= 0.98


@pytest.mark.parametrize("together", [-0.8, 0.0, 0.95])
@pytest.mark.parametrize("sizes", [(60, 60), (60, 90)])
def test_a_difference_lies_in_its_interval_whatever_the_same_people_do(together: float, sizes: tuple[int, int]) -> None:
    dice, inside, shares = random.Random(3), 0, 0
    for _ in range(TIMES):
        firsts = [dice.gauss(0, 1) for _ in range(max(sizes))]
        other = [together * one + (1 - together**2) ** 0.5 * dice.gauss(0, 1) for one in firsts]
        old, new = firsts[: sizes[0]], other[: sizes[1]]
        low, high = interval(measured(old), measured(new)) or (1, 0)
        inside += low <= 0 <= high
        bits = [bytes(value > 0 for value in side) for side in (old, new)]
        low, high = interval(*(share("a", "a", sum(who) / len(who), len(who), who) for who in bits)) or (1, 0)
        shares += low <= 0 <= high
    assert inside / TIMES >= 0.93
    assert shares / TIMES >= 0.93


def test_what_a_few_of_all_do_is_allowed_for_where_nobody_of_a_sample_did_it() -> None:
    """One in 2,000 hangs up where it takes a word longer: most samples of 400 have nobody who does."""
    dice, inside = random.Random(5), 0
    for _ in range(TIMES):
        old = [dice.expovariate(1 / 60) for _ in range(400)]
        new = [0.0 if dice.random() < 1 / 2000 else one + 0.5 for one in old]
        low, high = interval(measured(old), measured(new)) or (1, 0)
        inside += low <= 0.5 - 60.5 / 2000 <= high
        assert high - low < 10  # apart it would be 16 s
    assert inside / TIMES >= 0.95
    same = share("a", "a", 0.5, 400, b"\0\1" * 200)
    assert interval(same, same) == pytest.approx((-0.0092, 0.0092), abs=1e-4)


def test_calls_that_are_few_or_all_alike_do_not_say_how_far_off_a_mean_is() -> None:
    assert mean_range([1.0, 2.0] * 4) is None
    assert mean_range([5.0] * 50) is None
    assert interval(measured([1.0]), Measured("m", "m", "seconds", 2.0)) is None
    low, high = mean_range([1.0, 2.0] * 50) or (0, 0)
    assert low == pytest.approx(3 - high)


def test_calls_that_do_not_count_are_in_no_pair() -> None:
    assert in_both([1.0, nan, 3.0], [2.0, 2.0]) == [(1.0, 2.0)]
    assert (alike([]), alike([(1.0, 2.0), (1.0, 3.0)]), alike([(1.0, 2.0), (2.0, 4.0)])) == (0, 0, 1)
    values = [float(number % 7) for number in range(40)]
    some = [nan, *values[1:]]
    whole, part = (interval(measured(values), measured(new)) or (0, 0) for new in (values, some))
    assert whole == pytest.approx((-0.2595, 0.2595), abs=1e-3)
    assert part[0] < 0 < part[1] < 0.5
    assert interval(measured([5.0] * 20), measured([5.0] * 20)) is None
