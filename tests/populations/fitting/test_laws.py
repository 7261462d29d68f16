"""Laws that are fitted to numbers: maxima, pauses between keys, and what numbers do not tell."""

from __future__ import annotations

from math import exp, log, sqrt
from random import Random

import pytest

from simulator.populations.fitting.between_keys import pause_law
from simulator.populations.fitting.maximum import maximum, solved
from simulator.populations.fitting.reaction import ReactionLaw, SingleKey, reaction_law

KNOWN = ReactionLaw(log(1000), 0.4, 0.0, [[1e-4, 0.0], [0.0, 1e-4]], 1000, 100)


def test_a_maximum_has_the_covariance_of_its_curvature() -> None:
    at, covariance = maximum(lambda one: -((one[0] - 3) ** 2) / 8 - (one[1] + 1) ** 2 / 2, [0.0, 0.0])
    assert at == pytest.approx([3, -1], abs=1e-4)
    assert covariance is not None
    assert [covariance[0][0], covariance[1][1]] == pytest.approx([4, 1], rel=1e-3)


def test_where_it_is_a_valley_it_goes_uphill() -> None:
    """Between two maxima the curvature leads away from both."""
    at, _ = maximum(lambda one: -((one[0] ** 2 - 1) ** 2), [0.1])
    assert at == pytest.approx([1], abs=1e-4)


def test_what_rises_for_ever_has_no_covariance() -> None:
    _, covariance = maximum(lambda one: one[0], [0.0])
    assert covariance is None
    assert solved([[1.0, 1.0], [1.0, 1.0]], [[1.0], [1.0]]) is None


def test_nobody_can_go_higher_than_the_top() -> None:
    at, covariance = maximum(lambda one: -abs(one[0]), [0.0])
    assert at == [0]
    assert covariance is not None


def test_pauses_are_what_is_left_of_sums() -> None:
    chance = Random(1)
    sums = [
        (4, round(1000 * exp(0.4 * chance.gauss(0, 1)) + sum(300 * exp(0.5 * chance.gauss(0, 1)) for _ in range(3))))
        for _ in range(3000)
    ]
    found = pause_law(sums, KNOWN)
    assert found is not None
    assert found.spread is not None
    assert found.spread_error is not None
    assert abs(found.median - 300) < 3 * found.median_error
    assert abs(found.spread - 0.5) < 3 * found.spread_error


def test_sums_that_vary_no_more_than_one_key_tell_a_median_alone() -> None:
    found = pause_law([(3, 2000 + at % 7) for at in range(60)], KNOWN)
    assert found is not None
    assert found.spread is None
    assert found.median == pytest.approx((2003 - 1000 * exp(0.08)) / 2, abs=5)


@pytest.mark.parametrize("sums", [[], [(2, 1500)] * 5, [(4, 300)] * 60])
def test_too_few_sums_and_sums_shorter_than_one_key_tell_nothing(sums: list[tuple[int, int]]) -> None:
    assert pause_law(sums, KNOWN) is None


def test_all_who_press_interrupt() -> None:
    chance = Random(2)
    times = [SingleKey(round(800 * exp(0.3 * chance.gauss(0, 1))) - 5000, 5000, 30_000) for _ in range(300)]
    found = reaction_law(times)
    assert found is not None
    assert found.barge_in == pytest.approx(1, abs=0.05)
    assert exp(found.mean) == pytest.approx(800, rel=0.1)
    assert found.chance(0) == 0
    assert found.chance(exp(found.mean)) == pytest.approx(0.5)


def test_times_that_a_timer_cuts_off_are_taken_for_that() -> None:
    chance = Random(3)
    drawn = (2000 * exp(0.5 * chance.gauss(0, 1)) for _ in range(3000))
    found = reaction_law([SingleKey(round(one), 0, 2500) for one in drawn if one <= 2500])
    assert found is not None
    assert found.covariance is not None
    assert abs(found.mean - log(2000)) < 3 * sqrt(found.covariance[0][0])
    assert found.barge_in is None


def test_equal_times_have_a_law_of_hardly_any_width() -> None:
    found = reaction_law([SingleKey(1000, 0, 30_000)] * 40)
    assert found is not None
    assert exp(found.mean) == pytest.approx(1000)
