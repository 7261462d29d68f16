"""A conversation with an assistant: what is answered, what is refused, and that no tool disturbs another."""

from __future__ import annotations

import json
import os
import sys
from threading import Semaphore
from typing import TYPE_CHECKING, Any

import pytest

from simulator.cli.base.assisting import command_child, conversing
from simulator.cli.base.assisting._protocol import VERSIONS
from simulator.cli.base.assisting.command_child import CommandChild
from simulator.cli.base.assisting.conversing import AssistantTalk
from simulator.render.explain.text import render
from simulator.schema import KINDS
from simulator.schema import text as schema

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.cli.conftest import Callflow


def ask(method: str, number: Any = 1, **params: Any) -> str:
    return json.dumps({"jsonrpc": "2.0", "id": number, "method": method, "params": params})


def talk(*lines: str, answers: int | None = None, seconds: float = 60.0) -> list[dict[str, Any]]:
    """What is answered; the other side stays until there are as many answers as it waits for."""
    told: list[dict[str, Any]] = []
    come = Semaphore(0)

    def write(line: str) -> None:
        told.append(json.loads(line))
        come.release()

    def said() -> Iterator[str]:
        yield from lines
        for _ in range(len(lines) if answers is None else answers):
            come.acquire(timeout=60)

    AssistantTalk(write, ".", seconds).hold(said())
    assert all(one.pop("jsonrpc") == "2.0" for one in told)
    return told


def one(line: str) -> Any:
    (told,) = talk(line)
    return told


@pytest.mark.parametrize(("wanted", "given"), [*((known, known) for known in VERSIONS), ("1999-01-01", VERSIONS[0])])
def test_the_handshake_takes_a_version_that_both_know(wanted: str, given: str) -> None:
    told = one(ask("initialize", protocolVersion=wanted, capabilities={}, clientInfo={}))["result"]
    assert told["protocolVersion"] == given
    assert set(told["capabilities"]) == {"tools", "resources"}
    assert told["instructions"].startswith("# callflow-simulator")


def test_resources_are_the_pages_and_schemas_of_the_commands() -> None:
    listed = one(ask("resources/list"))["result"]["resources"]
    found = {entry["uri"]: one(ask("resources/read", uri=entry["uri"]))["result"]["contents"][0] for entry in listed}
    assert all(found[uri]["mimeType"] == entry["mimeType"] for uri, entry in zip(found, listed, strict=True))
    assert [found[f"callflow://schema/{kind}"]["text"] for kind in KINDS] == [schema(kind) for kind in KINDS]
    assert "-1006" in found["callflow://explain"]["text"]
    (template,) = one(ask("resources/templates/list"))["result"]["resourceTemplates"]
    page = one(ask("resources/read", uri=template["uriTemplate"].replace("{code}", "-1006")))["result"]["contents"][0]
    assert page["text"] == render("-1006")


ODD_IDS: tuple[Any, ...] = ([], {}, True, 1.5)
REFUSED: list[tuple[str, int, str]] = [
    ("{", -32700, "the line is no JSON"),
    ("[" * 100_000, -32700, "the line is no JSON"),
    ("[]", -32600, 'expected an object with "jsonrpc": "2.0"'),
    ('{"id": 1, "method": "ping"}', -32600, 'expected an object with "jsonrpc": "2.0"'),
    ('{"jsonrpc": "2.0", "id": 1, "method": "ping", "params": [1]}', -32602, '"params" must be an object'),
    ('{"jsonrpc": "2.0", "id": NaN, "method": "ping"}', -32700, "the line is no JSON: NaN is no number of JSON"),
    *((ask("ping", one), -32600, '"id" must be a text or a whole number') for one in ODD_IDS),
    ('{"jsonrpc": "2.0", "id": 1e999, "method": "ping"}', -32600, '"id" must be a text or a whole number'),
    (ask("tools/call", name=["run"]), -32602, "there is no tool \"['run']\""),
    (ask("prompts/list"), -32601, 'there is no method "prompts/list" here'),
    (ask("tools/call", name="chek"), -32602, 'there is no tool "chek": did you mean "check"?'),
    (ask("tools/call", name="zzz"), -32602, 'there is no tool "zzz": known are check, run, '),
    (ask("tools/call"), -32602, 'there is no tool "None"'),
    (ask("tools/call", name="run", arguments=[1]), -32602, '"arguments" must be an object'),
    (ask("resources/read", uri="file:///etc/passwd"), -32002, 'there is no resource "file:///etc/passwd": known are'),
    (ask("resources/read", uri="callflow://explain/-1066"), -32002, "there is no code `-1066`"),
]


@pytest.mark.parametrize(("line", "code", "why"), REFUSED)
def test_what_cannot_be_answered_is_told(line: str, code: int, why: str) -> None:
    told = one(line)
    assert told["error"]["code"] == code
    assert told["error"]["message"].startswith(why)


def test_after_a_bad_message_the_next_one_is_answered() -> None:
    told = talk(
        "{", ask("ping", 7), "", "  ", json.dumps({"jsonrpc": "2.0", "method": "notifications/initialized"}), answers=2
    )
    assert told[1:] == [{"id": 7, "result": {}}]


