"""A caller model: what it takes, what it refuses, and what comes of it by chance."""

from __future__ import annotations

import json
from random import Random
from typing import Any

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.errors import UsageError
from simulator.model.account import Account
from simulator.model.assumptions import Assumptions
from simulator.model.caller_model import CallerModel, drawn
from simulator.populations.offering.arrivals import arrivals_from


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"wrong": 1.5}, "wrong is 1.5, expected a chance from 0 to 1"),
        ({"silence": -0.1}, "silence is -0.1, expected a chance from 0 to 1"),
        ({"hangup": float("nan")}, "hangup is nan, expected a chance"),
        ({"hangup": True}, "hangup is True, expected a chance"),
        ({"wrong": "often"}, "wrong is 'often', expected a chance"),
        ({"wrong": 0.5, "silence": 0.4, "hangup": 0.2}, "are 1.1 together, expected at most 1"),
        ({"reaction": None}, "reaction is None, expected a number of 0 and more"),
        ({"reaction": (1,)}, "reaction is (1,), expected a mean, or (mean, spread)"),
        ({"patience": ()}, "patience is (), expected a mean, or (mean, spread)"),
        ({"reaction": (1, 2, 3)}, "reaction is (1, 2, 3), expected a mean, or (mean, spread)"),
        ({"patience": (10, -1)}, "patience is -1, expected a number of 0 and more"),
        ({"patience": float("inf")}, "patience is inf, expected"),
        ({"offered": "evenly"}, 'offered is "evenly", expected "uniform" or a weight per key'),
        ({"offered": {"x": 1}}, "offered weighs 'x', which is no key"),
        ({"offered": {1: 1}}, "offered weighs 1, which is no key"),
        ({"offered": {"": 1}}, "offered weighs '', which is no key"),
        ({"offered": {"1": -2}}, 'the weight of "1" is -2, expected a number of 0 and more'),
        ({"wrong": numpy.int64(2)}, "wrong is 2, expected a chance from 0 to 1"),
        ({"wrong": numpy.bool_(True)}, "wrong is True, expected a chance from 0 to 1"),
        ({"reaction": [numpy.int64(-1)]}, "reaction: -1 is no time"),
        ({"count": -1}, "-1 is no number of callers"),
        ({"count": 2.5}, "2.5 is no number of callers"),
        ({"count": True}, "True is no number of callers"),
        ({"goals": "done"}, "goals is 'done', expected a list of stages or words"),
        ({"legs": {"B": {"busy": 0}}}, "legs of B: the shares are 0 together, expected one above it"),
        ({"goals": 5}, "goals is 5, expected a list of stages or words"),
        ({"goals": ["done", 5]}, "goals is ['done', 5], expected a list of stages or words"),
        ({"wants": {5: 1}}, "wants has 5, expected a text"),
        ({"weights": {5: {"1": 1}}}, "weights has 5, expected the name of a stage"),
        ({"segments": 5}, "segments is 5, expected a list of CallerModel"),
        ({"segments": ["experts"]}, "segments is ['experts'], expected a list of CallerModel"),
        ({"segments": [CallerModel(segments=(CallerModel(),))]}, "segments: one has segments of its own"),
    ],
)
def test_what_cannot_be_used_is_refused_with_what_was_expected(given: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError) as caught:
        CallerModel(**given)
    assert said in str(caught.value)


def test_many_is_the_same_model_with_a_count() -> None:
    model = CallerModel(wrong=0.2, patience=(30, 5))
    assert model.many(7) == CallerModel(wrong=0.2, patience=(30, 5), count=7)
    with pytest.raises(UsageError):
        model.many(-1)


def test_a_key_that_is_not_named_weighs_one() -> None:
    assert CallerModel().weight("1") == 1
    model = CallerModel(offered={"1": 3, "2": 0})
    assert [model.weight(key) for key in "123"] == [3, 0, 1]


