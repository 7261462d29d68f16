"""A person at the terminal: prompts appear, keys are pressed, entries are taken back, the call is kept."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from simulator.cli.base.main import run_command_line
from simulator.loading.yaml.text import load_yaml
from simulator.running.starter import write_starter

FLOW = "booking.flow.yaml"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def talk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Types lines at `callflow run`; gives the exit status and what was shown."""
    write_starter(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")

    def typed(*lines: str, file: str = FLOW, options: tuple[str, ...] = ()) -> tuple[int, str]:
        out = Terminal()
        monkeypatch.setattr(sys, "stdin", Terminal("".join(f"{line}\n" for line in lines)))
        monkeypatch.setattr(sys, "stdout", out)
        return run_command_line(["run", file, *options]), out.getvalue()

    return typed


def test_prompts_appear_and_keys_are_pressed(talk: Any) -> None:
    status, shown = talk("1", "2", "quit")
    assert status == 0
    assert shown.index("To book a table") < shown.index("Press 1 for today") < shown.index("Your table is booked")
    assert shown.count("session COMPLETED after") == 1


def test_the_end_of_the_input_leaves_and_the_caller_is_silent(talk: Any) -> None:
    assert talk()[0] == 0
    assert talk("1")[0] == 0


def test_back_undoes_one_entry_and_only_that(talk: Any) -> None:
    _, shown = talk("1", "2", "back", "back", "2", "quit")
    assert shown.count("--- back to") == 2
    assert "I put you through." in shown.rpartition("--- back to")[2]


def test_there_is_nothing_before_the_first_entry(talk: Any) -> None:
    assert "there is no entry before this one" in talk("back", "quit")[1]


def test_restart_begins_anew(talk: Any) -> None:
    _, shown = talk("9", "restart", "1", "quit")
    assert shown.count("dials +6591234567") == 2
    assert "Press 1 for today" in shown.rpartition("--- from the beginning")[2]


def test_what_is_no_key_is_said_and_asked_again(talk: Any) -> None:
    _, shown = talk("hangupp", "help", "", "9", "1", "quit")
    assert 'did you mean "hangup"?' in shown
    assert shown.count("undo the last entry") == 2
    assert "nobody is on the phone any more" in shown


def test_a_hang_up_at_a_time_of_its_own_answers_no_entry(talk: Any) -> None:
    _, shown = talk("hangup@12s", "silence", "hangup@2s", "quit")
    assert "caller    hangs up" in shown
    _, shown = talk("silence", "hangup@2s", "quit")
    assert "that moment has passed" in shown


def test_save_keeps_the_call_and_it_passes(talk: Any, capsys: pytest.CaptureFixture[str]) -> None:
    status, shown = talk(
        "1", "back", "1", "hangup@60s", "save kept.scenario.yaml", "save kept.scenario.yaml", "save x", "2", "quit"
    )
    assert status == 0
    assert "saved: callflow test kept.scenario.yaml" in shown
    assert "exists and is not overwritten" in shown
    assert "expected NAME.scenario.yaml" in shown
    assert run_command_line(["test", "kept.scenario.yaml"]) == 0


def test_save_as_an_option_keeps_the_call_at_the_end(talk: Any) -> None:
    assert talk("1", "1", "quit", options=("--save", "end.scenario.yaml"))[0] == 0
    assert run_command_line(["test", "end.scenario.yaml"]) == 0
    assert 'captured: ["1", "1"]' in Path("end.scenario.yaml").read_text("utf-8")


def test_a_refused_request_is_not_talked_to(talk: Any, capsys: pytest.CaptureFixture[str]) -> None:
    Path("no.json").write_text('{"callflow": []}')
    assert talk("1", file="no.json")[0] == 1
    assert "-1009" in capsys.readouterr().err


def test_with_keys_nobody_is_asked(talk: Any) -> None:
    assert "keys (or" not in talk(options=("--dtmf", "9"))[1]


def test_what_is_asked_is_shown_again_after_back(talk: Any) -> None:
    _, shown = talk("1", "back", "quit")
    after = shown.rpartition("--- back to")[2].splitlines()
    assert 'platform  asks "Welcome. To book a table' in after[1]


@pytest.mark.parametrize(
    ("said", "comes"),
    [
        (["busy"], "leg B is over: BUSY"),
        (["noAnswer"], "leg B is over: NO_ANSWER"),
        (["failed:404"], "leg B is over: FAILED (SIP 404)"),
        (["answered:3s,talks:5s"], "bridges leg A and leg B"),
        ([""], "bridges leg A and leg B"),
        (["bsy", "busy"], 'did you mean "busy"?'),
    ],
)
def test_the_person_says_what_leg_b_comes_to(said: list[str], comes: str, talk: Any) -> None:
    _, shown = talk("2", *said, "quit")
    assert shown.count("leg B rings at +") == len(said)
    assert comes in shown
    assert shown.index("(leg B)") < shown.index("leg B rings at") < shown.index("the call is over")


def test_leaving_at_the_leg_leaves_and_going_back_asks_again(talk: Any) -> None:
    for lines in (("2", "quit"), ("2",)):
        _, shown = talk(*lines)
        assert "bridges leg A and leg B" not in shown
        assert shown.count("leg B rings at") == 1
    _, shown = talk("2", "busy", "back", "2", "noAnswer", "quit")
    assert shown.count("leg B rings at") == 2
    assert "NO_ANSWER" in shown.rpartition("--- back to")[2]


def test_a_leg_that_was_named_is_not_asked_for_and_one_that_was_chosen_is_kept(talk: Any) -> None:
    options = ("--leg", "answered", "--leg", "busy")
    assert "leg B rings" not in talk("2", "quit", options=options)[1]
    status, shown = talk("2", "busy", "save kept.scenario.yaml", "quit", options=("--save", "end.scenario.yaml"))
    assert "saved: callflow test kept.scenario.yaml" in shown
    for name in ("kept.scenario.yaml", "end.scenario.yaml"):
        assert load_yaml(Path(name).read_bytes()).data["legs"] == ["answered", "busy"]
        assert run_command_line(["test", name]) == 0
    assert status == 0


@pytest.mark.parametrize(
    ("word", "meant"),
    [("bakc", "back"), ("Back", "back"), ("restrat", "restart"), ("qiut", "quit"), ("hlep", "help"), ("svae", "save")],
)
def test_a_misspelt_command_is_told_the_nearest(word: str, meant: str, talk: Any) -> None:
    _, shown = talk(word, "quit")
    assert f'"{word}" is neither a key nor a command: did you mean {meant}?' in shown


def test_what_is_near_to_no_command_is_told_of_keys(talk: Any) -> None:
    _, shown = talk("xyz", "silense", "12w", "quit")
    assert '"x" in the key token "xyz" is no key' in shown
    assert 'did you mean "silence"?' in shown
    assert "ends in a pause" in shown


def test_quiet_shows_what_is_heard_and_pressed_only(talk: Any) -> None:
    _, shown = talk("1", "2", "quit", options=("--quiet",))
    lines = [line for line in shown.splitlines() if line[:2] == "00"]
    assert lines
    assert all(" asks " in line or " says " in line or " presses " in line for line in lines)
    assert "dials" not in shown


@pytest.mark.parametrize("form", ["json", "text", "html", "webhooks"])
def test_what_is_asked_for_in_files_is_written_after_the_talk(form: str, talk: Any, tmp_path: Path) -> None:
    options = (
        "--output",
        "out.txt",
        "--format",
        form,
        "--format",
        "mermaid:in/more.txt",
        "--record-replies",
        "t.flow.yaml",
    )
    status, shown = talk("1", "2", "quit", options=options)
    assert status == 0
    assert "Press 1 for today" in shown
    for name in ("out.txt", "in/more.txt", "t.flow.yaml"):
        assert (tmp_path / name).stat().st_size > 100


def test_standard_output_is_what_was_asked_for_alone(talk: Any) -> None:
    """Nobody is asked where the answer is for a program."""
    status, shown = talk("1", options=("--format", "json"))
    assert (status, json.loads(shown)["captures"][0]["digits"]) == (0, "")
