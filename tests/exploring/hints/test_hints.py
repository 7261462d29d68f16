"""All hints of a flow together: their order, each once, and how many."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from simulator.exploring.hints import hints as module
from simulator.exploring.hints.hints import hints
from simulator.model.flow.flow_file import FlowFile


def flow(folder: Path, **options: Any) -> FlowFile:
    return FlowFile("bank", str(folder / "bank.flow.yaml"), **{"backend": "python:bank:reply", **options})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "bank.py").write_text("wait(31)\nopen('pins.json')\nif digits == '4711': pass\n")
    (tmp_path / "pins.json").write_text(json.dumps([f"{n:04}" for n in range(8000, 8050)]))
    (tmp_path / "a.scenario.yaml").write_text("scenario: a\nflow: bank.flow.yaml\ncaller: ['555']\n")
    payload = {"sessionId": "s", "callStatus": "ACTION_COMPLETED", "dtmf": "666", "eventType": "CALL_ACTION"}
    (tmp_path / "log.jsonl").write_text(json.dumps(payload))
    return tmp_path


def test_the_best_come_first(folder: Path) -> None:
    found = hints(flow(folder, probes=("12", "*7")), prompts=["Enter room 77 now."])
    assert [(hint.digits, hint.origin) for hint in found if not hint.digits.startswith("80")] == [
        ("12", "the flow file's probes"),
        ("*7", "the flow file's probes"),
        ("555", "a scenario, a.scenario.yaml:3"),
        ("666", "a webhook log, log.jsonl"),
        ("4711", "the source of bank.py, line 3"),
        ("77", "a prompt"),
        ("31", "the source of bank.py, line 1"),
        ("30", "the source of bank.py, line 1"),
        ("32", "the source of bank.py, line 1"),
    ]
    values = [at for at, hint in enumerate(found) if hint.origin == "pins.json"]
    assert (len(values), values[0], values[-1]) == (50, 5, len(found) - 1)


def test_the_first_origin_wins(folder: Path) -> None:
    found = hints(flow(folder, probes=("4711", "555", "8000")))
    assert {hint.digits: hint.origin for hint in found[:3]} == dict.fromkeys(
        ("4711", "555", "8000"), "the flow file's probes"
    )
    assert len({hint.digits for hint in found}) == len(found)


def test_scenarios_and_logs_may_be_left_out(folder: Path) -> None:
    assert not {"555", "666"} & {hint.digits for hint in hints(flow(folder), scenarios=False)}


@pytest.mark.parametrize("backend", ["http://127.0.0.1:5000/vca", "python:missing:f"])
def test_of_a_backend_whose_source_nobody_has_the_rest_is_known(backend: str, folder: Path) -> None:
    found = hints(flow(folder, backend=backend, probes=("12",)), prompts=["Room 77"])
    assert [hint.digits for hint in found] == ["12", "555", "666", "77"]


def test_a_table_needs_no_hints(folder: Path) -> None:
    assert hints(flow(folder, backend=None, rows=(), probes=("12",))) == ()


@pytest.mark.parametrize("backend", ["wsgi:bank:app/vca?x=y", "asgi:bank:app"])
def test_apps_are_read_as_functions_are(backend: str, folder: Path) -> None:
    assert "4711" in {hint.digits for hint in hints(flow(folder, backend=backend))}


def test_there_are_only_so_many(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 3)
    assert [hint.digits for hint in hints(flow(folder, probes=("1", "2", "3", "4")))] == ["1", "2", "3"]


def test_a_module_outside_the_folder_is_named_as_it_was_found(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "flows").mkdir()
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "bank.py").write_text("PIN = '1357'\nopen('own.txt')\n")
    (tmp_path / "shop" / "own.txt").write_text("2468\n")
    monkeypatch.chdir(tmp_path)
    found = hints(flow(tmp_path / "flows", backend="python:shop.bank:f"))
    assert [(hint.digits, hint.origin) for hint in found] == [
        ("1357", "the source of shop/bank.py, line 1"),
        ("2468", "shop/own.txt"),
        ("1356", "the source of shop/bank.py, line 1"),
    ][:2]


def test_only_so_many_data_files_are_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "more.txt").write_text("2468")
    (folder / "bank.py").write_text("open('more.txt')\nopen('pins.json')\n")
    assert {"2468", "8000"} <= {hint.digits for hint in hints(flow(folder))}
    monkeypatch.setattr(module, "MOST_FILES", 1)
    assert len({"2468", "8000"} & {hint.digits for hint in hints(flow(folder))}) == 1
