"""A call step by step is the call that a run makes, and every step can be taken back."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import simulator
from simulator.api.flow import begun
from simulator.model.call.legs import parse_leg
from simulator.responders.table import TableResponder
from simulator.running.stepping import Stepper
from tests.bodies import MENU, SCENARIOS, TWO_ERRORS, request

HOTLINE = SCENARIOS / "hotline" / "hotline.flow.yaml"
DESK = SCENARIOS / "clinic-desk" / "clinic-desk.flow.yaml"
BANK = SCENARIOS / "bank-balance" / "bank-balance.flow.yaml"
TOKENS = st.sampled_from(["1", "2", "3", "9", "123#", "1234", "^1", "silence", "hangup", "hangup[500]", "#"])


def stepper(flow: Any = HOTLINE, **more: Any) -> Stepper:
    found, now = begun(flow)
    return Stepper(found, at=now, **more)


@pytest.mark.slow
@given(st.sampled_from([HOTLINE, DESK, BANK]), st.lists(TOKENS, max_size=5))
@settings(max_examples=150)
def test_stepping_is_the_same_call_as_a_run(flow: Any, tokens: list[str]) -> None:
    step = stepper(flow, seed=1)
    for token in tokens:
        if not step.over:
            step.press(token)
    alone = simulator.run(flow, step.keys, seed=1)
    assert step.run.trace == alone.trace
    assert step.run.answer == alone.answer
    assert step.run.name == alone.name
    assert alone.trace[: len(step.trace)] == step.trace


@given(st.sampled_from([HOTLINE, BANK]), st.lists(TOKENS, min_size=1, max_size=4))
@settings(max_examples=100)
def test_back_leads_to_where_it_was(flow: Any, tokens: list[str]) -> None:
    step = stepper(flow)
    stages = [(step.keys, step.state, list(step.trace))]
    for token in tokens:
        if not step.over:
            step.press(token)
            stages.append((step.keys, step.state, list(step.trace)))
    for keys, state, trace in reversed(stages[:-1]):
        step.back()
        assert (step.keys, step.state, step.trace, step.over) == (keys, state, trace, False)
    with pytest.raises(simulator.UsageError, match="there is no entry before this one"):
        step.back()


def test_it_says_what_is_asked_and_what_was_heard() -> None:
    step = stepper()
    prompt = step.prompt
    assert prompt is not None
    assert "For sales press 1" in prompt.words
    step.press("2")
    assert [item.words[:12] for item in step.heard] == ["This is the ", "Is it urgent"]
    assert step.states[0] == step.states[-1] == step.state == "1.sayAndCapture.prompting"
    step.silence()
    assert (step.over, step.prompt, step.state) == (True, None, "end.COMPLETED")


def test_hangup_is_at_once() -> None:
    step = stepper()
    step.hangup()
    assert step.over
    assert step.trace[-1].at == 6000


def test_restart_forgets_everything() -> None:
    step = stepper(legs=(parse_leg("answered"), parse_leg("busy")))
    step.press("1")
    assert step.run.session is not None
    assert step.run.session["sessionStatus"] == "BUSY"
    step.restart()
    assert (step.keys, step.over) == ("", False)
    with pytest.raises(simulator.UsageError):
        step.back()


@pytest.mark.parametrize(
    ("flow", "keys", "answer"),
    [
        (HOTLINE, "1", True),
        (HOTLINE, "silence", False),
        (HOTLINE, "hangup", False),
        (HOTLINE, "hangup@9s", False),
        (HOTLINE, "1@9s", False),
        (BANK, "1", False),
        (BANK, "12#", True),
        (BANK, "123456", True),
        (BANK, "12345", False),
    ],
)
def test_whether_keys_end_an_entry_by_themselves(flow: Any, keys: str, answer: bool) -> None:
    step = stepper(flow)
    before = list(step.trace)
    assert step.completes(keys) is answer
    assert step.trace == before


def test_nothing_ends_an_entry_of_a_call_that_is_over() -> None:
    step = stepper(MENU)
    step.press("1")
    assert step.over
    assert not step.completes("1")
    with pytest.raises(simulator.UsageError, match='"1": nobody is on the phone any more'):
        step.press("1")


def test_a_key_at_a_time_of_its_own_answers_no_entry() -> None:
    step = stepper()
    step.press("1@2s")
    assert (step.keys, step.over) == ("1@2s", False)
    with pytest.raises(simulator.UsageError, match="no such time"):
        step.press("1@2m")
    step.press("2")
    assert step.trace == simulator.run(stepper().flow, "2 1@2s").trace[: len(step.trace)]
    assert simulator.run(stepper().flow, step.keys).trace == step.run.trace


def test_a_hang_up_at_a_time_of_its_own_answers_no_entry() -> None:
    step = stepper()
    step.press("hangup@60s")
    assert (step.keys, step.over) == ("hangup@60000ms", False)
    step.silence()
    with pytest.raises(simulator.UsageError, match="that moment has passed"):
        step.press("hangup@1s")
    assert step.keys == "silence hangup@60000ms"
    step.silence()
    assert (step.over, step.trace[-1].at) == (True, 66_000)


def test_what_goes_wrong_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A token that is none, and a backend that cannot be used halfway."""
    step = stepper()
    before = (step.keys, step.state, list(step.trace))
    with pytest.raises(simulator.UsageError, match="silence"):
        step.press("silense")

    def broken(*_: Any) -> Any:
        raise simulator.UsageError("no backend")

    monkeypatch.setattr(TableResponder, "answer", broken)
    with pytest.raises(simulator.UsageError, match="no backend"):
        step.press("1")
    assert (step.keys, step.state, step.trace) == before
    monkeypatch.undo()
    step.press("1")
    assert step.over


def test_a_refused_request_raises_with_its_errors() -> None:
    with pytest.raises(simulator.RefusedError) as caught:
        stepper(TWO_ERRORS)
    assert caught.value.diagnostics[0].severity == "error"


def test_a_call_without_an_entry_is_over_at_once() -> None:
    step = stepper(request())
    assert (step.over, step.heard) == (True, [])
