"""What a call needs of a state and of a row is worked out once, and says what the table says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from simulator.compiler.compiled import compile_actions
from tests.engine.calls import DIAL, HANGUP, assumptions, capture, say

if TYPE_CHECKING:
    from simulator.actions.base.position import Action

LISTS: list[list[Action]] = [
    [DIAL, say(100), HANGUP],
    [DIAL, capture(dtmf_callback_url="https://example.com/d"), say(50)],
    [DIAL],
]


@pytest.mark.parametrize("actions", LISTS)
def test_a_place_says_what_its_state_says(actions: list[Action]) -> None:
    compiled = compile_actions(actions, "request", assumptions())
    for state in compiled.table.states:
        name, asked = state.name, []
        place = compiled.places[name]
        left = place.todo
        while left is not None:
            request, left = left
            asked.append(request)
        assert tuple(asked) == state.requests
        assert (place.name, place.role) == (name, state.role)
        assert place.summary == (None if state.action is None else compiled.actions[state.action].SUMMARY)
        assert (place.ending is not None) == name.startswith("end.")
        assert compiled.places[name] is place


@pytest.mark.parametrize("actions", LISTS)
def test_a_row_that_is_taken_ends_an_entry_or_a_capture(actions: list[Action]) -> None:
    compiled = compile_actions(actions, "request", assumptions())
    for row in compiled.table.rows:
        step = compiled.taken.learn(row)
        assert compiled.taken[id(row)] is step
        old, new = compiled.state(row.source).role, compiled.state(row.dest).role
        assert (step.entry is not None) == (old in ("prompting", "collecting") and new != "collecting")
        assert (step.capture is not None) == bool({"takeDigits", "takeNothing"} & set(row.effects))
        if step.capture is not None:
            assert step.capture == compiled.state(row.source).place
            assert compiled.places.callback(row.source) == "https://example.com/d"