def test_what_is_only_told_is_never_answered() -> None:
    told = [
        {"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": []}},
        {"jsonrpc": "2.0", "method": "notifications/initialized", "params": [1]},
    ]
    assert talk(*map(json.dumps, told), ask("ping", 1.0), answers=1) == [{"id": 1.0, "result": {}}]


def test_a_mistake_in_the_arguments_is_an_answer_that_the_assistant_can_mend() -> None:
    told = one(ask("tools/call", name="run", arguments={"file": "a.json", "dtfm": "1"}))["result"]
    assert told == {
        "content": [{"type": "text", "text": 'run has no argument "dtfm": did you mean "dtmf"?'}],
        "isError": True,
    }


def test_a_fault_of_ours_is_an_answer_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_given: object) -> None:
        raise RuntimeError("no")

    monkeypatch.setattr(conversing, "answer", broken)
    monkeypatch.setattr(CommandChild, "result", broken)
    told = talk(ask("ping"), ask("tools/call", 2, name="explain"))
    assert [entry["error"]["message"] for entry in told] == [
        "a fault of the simulator: RuntimeError('no')",
        "it did not run: RuntimeError('no')",
    ]


@pytest.mark.nested
def test_a_tool_answers_what_its_command_prints(callflow: Callflow) -> None:
    given = {"file": "booking.json", "account": "account.yaml", "dtmf": "1 4#"}
    body = {"text": '{"callflow": []}'}
    told = talk(
        ask("tools/call", 1, name="run", arguments=given),
        ask("tools/call", 2, name="check", arguments=body),
        ask("tools/call", 3, name="run", arguments={"file": "nowhere.json"}),
    )
    found = {entry["id"]: entry["result"] for entry in told}
    done = callflow("run booking.json --account account.yaml --dtmf '1 4#'")
    assert found[1] == {"content": [{"type": "text", "text": done.out.rstrip()}], "isError": False}
    assert found[2]["content"][0]["text"].endswith(
        "exit status 1: findings, a failure, or a call that did not end well"
    )
    assert found[2]["isError"] is False
    assert found[3]["content"][0]["text"].startswith("callflow: ")
    assert found[3]["content"][0]["text"].endswith("exit status 2")
    assert found[3]["isError"] is True


HANGING = """#!/bin/sh
setsid sleep 2 &
echo begun
exec sleep 60
"""
LEAVING = HANGING.replace("exec sleep 60", "")


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Puts a program in the place of ours, which leaves another one that holds its pipes."""

    def put(text: str) -> None:
        path = tmp_path / "program"
        path.write_text(text)
        path.chmod(0o700)
        monkeypatch.setattr(sys, "executable", str(path))
        monkeypatch.setattr(command_child, "GOODBYE", 0.05)

    return put


@pytest.mark.nested
@pytest.mark.parametrize("text", [HANGING, LEAVING])
def test_a_tool_that_takes_too_long_is_ended(text: str, program: Callable[[str], None]) -> None:
    program(text)
    (told,) = talk(ask("tools/call", name="explain"), seconds=0.3)
    assert told["result"]["isError"] is True
    assert "it took longer than 0.3 s and was ended" in told["result"]["content"][0]["text"]


@pytest.mark.nested
def test_what_is_cancelled_is_ended_and_not_answered(program: Callable[[str], None]) -> None:
    program("#!/bin/sh\nexec sleep 60\n")
    cancelled = json.dumps({"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": 1}})
    lines = ask("tools/call", 1, name="explain"), cancelled, cancelled, ask("tools/call", 2, name="explain")
    told = talk(*lines, answers=1, seconds=0.3)
    assert [entry["id"] for entry in told] == [2]


@pytest.mark.nested
def test_two_tools_at_once_have_two_ids(program: Callable[[str], None]) -> None:
    program("#!/bin/sh\nsleep 0.2\n")
    told = talk(ask("tools/call", 1, name="explain"), ask("tools/call", 1, name="explain"))
    assert told[0]["error"]["message"] == "a tool with the id 1 is running: each needs its own"
    assert [entry["id"] for entry in told] == [1, 1]
    assert "result" in told[1]


@pytest.mark.nested
def test_when_the_other_side_goes_what_runs_is_ended(program: Callable[[str], None]) -> None:
    program(HANGING)
    assert talk(*(ask("tools/call", number, name="explain") for number in range(6)), answers=0) == []


@pytest.mark.parametrize(("length", "left"), [(12_000, 0), (30_000, 18_000)])
def test_a_long_answer_is_its_beginning_and_its_end(length: int, left: int) -> None:
    text = "begin" + "x" * (length - 8) + "end"
    told = command_child._answer(text, "", 0)["content"][0]["text"]
    assert told.startswith("begin")
    assert told.endswith("end")
    assert (f"... {left:,} characters left out" in told) is (left > 0)


def test_who_ended_already_can_be_stopped_again() -> None:
    child = CommandChild(["explain", "-1006"], "", os.curdir, 60.0)
    child.stop()
    assert child.stopped
