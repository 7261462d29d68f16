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