@given(st.floats(0, 1e5), st.floats(0, 1e5), st.integers())
def test_a_drawn_value_is_whole_and_never_negative(mean: float, spread: float, seed: int) -> None:
    value = drawn(Random(seed), (mean, spread))
    assert isinstance(value, int)
    assert value >= 0
    assert value == drawn(Random(seed), (mean, spread))


@given(st.integers(0, 10**6), st.integers())
def test_without_a_spread_the_mean_is_drawn(mean: int, seed: int) -> None:
    assert drawn(Random(seed), mean) == mean
    assert drawn(Random(seed), mean, 1000) == mean * 1000


def test_the_spread_is_the_standard_deviation() -> None:
    chance = Random("spread")
    values = [drawn(chance, (5000, 300)) for _ in range(4000)]
    mean = sum(values) / len(values)
    deviation = (sum((value - mean) ** 2 for value in values) / len(values)) ** 0.5
    assert abs(mean - 5000) < 20
    assert abs(deviation - 300) < 20


@pytest.mark.parametrize(
    "given",
    [
        {"patience": [60, 1e308]},
        {"patience": (1e308, 1e308)},
        {"reaction": (1e300, 1)},
        {"talk": 1e308},
        {"per_second": 1e300},
        {"wants": {"sales": 1e308, "a person": 1e308}},
        {"weights": {"*": {"1": 1e308, "2": 1e308}}},
        {"legs": {"B": {"busy": 1e308, "answered": 1e308}}},
        {"share": float("inf")},
        {"reaction": float("nan")},
    ],
    ids=str,
)
def test_numbers_that_are_too_large_are_refused_when_a_model_is_made(given: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        CallerModel(**given)
    assert CallerModel(patience=(1e12, 1e12), talk=1e12, per_second=1000).per_second == 1000


@pytest.mark.parametrize(
    ("given", "same"),
    [
        ({"reaction": numpy.int64(1200)}, {"reaction": 1200}),
        ({"reaction": (numpy.int64(1200), numpy.float32(0.5))}, {"reaction": (1200, 0.5)}),
        ({"talk": [numpy.int64(10), "2s", numpy.float64(3)]}, {"talk": [10, "2s", 3.0]}),
        ({"wrong": numpy.int64(0), "slip": numpy.float32(0.25)}, {"wrong": 0, "slip": 0.25}),
        ({"per_second": numpy.int64(1), "share": numpy.uint8(2)}, {"per_second": 1, "share": 2}),
        ({"offered": {"1": numpy.int64(3)}}, {"offered": {"1": 3}}),
        ({"weights": {"menu": {"1": numpy.int64(2)}}}, {"weights": {"menu": {"1": 2}}}),
        ({"wants": {"sales": numpy.int64(2)}}, {"wants": {"sales": 2}}),
        ({"legs": {"B": {"busy": numpy.int64(2)}}}, {"legs": {"B": {"busy": 2}}}),
    ],
)
def test_numbers_of_numpy_are_numbers(given: dict[str, Any], same: dict[str, Any]) -> None:
    """What a data frame gives is taken, and kept as JSON can write it."""
    found, wanted = CallerModel(**given), CallerModel(**same)
    assert found == wanted
    for name in given:
        assert json.dumps(getattr(found, name)) == json.dumps(getattr(wanted, name))


def test_numbers_of_numpy_are_taken_wherever_numbers_are() -> None:
    three: Any = numpy.int64(3)
    fifteen: Any = numpy.int64(15)
    account = Account(
        limits={"makeCall": three},
        numbers=({"msisdn": "+6562345678", "rentalPrice": numpy.float32(1.5)},),
        assumptions=Assumptions(speech_rate={"en": fifteen}),
    )
    told = [account.limits, account.numbers, account.assumptions.speech_rate]
    assert json.dumps(told) == '[{"makeCall": 3}, [{"msisdn": "+6562345678", "rentalPrice": 1.5}], {"en": 15}]'
    for calls in (numpy.int64(600), numpy.float32(600)):
        assert arrivals_from(calls) == arrivals_from(600)
