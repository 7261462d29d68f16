"""Every action file shows an example, and it is true: it is loaded, checked, compiled and run."""

from __future__ import annotations

import json
from inspect import getdoc
from typing import TYPE_CHECKING, Any, cast

import attrs
import pytest

from simulator.actions.base.params import camel, params_of
from simulator.callers.scripted import Scripted
from simulator.compiler.compiled import compile_actions
from simulator.compiler.proof import problems
from simulator.engine.answer import NextList, RawReply, judge
from simulator.model.account import Account
from simulator.model.assumptions import Assumptions
from simulator.model.machine.table import Dial
from simulator.registry import modules
from tests.engine.calls import DIAL, NOW, Replies, run, summary_of

if TYPE_CHECKING:
    from types import ModuleType

    from simulator.actions.base.position import Action

FILES = {module.__name__.rpartition(".")[2]: module for module in modules("simulator.actions")}


def action_of(module: ModuleType) -> type[Action]:
    """The one action class of a file."""
    (found,) = [
        thing for thing in vars(module).values()
        if isinstance(thing, type) and attrs.has(thing) and thing.__module__ == module.__name__
    ]  # fmt: skip
    return cast("type[Action]", found)


def example_of(module: ModuleType) -> dict[str, Any]:
    head, _, text = (module.__doc__ or "").partition("\n\nExample:\n")
    assert "\n" not in head
    example: dict[str, Any] = json.loads(text)
    return example


def read(example: dict[str, Any]) -> NextList:
    """The example as the only action of a webhook reply, where any action may stand first."""
    found = judge(RawReply(body=json.dumps({"callflow": [example]}).encode()), Account(), NOW)
    assert isinstance(found, NextList)
    return found


@pytest.mark.parametrize("name", FILES)
def test_the_example_is_read_as_the_action_of_its_file(name: str) -> None:
    found = read(example_of(FILES[name]))
    (action,) = found.compiled.actions
    assert type(action) is action_of(FILES[name])
    assert example_of(FILES[name])["action"] == action.NAME


@pytest.mark.parametrize("name", FILES)
def test_the_example_compiles_to_a_sound_table(name: str) -> None:
    table = read(example_of(FILES[name])).compiled.table
    assert problems(table) == ()
    assert table.initial.startswith(f"1.{example_of(FILES[name])['action']}.{action_of(FILES[name]).FIRST}")


@pytest.mark.parametrize("name", FILES)
def test_the_example_runs(name: str) -> None:
    result = run([DIAL], Scripted.of("1234"), responder=Replies([read(example_of(FILES[name]))]))
    session = summary_of(result)
    assert (session["sessionStatus"], session["lastAction"]) == ("COMPLETED", action_of(FILES[name]).SUMMARY)
    if name == "say_and_capture":
        assert [c.digits for c in result.captures] == ["1234"]


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_called_like_its_action(name: str) -> None:
    action = action_of(FILES[name])
    assert camel(name) == action.NAME
    assert getdoc(action)


@pytest.mark.parametrize("name", FILES)
def test_every_parameter_says_what_it_is(name: str) -> None:
    for spelled, param in params_of(action_of(FILES[name])).items():
        assert param.doc, spelled
        assert param.low is None or param.high is None or param.low <= param.high


def test_the_parameters_are_those_of_the_platform() -> None:
    assert {action_of(module).NAME: list(params_of(action_of(module))) for module in FILES.values()} == {
        "executeScenario": ["scenarioName"],
        "hangup": [],
        "makeCall": ["source", "destination", "callRecording"],
        "playFile": ["fileUrl", "repetition"],
        "say": ["text", "voiceProfile", "language", "repetition", "speed"],
        "sayAndCapture": [
            "promptMessage", "voiceProfile", "language", "successMessage", "failureMessage", "speed", "repetition",
            "minDigits", "maxDigits", "digitTimeout", "overallTimeout", "completeOnHash", "noOfTries",
            "dtmfCallbackUrl",
        ],
    }  # fmt: skip


@pytest.mark.parametrize(("given", "recorded"), [(None, False), (True, True), (False, False)])
def test_a_call_is_recorded_where_it_says_so(given: bool | None, recorded: bool) -> None:
    from attrs import evolve

    compiled = compile_actions([evolve(DIAL, call_recording=given)], "request", Assumptions())
    dial = compiled.state("1.makeCall.ringing").requests[0]
    assert isinstance(dial, Dial)
    assert dial.recording is recorded


@pytest.mark.parametrize(("times", "length"), [(None, 10_000), (1, 10_000), (3, 30_000)])
def test_a_file_plays_as_often_as_it_says(times: int | None, length: int) -> None:
    from simulator.actions.play_file import PlayFile

    result = run([DIAL, PlayFile(file_url="https://example.com/a.wav", repetition=times)], "")
    assert result.call.now == 1000 + length
