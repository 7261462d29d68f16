"""Words that belong to one session: a suite that is generated or saved leaves them open, and nothing else."""

from __future__ import annotations

import json
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import simulator
from simulator.cli.base.main import run_command_line
from simulator.model.call.wanted import Words
from simulator.scenario.expectations.base.known import expectations
from simulator.scenario.suite import load_suite, run_suite, scenario_files
from simulator.scenario.writing.asserted import asserted
from simulator.scenario.writing.retold import Retold
from tests.scenario.calls import CALL, HANGUP, ask, say

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.slow

NUMBERS = count(17)
CHANGED: list[bool] = []
"""Whether each backend has other words around those of the session."""


def _spelled(sid: str) -> str:
    return " ".join(str(int(one, 16) % 10) for one in sid[-6:])


SPOKEN: dict[str, Callable[[str], str]] = {
    "whole": lambda sid: f"Your ticket is {sid}. Goodbye.",
    "inside": lambda sid: f"Case recovered_{sid}, noted.",
    "end": lambda sid: f"Reference {sid[-6:].upper()} for you.",
    "spelled": lambda sid: f"Your number is {_spelled(sid)} , write it down.",
    "counted": lambda _sid: f"You are caller {next(NUMBERS)} today.",
    "first": lambda sid: f"{sid} is your ticket.",
    "alone": lambda sid: sid,
    "twice": lambda sid: f"Ticket {sid[-4:]}. I repeat: {sid[-4:]}. Thank you.",
}


PARTS = ("end", "spelled", "counted", "twice")
"""Those of which exploration cannot tell that only the session differs."""


def _reply(*actions: dict[str, Any]) -> dict[str, Any]:
    return {"callflow": [*actions, HANGUP]}


def _backend(words: Callable[[str], str]) -> Callable[[dict[str, Any]], object]:
    def backend(body: dict[str, Any]) -> object:
        more = [say("And one thing more.")] if CHANGED else []
        return _reply(say(words(body["payload"]["sessionId"])), *more)

    return backend


def plays(body: dict[str, Any]) -> object:
    """A file whose address has the id."""
    sid = body["payload"]["sessionId"]
    other = "late" if CHANGED else "wait"
    return _reply({"action": "playFile", "params": {"fileUrl": f"https://x.example/{other}/{sid}.wav"}})


def asks(body: dict[str, Any]) -> object:
    """A menu whose prompt has the id, so that a step hears it."""
    if body["payload"]["dtmf"] is None or body["payload"].get("clientActionId"):
        return _reply(say("Closed." if CHANGED else "Bye."))
    prompt = f"Case {body['payload']['sessionId']}. To go on press 5."
    return {"clientActionId": "case", "callflow": [ask(prompt)]}


def stages(body: dict[str, Any]) -> object:
    """Stages that are named after the session."""
    stage, _, sid = (body["payload"].get("clientActionId") or "").partition(":")
    if body["payload"]["dtmf"] is None or stage == "second":
        return _reply(say("Closed." if CHANGED else "Bye."))
    sid = body["payload"]["sessionId"]
    return {"clientActionId": f"{'second' if stage else 'first'}:{sid}", "callflow": [ask("To go on press 5.")]}


def dials(body: dict[str, Any]) -> object:
    """A conference room of its own for each session."""
    room = f"+4477009{int(body['payload']['sessionId'][-5:], 16) % 100000:05}"
    desk = {"action": "makeCall", "params": {"source": "+442079460123", "destination": room}}
    return _reply(desk)


def shuffles(_body: dict[str, Any]) -> object:
    """One prompt more every other time: nothing can be promised."""
    return _reply(*[say("Something.")] * (1 + next(NUMBERS) % 2))


def __getattr__(name: str) -> object:
    if name in SPOKEN:
        return _backend(SPOKEN[name])
    raise AttributeError(name)


@pytest.fixture(autouse=True)
def _unchanged() -> None:
    CHANGED.clear()


def flow_file(folder: Path, name: str) -> Path:
    given = {
        "flow": "Tickets",
        "request": {"callflow": [CALL, ask("Press 1.")]},
        "backend": f"python:{__name__}:{name}",
    }
    file = folder / "t.flow.yaml"
    file.write_text(json.dumps(given), encoding="utf-8")
    return file


def failing(folder: Path) -> int:
    suite = load_suite(scenario_files([folder.as_posix()]))
    return sum(verdict.outcome == "fail" for verdict in run_suite(suite).verdicts)


@pytest.mark.parametrize("name", [*SPOKEN, "plays", "asks", "stages"])
@pytest.mark.parametrize("seed", [None, 7])
def test_a_generated_suite_passes_on_itself_and_fails_where_more_than_the_session_differs(
    name: str, seed: int | None, tmp_path: Path
) -> None:
    flow = flow_file(tmp_path, name)
    made = simulator.generate(flow, tmp_path / "made", legs=["answered"], seed=seed)
    assert made.made.left == () or name in PARTS
    made.write()
    assert [failing(tmp_path / "made") for _ in range(3)] == [0, 0, 0]
    CHANGED.append(True)
    assert failing(tmp_path / "made") > 0


