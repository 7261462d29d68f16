"""Blocks and columns that are used nowhere: told as warnings, with their place."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.scenario.reading.scenario_file import read_scenarios
from simulator.scenario.run import run_scenario

HEAD = "scenario: a\nrequest: {callflow: []}\n"


def remarks(text: str) -> list[str]:
    found, faults = read_scenarios(text.encode(), Path(), "a.scenario.yaml")
    assert faults == ()
    return [f"{one.span.line if one.span else 0} {one.message}" for scenario in found for one in scenario.remarks]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("blocks: {login: ['1']}\n", ["3 no caller uses the block `login`"]),
        ("blocks: {login: ['1'], pin: ['2']}\ncaller: [use: pin]\n", ["3 no caller uses the block `login`"]),
        ("blocks: {login: [use: pin], pin: ['2']}\ncaller: [use: login]\n", []),
        ("blocks:\n  a: ['1']\n---\nscenario: b\nrequest: {}\ncaller: [use: a]\n", []),
        ("examples: [{day: a, key: 2}]\ntags: ['${day}']\n", ["3 the column `key` of `examples` is used nowhere"]),
        ("examples:\n  - {day: a}\n  - {day: b, kay: 3}\ntags: ['${day}']\n",
         ["5 the column `kay` of `examples` is used nowhere"]),
        ("examples: [{day: a}, {day: b}]\n", ["3 the column `day` of `examples` is used nowhere"]),
        ("blocks: {a: ['${key}']}\nexamples: [{key: 1}]\ncaller: [use: a]\n", []),
        ("expect: {bodies: [{type: VCA, '$.payload.${f}': 1}]}\nexamples: [{f: x}]\n", []),
    ],
)  # fmt: skip
def test_what_is_used_nowhere_is_said_once(text: str, said: list[str]) -> None:
    assert remarks(HEAD + text) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("expect: {session: BUSY, captured: }\n", ["3 `captured` has no value, so that nothing is compared"]),
        ("expect:\n  session: BUSY\n  never:\n", ["5 `never` has no value, so that nothing is compared"]),
        ("expect: {answer: 1, hears: ~}\n", ["3 `hears` has no value, so that nothing is compared"]),
        ("expect: {webhooks: {VCA: 1, VSS: }}\n", ["3 `VSS` has no value, so that nothing is compared"]),
        ("expect: {duration: {below: 60s, above: null}}\n", ["3 `above` has no value, so that nothing is compared"]),
        ("caller: [{hears: , press: '1'}]\n", ["3 `hears` has no value, so that nothing is compared"]),
        ("expect: {dials: }\ncaller: ['1']\n", ["3 `dials` has no value, so that nothing is compared"]),
        ("expect: {session: null, error: null, lastAction: null, captured: [null]}\n", []),
        ("expect: {bodies: [{type: VCA, '$.payload.eventData': null}]}\n", []),
        ("expect: {captured: ['${d}']}\nexamples: [{d: '1'}, {d: null}]\n", []),
        ("expect: {session: '${end}'}\nexamples: [{end: BUSY}]\n", []),
        ("caller:\nlegs:\ntags:\n", []),
        ("expect: {never: [a, '${word}']}\n", ["3 `${word}` is no value: the scenario has no `examples`"]),
        ("expect: {never: ['not ${word}']}\nexamples:\n", ["3 `${word}` is no value: the scenario has no `examples`"]),
        ("expect: {never: ['${word}']}\nexamples: [{word: a}]\n", []),
        ("expect: {hears: ['${word}'], never: ['$5', '{x}']}\n", []),
    ],
)
def test_what_is_to_be_compared_and_has_no_value_is_said(text: str, said: list[str]) -> None:
    assert remarks(HEAD + text) == said


def test_it_is_a_warning_of_the_scenario() -> None:
    (one,), _ = read_scenarios(f"{HEAD}expect: {{answer: -1009}}\nblocks: {{a: ['1']}}\n".encode(), Path(), "a")
    (found,) = run_scenario(one).failures
    assert (found.what, found.severity, found.place) == ("scenario file", "warn", "a:4:13")


@pytest.mark.parametrize(
    "blocks",
    [
        "{a: [use: a]}",
        "{a: [use: b], b: [use: a]}",
        "{x: [use: a], a: [use: b], b: [use: x]}",
        "{a: ['1', use: c], c: ['2', use: c]}",
        "{a: [use: a, use: nowhere]}",
    ],
)
def test_blocks_that_use_themselves_are_a_finding_although_nobody_uses_them(blocks: str) -> None:
    found, (fault,) = read_scenarios(f"{HEAD}blocks: {blocks}\n".encode(), Path(), "a.scenario.yaml")
    assert found == ()
    assert "uses itself" in fault.message


def test_of_a_document_at_fault_blocks_are_not_told() -> None:
    found, faults = read_scenarios(f"{HEAD}sed: 1\nblocks: {{a: ['1']}}\n".encode(), Path(), "a.scenario.yaml")
    assert (found, len(faults)) == ((), 1)
