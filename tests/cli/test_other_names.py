"""A flow, scenario or account file with another name: taken for what it is, or refused in one line."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import simulator
from simulator.errors import UsageError
from simulator.loading.files.recognised import kind_of, stem
from simulator.loading.json.json_text import read_json
from simulator.model.assumptions import Assumptions
from simulator.running.flow import load_flow
from simulator.running.source import is_flow

if TYPE_CHECKING:
    from tests.cli.conftest import Callflow

FLOW = """flow: desk
inbound: {source: "+6591234567", destination: "+6562345678"}
replies:
  - {when: {callStatus: CALL_RECEIVED}, reply: {callflow: [{action: hangup}]}}
"""
SCENARIO = "scenario: it ends\nflow: FLOW\nexpect: {session: COMPLETED}\n"
ACCOUNT = "callerIds: ['+6562345678']\ncapacity: 2\n"
AS_JSON = json.dumps(
    {
        "inbound": {"source": "+6591234567", "destination": "+6562345678"},
        "replies": [{"when": {"callStatus": "CALL_RECEIVED"}, "reply": {"callflow": [{"action": "hangup"}]}}],
    }
)
TAKES = ["check", "run", "graph", "explore", "faults", "generate --output out", "diff desk.flow.yaml"]


@pytest.fixture
def files(folder: Path) -> Path:
    (folder / "desk.flow.yaml").write_text(FLOW)
    (folder / "account.yml").write_text(ACCOUNT)
    (folder / "one.yml").write_text(SCENARIO.replace("FLOW", "p.yaml"))
    (folder / "p.yaml").write_text(FLOW)
    return folder


@pytest.mark.parametrize("name", ["p.yaml", "desk.flow.yml", "DESK.YML", "desk.txt", "desk"])
@pytest.mark.parametrize("command", TAKES)
def test_a_flow_is_one_whatever_its_name(files: Path, callflow: Callflow, command: str, name: str) -> None:
    (files / name).write_text(FLOW)
    done, usual = callflow(f"{command} {name}"), callflow(f"{command} desk.flow.yaml --force" if "gen" in command else
                                                          f"{command} desk.flow.yaml")  # fmt: skip
    assert (done.status, "-1001" in done.out + done.err) == (usual.status, False)


@pytest.mark.parametrize("command", TAKES)
def test_a_flow_may_be_json(files: Path, callflow: Callflow, command: str) -> None:
    (files / "flow.json").write_text(AS_JSON)
    done = callflow(f"{command} flow.json")
    assert done.status == 0, done.err


@pytest.mark.parametrize("name", ["account.yml", "one.yml"])
def test_check_takes_accounts_and_scenarios_too(files: Path, callflow: Callflow, name: str) -> None:
    done = callflow(f"check {name}")
    assert (done.status, done.out) == (0, f"{name}: no findings\n")


@pytest.mark.parametrize("command", TAKES[1:6])
@pytest.mark.parametrize(("name", "what"), [("account.yml", "an account file"), ("one.yml", "a scenario file")])
def test_another_file_is_refused_in_one_line(
    files: Path, callflow: Callflow, command: str, name: str, what: str
) -> None:
    done = callflow(f"{command} {name}")
    assert done.status == 2
    assert done.err.count("\n") == 1
    assert f'"{name}" is' in done.err
    assert what in done.err or "no flow file" in done.err
    assert files.exists()


def test_a_scenario_with_another_name_runs_where_it_is_named(files: Path, callflow: Callflow) -> None:
    assert callflow("test one.yml").status == 0
    assert callflow("check booking.json --account account.yml").status == 1  # the number is not the account's
    done = callflow("replay p.yaml --flow p.yaml")
    assert "p.yaml" in done.err
    assert files.exists()


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("test p.yaml", '"p.yaml" is a flow file: expected a scenario file, NAME.scenario.yaml'),
        ("test account.yml", '"account.yml" is an account file'),
        ("test booking.json", '"booking.json" is a request body or a webhook reply: expected a scenario file'),
        ("check booking.json --account p.yaml", '"p.yaml" is a flow file: expected an account file'),
        ("run p.yaml --account one.yml", '"one.yml" is a scenario file'),
        ("run one.yml", "expected a request body or a webhook reply, or a flow file"),
    ],
)
def test_a_file_in_the_place_of_another_is_refused_in_one_line(
    files: Path, callflow: Callflow, line: str, says: str
) -> None:
    done = callflow(line)
    assert done.status == 2
    assert says in done.err
    assert done.err.count("\n") == 1
    assert files.exists()


def test_the_library_takes_such_a_flow_too(files: Path) -> None:
    assert simulator.run(files / "p.yaml").states == simulator.run(files / "desk.flow.yaml").states
    assert load_flow(files / "p.yaml").name == "desk"
    with pytest.raises(UsageError, match=r"one\.yml\" is a scenario file"):
        load_flow(files / "one.yml")
    assert simulator.run(simulator.load(files / "p.yaml")).states == simulator.run(files / "p.yaml").states


def test_a_file_is_looked_at_again_where_it_changed(files: Path) -> None:
    file = files / "p.yaml"
    assert is_flow(file)
    file.write_text("callflow: []\n")
    os.utime(file, (1, 1))
    assert not is_flow(file)
    assert not is_flow("x" * 5000)
    assert not is_flow(files)
    assert not is_flow(b"flow: x")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (FLOW, "flow"),
        (f"\ufeff# why\n---\n{FLOW}", "flow"),
        (FLOW.replace("\n", "\r\n"), "flow"),
        ("request: r.json\nbackend: python:app:f\n", "flow"),
        ('"replies": []\n', "flow"),
        ("flow: 'broken\n", "flow"),
        (AS_JSON, "flow"),
        (SCENARIO, "scenario"),
        ("flow: x\ncaller: [1]\n", "scenario"),
        ('{"scenario": "x", "flow": "y"}', "scenario"),
        (ACCOUNT, "account"),
        ('{"capacity": 3}', "account"),
        ('{"callflow": []}', "body"),
        ('{"callflow": [], "replies": []}', "body"),
        ("callflow: []\n", "body"),
        ('{"request": {"callflow": []}}', "body"),
        ("foo: 1\n", None),
        ("capacity: 1\nfoo: 2\n", None),
        ("", None),
        ("[]", None),
        ("{", None),
        ('{"flow": 1', None),
        ("hello there\n", None),
    ],
)
def test_a_file_is_told_by_its_keys(text: str, kind: str | None) -> None:
    assert kind_of(text.encode()) == kind


@pytest.mark.parametrize(
    "text", ["foo: 1\nbar: 2\n", "# x\n\n---\ncallflow:\n  - action: hangup\n", f"{FLOW}", "a:\n- b\n"]
)
def test_yaml_in_the_place_of_json_is_one_finding(text: str) -> None:
    (found,) = read_json(text.encode(), Assumptions()).faults
    assert "the body is YAML (`" in found.hint
    assert "NAME.flow.yaml" in found.hint


def test_a_flow_without_a_name_is_called_by_its_file() -> None:
    names = ["a.flow.yaml", "a.flow.yml", "a.yaml", "a.YML", "a", "a.json"]
    assert [stem(name) for name in names] == ["a", "a", "a", "a", "a", "a.json"]