@pytest.mark.parametrize("name", ["whole", "inside", "end", "first", "alone", "twice", "plays", "asks"])
def test_a_saved_call_passes_in_another_session(name: str, tmp_path: Path) -> None:
    flow, file = flow_file(tmp_path, name), tmp_path / "kept.scenario.yaml"
    run_command_line(["run", str(flow), "--dtmf", "1 5", "--save", str(file)])
    assert failing(file) == 0
    CHANGED.append(True)
    assert failing(file) == 1


def test_an_updated_file_passes_in_another_session(tmp_path: Path) -> None:
    flow_file(tmp_path, "asks")
    file = tmp_path / "a.scenario.yaml"
    file.write_text(
        "scenario: a\nflow: t.flow.yaml\ncaller: ['1', {hears: nothing, press: '5'}]\n"
        "expect: {heard: [x, y], hears: [z], dials: ['+442079460123']}\n",
        encoding="utf-8",
    )
    assert run_command_line(["test", str(file), "--update"]) == 0
    assert file.read_text("utf-8").count("Case .+ To go on press 5") == 2
    assert "dials: []" in file.read_text("utf-8")
    assert failing(file) == 0
    assert failing(file) == 0


def test_where_calls_do_not_even_hear_as_much_the_suite_says_less(tmp_path: Path) -> None:
    made = simulator.generate(flow_file(tmp_path, "shuffles"), tmp_path / "made", legs=["answered"])
    texts = [one.text for one in made.files if "Something" in one.text]
    assert texts
    assert all("\n  hears:" in text and "duration" not in text for text in texts)


def test_the_time_is_left_open_where_words_of_a_session_are_spoken_and_not_where_a_file_has_another_name(
    tmp_path: Path,
) -> None:
    for name, timed in (("whole", False), ("counted", False), ("plays", True)):
        made = simulator.generate(flow_file(tmp_path, name), tmp_path / "made", legs=["answered"])
        texts = [one.text for one in made.files if '- "/^' in one.text]
        assert texts
        assert {"duration: {above" in text for text in texts} == {timed}


def test_numbers_are_left_open_where_each_session_dials_its_own(tmp_path: Path) -> None:
    flow = flow_file(tmp_path, "dials")
    one, two = (simulator.run(flow, "1", seed=seed) for seed in (1, 2))
    assert [list(expectations()["dials"].saved(one, Retold(one, again=again))) for again in (two, one, None)] == [
        [],
        ['dials: ["+447700974395"]  # the numbers dialled after leg A'],
        ['dials: ["+447700974395"]  # the numbers dialled after leg A'],
    ]


@pytest.mark.parametrize(
    ("said", "mark", "other", "expected"),
    [
        ("Hello there.", "beef", None, "Hello there."),
        ("Hello there.", "", "Hello  there.", "Hello there."),
        ("Ticket 12-BEEF. Bye.", "beef", None, r"/^Ticket .+ Bye\.$/"),
        ("a beef b beef", "beef", None, "/^a .+ b .+$/"),
        ("beef beef", "beef", None, "/^.+$/"),
        ("Caller 17 of 20.", "", "Caller 18 of 20.", r"/^Caller .+ of 20\.$/"),
        ("Code 1 2 3 now", "", "Code 1 9 3 now", "/^Code .+ now$/"),
        ("Wait a minute", "", "Wait minute", "/^.+ minute$/"),
        ("Wait minute", "", "Wait a minute", "/^.+ minute$/"),
        ("Hello", "", "", "/^.*$/"),
        ("/x/", "", None, "/^/x/$/"),
        ("/", "", "a /", "/^.+$/"),
        ("/wait", "", "back/wait", "/^.*/wait$/"),
        ("back/wait", "", "/wait", "/^.*/wait$/"),
        ("host/back/wait", "", "host//wait", "/^host/.*/wait$/"),
    ],
)
def test_what_is_left_open(said: str, mark: str, other: str | None, expected: str) -> None:
    assert asserted(said, mark, other).text == expected


TEXTS = st.lists(
    st.sampled_from(["a", "the", "press", "1", "42", "9.", "beef", "BEEF-7", "/", "x.y", "(z"]), min_size=1
)


@given(TEXTS, TEXTS, st.sampled_from(["", "beef"]))
def test_what_is_asserted_holds_in_both_sessions(words: list[str], others: list[str], mark: str) -> None:
    said, other = " ".join(words), " ".join(others)
    found = asserted(said, mark, other)
    assert found.is_all_of(said)
    assert found.is_all_of(other)
    alone = asserted(said, mark)
    assert alone.is_all_of(said)
    assert isinstance(alone, Words)
