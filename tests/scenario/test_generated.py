"""Generated scenarios pass at once, take everything with the fewest calls, and have names that stay."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings

from simulator.exploring.search.explore import explore
from simulator.exploring.search.explorer import Bounds
from simulator.model.behaviour.way import Way
from simulator.running.flow import load_flow, with_backend
from simulator.scenario.run import run_scenario
from simulator.scenario.suite import load_suite, scenario_files
from simulator.scenario.writing.generated import edges_taken, every_edge, generate, generate_shortest
from simulator.scenario.writing.naming import LONGEST, file_names, place_words, title, without_secrets
from tests.exploring import backends
from tests.exploring._flows import HANGUP, SAMPLES, dial, flow, flow_file, menu, reply, row, say
from tests.exploring.random_flows import random_flows

if TYPE_CHECKING:
    from simulator.model.behaviour.behaviour import Behaviour, EdgeKey
    from simulator.model.flow.flow_file import FlowFile
    from simulator.scenario.writing.generated import GeneratedFiles

FLOWS = sorted(SAMPLES.parent.glob("*/*.flow.yaml"))


def write(made: GeneratedFiles, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for one in made.files:
        (folder / one.name).write_text(one.text, encoding="utf-8")


def replayed(flow: FlowFile, behaviour: Behaviour, folder: Path) -> set[EdgeKey]:
    """Run every file of a folder: all pass; what they take."""
    verdicts = [run_scenario(one) for one in load_suite(scenario_files([folder.as_posix()])).scenarios]
    assert [(verdict.scenario.file, verdict.failures) for verdict in verdicts if verdict.failures] == []
    return edges_taken(flow, behaviour, [verdict.run for verdict in verdicts if verdict.run])


@pytest.mark.parametrize("file", FLOWS, ids=lambda path: path.name)
def test_a_sample_flow_is_covered_with_nothing_left_over(file: Path, tmp_path: Path) -> None:
    sample = load_flow(file)
    found = explore(sample)
    made = generate(sample, found, every_edge(found), tmp_path)
    write(made, tmp_path)
    assert replayed(sample, found, tmp_path) == set(found.edges)
    assert made.left == ()
    assert made.exact
    assert sorted(key for one in made.files for key in one.edges) == sorted(found.edges)


@pytest.mark.slow
@settings(max_examples=30)
@given(random_flows())
def test_a_random_flow_is_covered_but_for_what_no_call_can_take(written: dict[str, Any]) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "random.flow.yaml").write_text(json.dumps(written))
        random = load_flow(folder / "random.flow.yaml")
        found = explore(random)
        made = generate(random, found, every_edge(found), folder)
        write(made, folder)
        left = dict(made.left)
        assert replayed(random, found, folder) == set(found.edges) - set(left)
        assert set(left.values()) <= {"endless"}


def test_there_is_a_call_for_each_edge_that_ends_one_and_no_more() -> None:
    desk = load_flow(SAMPLES / "table.flow.yaml")
    found = explore(desk)
    made = generate(desk, found, every_edge(found), Path())
    ending = [move for move in found.moves if found.points[move.dest].place.is_end]
    into_lists = [edge for edge in found.edges if edge[2].endswith("play")]
    plays = {edge[2] for edge in into_lists}
    assert len(made.files) == len(ending) - len(plays) + len(into_lists) == 19


def test_only_what_is_asked_for_is_covered() -> None:
    desk = load_flow(SAMPLES / "table.flow.yaml")
    found = explore(desk)
    busy = [key for key in found.edges if key[1] == "busy"]
    made = generate(desk, found, busy, Path())
    assert [(one.name, one.edges) for one in made.files] == [("leg-busy.scenario.yaml", tuple(busy))]
    assert generate(desk, found, [], Path()).files == ()


def test_the_shortest_calls_come_to_each_outcome(tmp_path: Path) -> None:
    desk = load_flow(SAMPLES / "table.flow.yaml")
    found = explore(desk)
    made = generate_shortest(desk, found, tmp_path)
    write(made, tmp_path)
    assert {edge[2] for edge in replayed(desk, found, tmp_path) if edge[2].startswith("end")} == {
        place.id for place in found.places.values() if place.is_end
    }
    assert [one.name for one in made.files] == [
        "leg-busy.scenario.yaml",
        "leg-noAnswer.scenario.yaml",
        "leg-failed.scenario.yaml",
        "hangup.scenario.yaml",
        "silence-silence.scenario.yaml",
    ]


def test_what_cannot_be_covered_is_named_with_the_reason() -> None:
    loop = flow(menu("Choose."), rows=[row(reply(say("Again.")))])
    found = explore(loop)
    assert {why for _, why in generate(loop, found, every_edge(found), Path()).left} == {"endless"}


def test_what_only_the_simulator_ends_is_no_scenario() -> None:
    bounded = flow(
        menu("Choose."), rows=[row(reply(menu("More.")), stage="*")], account={"assumptions": {"maxReplies": 1}}
    )
    found = explore(bounded)
    made = generate(bounded, found, every_edge(found), Path())
    assert {(key[2], why) for key, why in made.left} == {("end stopped maxReplies", "stopped")}
    assert not [one for one in generate_shortest(bounded, found, Path()).files if "session: null" in one.text]


def test_a_backend_that_answers_otherwise_is_found_out() -> None:
    changing = with_backend(flow(menu("Choose.")), "python:tests.exploring.backends:changing")
    backends.CHANGED.clear()
    found = explore(changing, bounds=Bounds())
    backends.CHANGED.append(True)
    made = generate(changing, found, every_edge(found), Path())
    backends.CHANGED.clear()
    assert {why for _, why in made.left} == {"unstable"}


def test_a_hang_up_during_a_bridge_is_a_call_of_its_own(tmp_path: Path) -> None:
    bridge = load_flow(flow_file(tmp_path, dial("+60123456789"), say("Bye."), HANGUP))
    found = explore(bridge)
    made = generate(bridge, found, every_edge(found), tmp_path)
    write(made, tmp_path)
    assert replayed(bridge, found, tmp_path) == set(found.edges)


def test_a_change_of_one_menu_changes_the_files_of_that_menu_only() -> None:
    before = [row(reply(say("Sales."), HANGUP), digits="1"), row(reply(say("Help."), HANGUP), digits="2")]
    after = [before[0], row(reply(say("Support."), HANGUP), digits="2")]
    texts = []
    for rows in (before, after):
        changed = flow(menu("Choose."), rows=rows)
        found = explore(changed)
        texts.append({one.name: one.text for one in generate(changed, found, every_edge(found), Path()).files})
    assert texts[0].keys() == texts[1].keys()
    assert [name for name in texts[0] if texts[0][name] != texts[1][name]] == ["2.scenario.yaml"]


def test_names_say_what_the_caller_does() -> None:
    assert title("Desk", Way("2 2 0000")) == "Desk: 2, 2, 0000"
    assert title("Desk", Way("silence silence silence 1")) == "Desk: 3 times silence, 1"
    assert title("Desk", Way("1", ("answered", "busy"))) == "Desk: leg B busy, 1"
    assert title("Desk", Way()) == "Desk: nobody presses anything"


def test_file_names_are_plain_short_and_told_apart() -> None:
    long = Way(" ".join(["1234#"] * 20))
    names = file_names([Way("*7 42#"), Way("*7 42 #"), Way(), long, Way("^1 hangup@12s"), Way("a"), Way("A")])
    assert names[2] == "nothing-pressed.scenario.yaml"
    assert names[4] == "early-1-hangup-at-12s.scenario.yaml"
    assert len({name.lower() for name in names}) == len(names)
    assert all(len(name) <= LONGEST + len(".scenario.yaml") for name in names)


def test_file_names_hold_no_secret() -> None:
    ways = [Way("4711 1"), Way("2580# 47112"), Way("4711 4711"), Way("# 2580")]
    names = file_names([without_secrets(way, ["4711", "2580"]) for way in ways])
    assert [name.removesuffix(".scenario.yaml") for name in names] == [
        "secret1-1", "secret2-hash-47112", "secret1-secret1", "hash-secret2"
    ]  # fmt: skip


def test_places_in_comments() -> None:
    rows = [row(reply({"action": "hangup"}), digits="1"), row(reply(dial("+60123456789")), digits="2")]
    inbound = {"source": "+6591234567", "destination": "+6562345678"}
    answer = row(
        reply(menu("A prompt that is much longer than what a comment has room for, truly.")), callStatus="CALL_RECEIVED"
    )
    found = explore(flow(rows=[answer, *rows], inbound=inbound))
    assert {place_words(place) for place in found.places.values()} == {
        "a call that comes in",
        '"A prompt that is much longer than what…"',
        "a list without words",
        "leg B to +60123456789",
        "the end, BUSY",
        "the end, COMPLETED",
        "the end, COMPLETED by the caller",
        "the end, ERROR -2003",
        "the end, FAILED",
        "the end, NO_ANSWER",
    }
