"""Every action file shows an example, and it is true: it is loaded, checked, compiled and run."""

from __future__ import annotations

import json
from inspect import getdoc

import attrs
import pytest

from simulator.actions.base.params import camel, params_of
from simulator.callers.scripted import Scripted
from simulator.compiler.compiled import compile_actions
from simulator.compiler.proof import problems
from simulator.engine.answer import NextList, RawReply, judge
from simulator.model.account import Account
from simulator.model.assumptions import Assumptions
from simulator.registry import modules
from tests.engine.calls import DIAL, NOW, Replies, run

FILES = {module.__name__.rpartition(".")[2]: module for module in modules("simulator.actions")}


def action_of(module):
    """The one action class of a file."""
    (found,) = [
        thing for thing in vars(module).values()
        if isinstance(thing, type) and attrs.has(thing) and thing.__module__ == module.__name__
    ]  # fmt: skip
    return found


def example_of(module):
    head, _, text = module.__doc__.partition("\n\nExample:\n")
    assert "\n" not in head
    return json.loads(text)


def read(example):
    """The example as the only action of a webhook reply, where any action may stand first."""
    return judge(RawReply(body=json.dumps({"callflow": [example]}).encode()), Account(), NOW)


@pytest.mark.parametrize("name", FILES)
def test_the_example_is_read_as_the_action_of_its_file(name):
    found = read(example_of(FILES[name]))
    assert isinstance(found, NextList)
    (action,) = found.compiled.actions
    assert type(action) is action_of(FILES[name])
    assert example_of(FILES[name])["action"] == action.NAME


@pytest.mark.parametrize("name", FILES)
def test_the_example_compiles_to_a_sound_table(name):
    table = read(example_of(FILES[name])).compiled.table
    assert problems(table) == ()
    assert table.initial.startswith(f"1.{example_of(FILES[name])['action']}.{action_of(FILES[name]).FIRST}")


@pytest.mark.parametrize("name", FILES)
def test_the_example_runs(name):
    result = run([DIAL], Scripted.of("1234"), responder=Replies([read(example_of(FILES[name]))]))
    session = result.session
    assert (session["sessionStatus"], session["lastAction"]) == ("COMPLETED", action_of(FILES[name]).SUMMARY)
    if name == "say_and_capture":
        assert [c.digits for c in result.captures] == ["1234"]


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_called_like_its_action(name):
    action = action_of(FILES[name])
    assert camel(name) == action.NAME
    assert getdoc(action)


@pytest.mark.parametrize("name", FILES)
def test_every_parameter_says_what_it_is(name):
    for spelled, param in params_of(action_of(FILES[name])).items():
        assert param.doc, spelled
        assert param.low is None or param.high is None or param.low <= param.high


def test_the_parameters_are_those_of_the_platform():
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
def test_a_call_is_recorded_where_it_says_so(given, recorded):
    from attrs import evolve

    compiled = compile_actions([evolve(DIAL, call_recording=given)], "request", Assumptions())
    assert compiled.states["1.makeCall.ringing"].requests[0].recording is recorded


@pytest.mark.parametrize(("times", "length"), [(None, 10_000), (1, 10_000), (3, 30_000)])
def test_a_file_plays_as_often_as_it_says(times, length):
    from simulator.actions.play_file import PlayFile

    result = run([DIAL, PlayFile(file_url="https://example.com/a.wav", repetition=times)], "")
    assert result.call.now == 1000 + length
