"""What stands beside a flow: scenarios that name it, and logs of its webhook."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from simulator.exploring.hints import beside
from simulator.exploring.hints.beside import log_hints, scenario_hints

SCENARIO = "scenario: a\nflow: bank.flow.yaml\n"


def pressed(folder: Path, text: str, name: str = "a.scenario.yaml") -> list[tuple[str, str]]:
    """What a scenario file presses, and where."""
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    return [(hint.digits, hint.origin) for hint in scenario_hints(folder / "bank.flow.yaml")]


STEPS = [
    ("caller: [{press: '1234'}, {press: 42}]", ["1234", "42"]),
    ("caller: ['1234#', {hears: x, press: 2w3}, '^1', silence, hangup]", ["1234#", "23", "1"]),
    ("caller: [{hangup: 3s}, {use: login}, 1@12s, hangup@3s, nonsense, [], {press: []}]", []),
    ("blocks: {login: [{press: '77'}], odd: x}\ncaller: [{use: login}]", ["77"]),
    ("caller: x\nblocks: y\nexamples: z", []),
    ("caller: [{press: '${a}${b}'}, {press: '${c}'}]\nexamples: [{a: 1, b: 02}, {a: 3, c: 4}, 5]", ["102", "3", "4"]),
    ("caller: [{press: '${a}'}]", []),
]


@pytest.mark.parametrize(("steps", "digits"), STEPS)
def test_what_a_scenario_presses(steps: str, digits: list[str], tmp_path: Path) -> None:
    assert [keys for keys, _ in pressed(tmp_path, f"{SCENARIO}{steps}\n")] == digits


def test_the_file_and_the_line_are_told(tmp_path: Path) -> None:
    assert pressed(tmp_path, f"{SCENARIO}caller:\n  - press: '1234'\n") == [("1234", "a scenario, a.scenario.yaml:4")]


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("scenario: a\nflow: ./bank.flow.yaml\ncaller: ['1']\n", ["1"]),
        ("scenario: a\nrequest: bank.flow.yaml\ncaller: ['1']\n", ["1"]),
        ("scenario: a\nflow: other.flow.yaml\n\n---\nscenario: b\nflow: bank.flow.yaml\ncaller: ['2']", ["2"]),
        ("scenario: a\nflow: 'other/bank.flow.yaml'\ncaller: ['1']\n", []),
        ("scenario: a\nflow: [bank.flow.yaml]\ncaller: ['1']\n", []),
        ("scenario: a\nflow: \"bank.flow.yaml\\0\"\ncaller: ['1']\n", []),
        ("# bank.flow.yaml\n- a\n", []),
        ("bank.flow.yaml: *\n", []),
        ("", []),
    ],
)  # fmt: skip
def test_only_scenarios_of_this_flow_count(text: str, digits: list[str], tmp_path: Path) -> None:
    assert [keys for keys, _ in pressed(tmp_path, text)] == digits


def test_scenarios_in_a_folder_below_count_too(tmp_path: Path) -> None:
    text = "scenario: a\nflow: ../bank.flow.yaml\ncaller: ['77']\n"
    assert [keys for keys, _ in pressed(tmp_path, text, "tests/b.scenario.yaml")] == ["77"]


def test_many_or_large_files_are_read_only_so_far(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for n in range(5):
        (tmp_path / f"{n}.scenario.yaml").write_text(f"{SCENARIO}caller: ['{n}']\n")
    monkeypatch.setattr(beside, "MOST_FILES", 3)
    assert [hint.digits for hint in scenario_hints(tmp_path / "bank.flow.yaml")] == ["0", "1", "2"]
    monkeypatch.setattr(beside, "MOST_BYTES", 100)
    assert [hint.digits for hint in scenario_hints(tmp_path / "bank.flow.yaml")] == ["0", "1"]


def asked(digits: str | None) -> str:
    payload = {"sessionId": "s", "callStatus": "ACTION_COMPLETED", "dtmf": digits}
    return json.dumps({"eventType": "CALL_ACTION", "payload": payload})


def test_the_digits_in_logs_of_the_webhook(tmp_path: Path) -> None:
    (tmp_path / "calls.jsonl").write_text("\n".join(map(asked, ["1234", None, "42"])))
    (tmp_path / "other.jsonl").write_text('{"a": 1}\n')
    (tmp_path / "broken.jsonl").write_text("{")
    (tmp_path / "deep.ndjson").write_text("[" * 100_000)
    assert [(hint.digits, hint.origin) for hint in log_hints(tmp_path / "bank.flow.yaml")] == [
        ("1234", "a webhook log, calls.jsonl"),
        ("42", "a webhook log, calls.jsonl"),
    ]
