"""The entry function is the engine's: every setting of captures switched, keys at any moment."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from simulator.api.flow import begun
from simulator.engine.call import Call
from simulator.engine.drive import drive
from simulator.exploring.expecting.entering import EntryForm, entered
from simulator.exploring.search.explore import explore
from simulator.model.call.event import EntryEnded
from simulator.model.call.keys import KEYS
from simulator.model.call.outcome import Presses
from simulator.networks.scripted import ScriptedNetwork
from simulator.responders.nobody import Nobody
from simulator.running.prepared import prepared
from tests.exploring._flows import HANGUP, dial, menu

if TYPE_CHECKING:
    from simulator.engine.waits import EntryWait
    from simulator.model.behaviour.behaviour import Place
    from simulator.model.flow.flow_file import FlowFile

SWITCHES: dict[str, list[Any]] = {
    "bargeIn": [True, False],
    "maxDigitsCompletes": [True, False],
    "hashCountsWithoutCompleteOnHash": [True, False],
    "hashIsDigit": [False, True],
    "digitTimeoutJudges": [True, False],
    "overallTimeoutJudges": [False, True],
    "overallTimerStarts": ["promptEnd", "promptStart"],
    "keyAtTimerCounts": [True, False],
    "digitTimeoutFirst": [True, False],
}
PROMPT = "Press a key."


class OnceThen:
    """Presses these keys at the first entry."""

    timed = ()

    def __init__(self, keys: list[tuple[int, str]]) -> None:
        self.keys = keys

    def entry(self, wait: EntryWait) -> Presses:
        return Presses(tuple(self.keys)) if wait.number == 1 else Presses()


@cache
def made(params: tuple[tuple[str, Any], ...], switched: tuple[tuple[str, Any], ...]) -> tuple[FlowFile, Place]:
    body = {"callflow": [dial(), menu(PROMPT, **dict(params)), HANGUP]}
    found, _ = begun(body, account={"assumptions": dict(switched)})
    places = explore(found).places.values()
    return found, next(place for place in places if place.kind == "capture")


@st.composite
def captures(draw: st.DrawFn) -> tuple[tuple[tuple[str, Any], ...], tuple[tuple[str, Any], ...]]:
    high = draw(st.sampled_from([1, 2, 3]))
    params: dict[str, Any] = {"maxDigits": high, "completeOnHash": draw(st.booleans())}
    if draw(st.booleans()):
        params["minDigits"] = draw(st.integers(1, high))
    params["overallTimeout"] = draw(st.sampled_from([500, 2000, 5000]))
    if draw(st.booleans()):
        params["digitTimeout"] = draw(st.sampled_from([200, 500]))
    switched = {name: draw(st.sampled_from(values)) for name, values in SWITCHES.items()}
    return tuple(params.items()), tuple(switched.items())


MOMENTS = st.one_of(st.sampled_from([0, 200, 400, 500, 1000, 2000, 5000]), st.integers(0, 6000))
PRESSED = st.lists(st.tuples(MOMENTS, st.sampled_from(KEYS[:12])), max_size=5)


EQUAL = ((("maxDigits", 2), ("completeOnHash", False), ("overallTimeout", 500), ("digitTimeout", 500)), ())
UNLIKE = (
    (("maxDigits", 3), ("completeOnHash", False), ("overallTimeout", 500), ("digitTimeout", 200)),
    (("digitTimeoutJudges", False), ("overallTimeoutJudges", True)),
)


@pytest.mark.slow
@example(capture=EQUAL, pressed=[(0, "0")], after=False)
@example(capture=UNLIKE, pressed=[(0, "0"), (190, "1"), (380, "2")], after=True)
@example(capture=UNLIKE, pressed=[(100, "0"), (290, "1")], after=True)
@given(captures(), PRESSED, st.booleans())
@settings(max_examples=2 * settings().max_examples)
def test_an_entry_ends_as_in_the_engine(capture: Any, pressed: list[tuple[int, str]], after: bool) -> None:
    """At the same ms, with the same digits, outcome and reason."""
    flow, place = made(*capture)
    shift = place.prompt_ms if after else 0
    keys = sorted(((at + shift, key) for at, key in pressed), key=lambda one: one[0])
    call = Call(prepared(flow).setting(0, False))
    drive(call, ScriptedNetwork(), OnceThen(keys), Nobody())
    end = next(event for event in call.trace if isinstance(event, EntryEnded))
    asked = next(event.at for event in call.trace if getattr(getattr(event, "prompt", None), "part", "") == "prompt")
    found = entered(EntryForm.of(place, flow.account.assumptions), keys)
    assert (found.at, found.digits, found.outcome, found.reason) == (
        end.at - asked,
        end.digits,
        end.outcome,
        end.reason,
    )
