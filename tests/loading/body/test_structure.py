"""The short way to an action without a fault says what cattrs says, and takes nothing that it refuses."""

from __future__ import annotations

from typing import Any

import pytest
from cattrs import ClassValidationError
from hypothesis import given
from hypothesis import strategies as st

from simulator.actions.base.params import params_of
from simulator.actions.make_call import MakeCall
from simulator.actions.say import Say
from simulator.actions.say_and_capture import SayAndCapture
from simulator.loading.body.structure import _reader, structure

VALUES: st.SearchStrategy[Any] = st.sampled_from(
    [None, True, 0, 1, 2, 7, 30000, 0.5, 2.0, "", " ", "1", "en-GB-Emma", "+6562345678", [], {}]
)
ACTIONS = st.sampled_from([Say, MakeCall, SayAndCapture])


def by_cattrs(action: Any, params: dict[str, Any]) -> Any:
    try:
        return _reader(action)(params, action)
    except ClassValidationError:
        return None


@given(st.data())
def test_both_ways_say_the_same(data: st.DataObject) -> None:
    action: Any = data.draw(ACTIONS)
    keys = st.sampled_from([*params_of(action), "stray"])
    params = data.draw(st.dictionaries(keys, VALUES, max_size=5))
    found = structure(action, params, "$", {})
    assert found.value == by_cattrs(action, params)
    assert (found.value is None) == bool(found.bad)


@pytest.mark.parametrize("params", [{"text": "a"}, {"text": "a", "speed": 1, "repetition": None, "stray": []}])
def test_what_has_no_fault_becomes_an_action(params: dict[str, Any]) -> None:
    assert structure(Say, params, "$", {}).value == Say(text="a", speed=params.get("speed"))


LONG = "a" * 100


def test_lists_that_say_the_same_share_the_action() -> None:
    first, again = (structure(Say, {"text": text, "repetition": 1}, "$", {}).value for text in (LONG, str(LONG)))
    assert first is again


@pytest.mark.parametrize(
    ("params", "bad"),
    [
        ({"repetition": True}, "repetition"),
        ({"repetition": 1.0}, "repetition"),
        ({"speed": True}, "speed"),
        ({"voiceProfile": []}, "voiceProfile"),
        ({"language": {}}, "language"),
        ({"text": LONG + "b" * 3000}, "text"),
    ],
)
def test_what_only_equals_what_was_taken_before_is_refused(params: dict[str, Any], bad: str) -> None:
    assert structure(Say, {"text": LONG, "repetition": 1, "speed": 1}, "$", {}).value is not None
    assert structure(Say, {"text": LONG, "repetition": 1, "speed": 1, **params}, "$", {}).bad == {bad}


def test_a_number_stays_as_it_was_written() -> None:
    found: list[Any] = [structure(Say, {"text": LONG, "speed": speed}, "$", {}).value for speed in (1, 1.0, 1)]
    assert [repr(one.speed) for one in found] == ["1", "1.0", "1"]
