"""Scenario files: every key is read, every fault is said with its place and what to do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from simulator.model.call.legs import RESULTS
from simulator.model.call.outcome import LegOutcome
from simulator.model.call.wanted import Words
from simulator.model.diagnostic import Diagnostic
from simulator.model.scenario.scenario import FAULT_KINDS, BodyCheck, Duration, ReplyFault, Scenario
from simulator.scenario.reading.kinds import EXPECT, FIELDS, REPLY_KEYS
from simulator.scenario.reading.scenario_file import read_scenarios

HERE = Path(__file__).parent
CASES: list[dict[str, Any]] = YAML(typ="safe").load((HERE / "scenario_faults.yaml").read_text(encoding="utf-8"))
HEAD = "scenario: a\nrequest: {callflow: []}\n"


def read(text: str) -> tuple[tuple[Scenario, ...], tuple[Diagnostic, ...]]:
    return read_scenarios(text.encode(), HERE, "a.scenario.yaml")


def scenarios(text: str) -> tuple[Scenario, ...]:
    found, faults = read(text)
    assert faults == ()
    return found


def scenario(text: str) -> Scenario:
    (found,) = scenarios(HEAD + text)
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['key']} {case['code']} {case['at']}")
def test_a_fault_has_its_place_and_says_what_to_do(case: dict[str, Any]) -> None:
    found, faults = read(case.get("whole") or HEAD + case["text"])
    assert found == ()
    assert len(faults) == 1 + case.get("more", 0), faults
    said = [f"{f.code} {f.span.line}:{f.span.column} {f.message}; {f.hint}" for f in faults]
    assert any(one.startswith(f"{case['code']} {case['at']} ") and case["says"] in one for one in said), said


def test_every_key_has_a_case_for_a_misspelling_and_for_a_wrong_value() -> None:
    nested = [f"legs.{key}" for key in ("talks",)] + [f"caller.{key}" for key in ("hears", "press", "hangup", "use")]
    nested += [f"faults.{key}" for key in FAULT_KINDS] + [f"faults.reply.{key}" for key in REPLY_KEYS]
    nested += [f"expect.{key}" for key in EXPECT]
    for key in (*FIELDS, *nested):
        codes = {case["code"] for case in CASES if case["key"] == key}
        assert "F002" in codes, key
        assert codes & {"F003", "F004"}, key


def test_every_key_is_read() -> None:
    found = scenario(
        "tags: [smoke, long-one]\nat: 2026-01-13T08:26:58Z\nseed: 7\naccount: {strict: true}\n"
        "legs: [busy, {answered: 6s, talks: 20s}, {failed: 404}, {noAnswer: 9s}, {talks: 1s}]\n"
        "caller:\n  - {hears: Book, press: 1}\n  - 2#\n  - {hangup: 3s}\n  - hangup@12s\n  - {hangup: '@2s'}\n"
        "faults: [reply: {status: 500, delay: 1s}, reply: {body: {a: 1}}, reply: {drop: true}, say: failed,"
        " playFile: failed, session: -2010, session: {code: -2001, at: 3s}, answer: -9999]\n"
    )
    assert (found.tags, found.at, found.seed) == (("smoke", "long-one"), 1768292818000, 7)
    assert found.legs == (
        LegOutcome("busy"),
        LegOutcome("answered", 6000, 20000),
        LegOutcome("failed", sip=404),
        LegOutcome("noAnswer", 9000),
        LegOutcome("answered", None, 1000),
    )
    assert [(step.token, step.hears) for step in found.steps] == [
        ("1", Words("Book")),
        ("2#", None),
        ("hangup[3000]", None),
    ]
    assert [one.at for one in found.timed] == [12000, 2000]
    assert [one.reply for one in found.faults[:3]] == [
        ReplyFault(500, None, 1000),
        ReplyFault(body='{"a": 1}'),
        ReplyFault(drop=True),
    ]
    assert [(one.kind, one.code, one.at) for one in found.faults[3:]] == [
        ("say", -2005, None),
        ("playFile", -2006, None),
        ("session", -2010, None),
        ("session", -2001, 3000),
        ("answer", -9999, None),
    ]


def test_every_expectation_is_read_in_the_order_of_the_file() -> None:
    found = scenario(
        "expect:\n  answer: 1\n  error: null\n  session: BUSY\n  lastAction:\n  captured: ['1', null]\n"
        "  hears: [a]\n  never: [/b/]\n  webhooks: {VCA: 2}\n  duration: {below: 1m, warn: 45s}\n"
        "  bodies: [{type: VCA, $.payload.dtmf: '1'}, {type: VSS, at: 2, $.x: 5}]\n"
    )
    assert [(one.key, one.value) for one in found.expect] == [
        ("answer", 1),
        ("error", None),
        ("session", "BUSY"),
        ("lastAction", None),
        ("captured", ("1", None)),
        ("hears", (Words("a"),)),
        ("never", (Words("/b/"),)),
        ("webhooks", {"VCA": 2}),
        ("duration", Duration(60000, 45000)),
        ("bodies", (BodyCheck("VCA", 1, {"$.payload.dtmf": "1"}), BodyCheck("VSS", 2, {"$.x": 5}))),
    ]
    captured = found.expect[4]
    assert (captured.place(1).line, captured.place(1).column) == (8, 19)
    assert captured.place(9) == captured.span


def test_examples_are_filled_in_everywhere_and_keep_their_quotes() -> None:
    one, two = scenarios(
        "scenario: calls ${who}\nrequest: {callflow: [{action: say, params: {text: 'Hi ${who}'}}]}\n"
        "caller: [{press: '${keys}'}]\nfaults: [{reply: {status: '${code}'}}]\n"
        "expect: {captured: ['${none}'], hears: ['to ${who}'], '${key}': SAY}\n"
        "examples:\n  - {who: Ann, keys: 1, code: 500, none: , key: lastAction}\n"
        "  - {who: Bob, keys: '2', code: 404, none: null, key: lastAction}\n"
    )
    assert (one.name, two.name, one.row, two.row) == ("calls Ann", "calls Bob", 0, 1)
    assert b"Hi Bob" in (two.request or b"")
    assert [step.token for step in (*one.steps, *two.steps)] == ["1", "2"]
    assert [fault.reply and fault.reply.status for fault in (*one.faults, *two.faults)] == [500, 404]
    assert [e.value for e in one.expect] == [(None,), (Words("to Ann"),), "SAY"]


def test_names_differ_whatever_examples_and_documents_say() -> None:
    text = f"{HEAD}examples: [{{day: mon}}, {{day: tue}}, {{day: tue}}]\n---\n{HEAD}---\n{HEAD}examples:\n"
    assert [one.name for one in scenarios(text)] == ["a [mon]", "a [tue]", "a [tue] #2", "a", "a #2"]
    assert [one.number for one in scenarios(text)] == [0, 0, 0, 1, 2]


def test_blocks_can_use_blocks_and_serve_the_documents_after_them() -> None:
    one, two = scenarios(
        f"{HEAD}blocks:\n  pin: ['1234']\n  login: [{{use: pin}}, 5#]\ncaller: [{{use: login}}]\n"
        f"---\n{HEAD}caller: ['9', {{use: '${{which}}'}}]\nexamples: [{{which: pin}}]\n"
    )
    assert [step.token for step in one.steps] == ["1234", "5#"]
    assert [step.token for step in two.steps] == ["9", "1234"]


def test_a_document_with_a_fault_does_not_disturb_the_others() -> None:
    found, faults = read(f"{HEAD}---\nscenario: b\nrequest: {{}}\nsed: 1\n---\n{HEAD}")
    assert [one.name for one in found] == ["a", "a #2"]
    assert [(f.code, f.span.line) for f in faults] == [("F002", 6)]


@pytest.mark.parametrize("text", ["", "# nothing\n", "---\n"])
def test_an_empty_file_is_a_fault(text: str) -> None:
    found, faults = read(text)
    assert found == ()
    assert "scenario" in f"{faults[0].message} {faults[0].hint}"


@pytest.mark.parametrize("text", ["- a\n", "a\n"])
def test_a_file_that_is_no_mapping_is_a_fault(text: str) -> None:
    assert [f.code for f in read(text)[1]] == ["F003"]


def test_files_are_read_once_for_all_scenarios_that_name_them(tmp_path: Path) -> None:
    asked: list[Path] = []

    def opened(path: Path) -> bytes:
        asked.append(path)
        return b"{}"

    text = b"scenario: a\nrequest: a.json\n---\nscenario: b\nrequest: a.json\n"
    found, faults = read_scenarios(text, tmp_path, "x", opened)
    assert (len(found), faults, asked) == (2, (), [tmp_path / "a.json"])


def test_every_leg_can_say_when() -> None:
    for result in RESULTS:
        (scenario,) = scenarios(f"{HEAD}legs: [{{{result}: {404 if result == 'failed' else '2s'}}}]\n")
        assert scenario.legs[0].detail == (404 if result == "failed" else "2000ms")
