"""Suites in front of a backend that remembers its sessions: the same verdicts in any order, and twice."""

from __future__ import annotations

import json
from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

import simulator
from simulator.callers.scripted import Scripted
from simulator.cli.base.main import run_command_line
from simulator.model.scenario.scenario import Scenario
from simulator.networks.scripted import ScriptedNetwork
from simulator.running.dry_run import run_flow
from simulator.scenario.flows import Flows
from simulator.scenario.run import play
from simulator.scenario.suite import Options, Suite, load_suite, run_suite
from simulator.scenario.writing.generated import edges_taken
from simulator.webhooks.base.ids import uuid1
from tests.engine.calls import NOW
from tests.exploring import remembering
from tests.responders.running_app import as_app, running
from tests.scenario.calls import CALL, HANGUP, ask, read, say, write

if TYPE_CHECKING:
    from collections.abc import Iterable

pytestmark = pytest.mark.slow

PIN = ask("Your PIN please.", minDigits=4, maxDigits=4)
SESSIONS: dict[str, list[str]] = {}
SUITE = """\
scenario: locked out
flow: bank.flow.yaml
caller: ["1111", "2222", "3333"]
expect: {hears: [Wrong, Wrong, locked]}
---
scenario: lets in
flow: bank.flow.yaml
caller: ["4321"]
expect: {hears: [PIN, Welcome], never: [Wrong]}
---
scenario: wrong once
flow: bank.flow.yaml
caller: ["1111", hangup]
expect: {hears: [Wrong], never: [locked]}
---
scenario: wrong once, ${how}
flow: bank.flow.yaml
caller: ["1111", "4321"]
expect: {hears: [Wrong, Welcome]}
examples: [{how: then right}, {how: and then right}]
"""


def bank(body: dict[str, Any]) -> object:
    """Three wrong PINs lock a session out."""
    tried = SESSIONS.setdefault(body["payload"]["sessionId"], [])
    tried.append(body["payload"]["dtmf"])
    if tried[-1] == "4321":
        return {"callflow": [say("Welcome."), HANGUP]}
    if len(tried) >= 3:
        return {"callflow": [say("You are locked out."), HANGUP]}
    return {"callflow": [{**PIN, "params": {**PIN["params"], "promptMessage": "Wrong, again."}}]}


app = as_app(lambda _path, body: bank(body))
"""The same as an app."""


@pytest.fixture(autouse=True)
def _afresh() -> None:
    SESSIONS.clear()


def suite(folder: Path, backend: str) -> Suite:
    """The flow and its scenarios, written and read."""
    flow = {"flow": "Bank", "request": {"callflow": [CALL, PIN]}, "backend": backend}
    (folder / "bank.flow.yaml").write_text(json.dumps(flow), encoding="utf-8")
    file = folder / "bank.scenario.yaml"
    file.write_text(SUITE, encoding="utf-8")
    return load_suite([file])


def verdicts(scenarios: Iterable[Scenario], **options: Any) -> list[str]:
    result = run_suite(Suite(tuple(scenarios)), Options(**options))
    return [failure.found for verdict in result.verdicts for failure in verdict.failures]


@pytest.mark.parametrize("kind", [f"python:{__name__}:bank", f"wsgi:{__name__}:app/vca"])
def test_any_order_again_and_again_in_one_process(kind: str, tmp_path: Path) -> None:
    found = suite(tmp_path, kind).scenarios
    assert len(found) == 5
    for order in list(permutations(found))[::17]:
        assert verdicts(order) == []
    assert len(SESSIONS) == 8 * 5


def test_any_workers(tmp_path: Path) -> None:
    found = suite(tmp_path, f"python:{__name__}:bank").scenarios
    assert verdicts([*found, *found], workers=2) == []


def test_twice_and_by_workers_against_one_running_server(tmp_path: Path) -> None:
    with running(app) as url:
        found = suite(tmp_path, f"{url}/vca").scenarios
        for order in (found, found, found[::-1]):
            assert verdicts(order) == []
        assert verdicts(found, workers=2) == []
    assert len(SESSIONS) == 4 * 5


def test_an_exploration_of_a_running_server_shows_the_same_bytes_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = []
    with running(app) as url:
        suite(tmp_path, f"{url}/vca")
        for _ in range(2):
            run_command_line(["explore", str(tmp_path / "bank.flow.yaml"), "--leg", "answered", "--format", "json"])
            shown.append(capsys.readouterr().out)
        asked = len(SESSIONS)
        again = simulator.diff(tmp_path / "bank.flow.yaml", tmp_path / "bank.flow.yaml", legs=["answered"])
    assert shown[0] == shown[1]
    assert again.differences == ()
    assert len(SESSIONS) > asked


def test_a_generated_suite_passes_on_the_backend_that_it_was_made_of(tmp_path: Path) -> None:
    with running(app) as url:
        suite(tmp_path, f"{url}/vca")
        made = simulator.generate(tmp_path / "bank.flow.yaml", tmp_path / "made", legs=["answered"])
        assert any(point.place.past for point in made.behaviour.points)
        assert made.made.left == ()
        files = sorted(made.write())
        for _ in range(2):
            assert verdicts(load_suite(files).scenarios) == []


@pytest.mark.parametrize("function", ["strikes", "guarded", "twice", "shorter", "flagged", "recovered"])
def test_a_suite_generated_of_each_kind_of_memory_takes_every_edge_and_passes(function: str, tmp_path: Path) -> None:
    """A place with another past is another place also where one call is followed through it."""
    backend = f"python:tests.exploring.remembering:{function}"
    opening = PIN if function == "strikes" else ask("Choose.", maxDigits=1)
    flow = {"flow": "Kept", "request": {"callflow": [CALL, opening]}, "backend": backend}
    (tmp_path / "kept.flow.yaml").write_text(json.dumps(flow), encoding="utf-8")
    generated = simulator.generate(tmp_path / "kept.flow.yaml", tmp_path / "made", legs=["answered"])
    assert generated.made.left == ()
    assert {key for one in generated.made.files for key in one.edges} == set(generated.behaviour.edges)
    found = load_suite(sorted(generated.write())).scenarios
    for order in (found, found[::-1]):
        assert verdicts(order) == []


def test_a_call_that_leaves_what_is_known_is_followed_without_its_past() -> None:
    from tests.exploring.test_claims import behind, found

    behaviour, known = found("strikes", remembering.PIN), behind("strikes", remembering.PIN)
    caller = Scripted.of("0003 0003 1234")
    run = run_flow(known, caller=caller, network=ScriptedNetwork(()))
    assert edges_taken(known, behaviour, [run]) <= set(behaviour.edges)
    unknown = evolve(behaviour, moves=tuple(move for move in behaviour.moves if move.input_class != "other"))
    sources = {edge[0] for edge in edges_taken(known, unknown, [run])}
    assert sources <= {place.without_past.id for place in behaviour.places.values()}


def test_a_scenario_has_the_ids_of_its_name_and_row_on_any_machine(tmp_path: Path) -> None:
    ids = []
    for folder in (tmp_path / "one", tmp_path / "two" / "deeper"):
        folder.mkdir(parents=True)
        found = read(
            write(folder, "scenario: a ${n}\nflow: t.flow.yaml\nexamples: [{n: 1}, {n: 2}]\n---\n...\nseed: 0\n")
        )
        ids.append([(play(one, Flows().of(one))[0].session or {})["sessionId"] for one in found])
    assert ids[0] == ids[1]
    assert len(set(ids[0])) == 3
    assert ids[0][2] == uuid1(0, NOW, 0)
