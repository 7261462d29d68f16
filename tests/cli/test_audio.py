"""`callflow run --audio`, `callflow test --audio`, `--files`, `--measure` and `--voice-report`."""

from __future__ import annotations

import json
import os
import stat
import wave
from typing import TYPE_CHECKING, Any

import pytest

from simulator.cli import run as run_command
from simulator.hearing.sound.samples import samples
from simulator.hearing.sound.wav import wav
from simulator.hearing.speech import voice
from simulator.model.diagnostic import Span
from simulator.model.scenario.scenario import Scenario
from simulator.scenario._workers import run_in_workers
from simulator.scenario.suite import load_suite
from simulator.scenario.writing.naming import sound_names

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Callflow

SPEAKS = "cat >/dev/null; cat two.wav"
LENGTH, ESTIMATE = 17_733, 1733
CALL = """\
request:
  callflow:
    - {action: makeCall, params: {source: "+6562345678", destination: "+6591234567"}}
    - {action: say, params: {text: Welcome to the house., voiceProfile: en-GB-Emma}}
    - {action: playFile, params: {fileUrl: "https://files.example/hours.wav"}}
    - {action: hangup}
replies: []
"""
SCENARIOS = """\
scenario: "../../a: |nasty\\0 name / \\u202e"
flow: call.flow.yaml
---
scenario: it ends
flow: call.flow.yaml
expect: {session: COMPLETED}
---
scenario: is refused
request: {}
expect: {answer: -1009}
"""


@pytest.fixture(autouse=True)
def engine(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An espeak-ng that is a script; all else is not installed."""
    monkeypatch.setenv("CALLFLOW_CACHE", str(folder / "cache"))
    bin_ = folder / "bin"
    bin_.mkdir()
    program = bin_ / "espeak-ng"
    program.write_text(f"#!/bin/sh\n{SPEAKS}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    (folder / "two.wav").write_bytes(wav(samples([900] * 32_000)))
    monkeypatch.setenv("PATH", f"{bin_}{os.pathsep}/usr/bin:/bin")
    monkeypatch.setattr("simulator.hearing.engines.nanotts.find_spec", lambda _name: None)
    (folder / "call.flow.yaml").write_text(CALL)
    return program


def length(file: Path) -> float:
    with wave.open(str(file)) as found:
        return float(found.getnframes()) / 16


def test_a_call_is_written_and_what_is_not_heard_is_told(callflow: Callflow, folder: Path) -> None:
    done = callflow("run call.flow.yaml --dtmf '' --audio out/call.wav --format json")
    assert done.status == 0
    assert length(folder / "out" / "call.wav") == json.loads(done.out)["trace"][-1]["at"]
    assert done.err.splitlines() == [
        'callflow: "https://files.example/hours.wav" is silence: nothing is fetched from another machine '
        "(--files FOLDER has files under their address or name)"
    ]
    again = callflow("run call.flow.yaml --dtmf '' --audio again.wav --format json")
    assert again.out == done.out
    assert (folder / "again.wav").read_bytes() == (folder / "out" / "call.wav").read_bytes()


def test_files_are_played_and_measured(callflow: Callflow, folder: Path) -> None:
    (folder / "sounds").mkdir()
    (folder / "sounds" / "hours.wav").write_bytes(wav(samples([9] * 48_000)))
    done = callflow("run call.flow.yaml --dtmf '' --audio call.wav --files sounds --measure --format json")
    assert (done.status, done.err) == (0, "")
    run = json.loads(done.out)
    (hours,) = [event for event in run["trace"] if event.get("fileUrl")]
    assert hours["length"] == 3000
    assert length(folder / "call.wav") == run["trace"][-1]["at"] == hours["at"] + 3000


def test_the_report_says_how_far_spoken_lengths_are_from_the_estimate(callflow: Callflow) -> None:
    done = callflow("run call.flow.yaml --dtmf '' --voice-report")
    assert done.out.splitlines()[-3:] == [
        "voice report: each prompt once, estimated and heard",
        '     1.7 s     2.0 s    +15 %  "Welcome to the house."',
        "    10.0 s         -        -  https://files.example/hours.wav",
    ]
    report: list[dict[str, Any]] = json.loads(callflow("run call.flow.yaml --voice-report --format json").out)["voice"]
    assert report == [
        {
            "text": "Welcome to the house.",
            "voice": "en-GB-Emma",
            "speed": 1.0,
            "estimate": ESTIMATE,
            "heard": 2000,
            "off": 15.4,
        },
        {"fileUrl": "https://files.example/hours.wav", "speed": 1.0, "estimate": 10_000, "heard": None, "off": None},
    ]
    (folder_less,) = [json.loads(callflow("run call.flow.yaml --format json").out)]
    assert "voice" not in folder_less


def test_a_refused_request_has_no_sound(callflow: Callflow, folder: Path) -> None:
    (folder / "bad.json").write_text("{}")
    done = callflow("run bad.json --audio call.wav --voice-report")
    assert done.status == 1
    assert not (folder / "call.wav").exists()
    assert '"call.wav" is not written: there was no call' in done.err
    assert done.out.endswith("voice report: nothing is heard\n")
    assert json.loads(callflow("run bad.json --voice-report --format json").out)["voice"] == []


def test_without_an_engine_it_is_said_once(callflow: Callflow, folder: Path, engine: Path) -> None:
    engine.unlink()
    os.environ["PATH"] = str(engine.parent)
    done = callflow("run call.flow.yaml --dtmf '' --audio call.wav --voice-report")
    assert [line for line in done.err.splitlines() if "engine" in line] == [f"callflow: {voice.NO_ENGINE}"]
    assert length(folder / "call.wav") == LENGTH


def test_an_engine_that_hangs_costs_its_time_once(
    callflow: Callflow, folder: Path, engine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine.write_text("#!/bin/sh\nsleep 60\n")
    monkeypatch.setattr("simulator.hearing.speech.voice.SECONDS", 0.3)
    done = callflow("run call.flow.yaml --dtmf '' --audio call.wav")
    assert done.status == 0
    assert "espeak-ng hung and was ended after 0.3 s" in done.err
    assert length(folder / "call.wav") == LENGTH


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("run call.flow.yaml --files .", "--files goes with --audio or --measure or --voice-report"),
        ("run call.flow.yaml --measure --files nowhere", '--files "nowhere" is no folder'),
        ("run call.flow.yaml --audio cache.wav", '"cache.wav" exists and is not overwritten'),
        ("run call.flow.yaml --audio -", "expected the name of a file"),
        ("run call.flow.yaml --audio bin", '"bin" is a folder: name a file in it'),
        ("run call.flow.yaml --audio call.flow.yaml --force", "is read by this command"),
        ("run call.flow.yaml --audio x.json --output x.json", "is named for two results"),
        ("test all.scenario.yaml --files .", "--files goes with --audio"),
        ("test all.scenario.yaml --audio cache.wav", '--audio "cache.wav" is no folder'),
        ("serve --files nowhere", '--files "nowhere" is no folder'),
    ],
)
def test_what_cannot_be_done_is_refused_before_anything_runs(
    callflow: Callflow, folder: Path, line: str, told: str
) -> None:
    (folder / "all.scenario.yaml").write_text(SCENARIOS)
    (folder / "cache.wav").write_text("mine")
    done = callflow(line)
    assert (done.status, done.out) == (2, "")
    assert told in done.err
    assert (folder / "cache.wav").read_text() == "mine"


def test_a_person_at_a_terminal_cannot_have_all_of_it(monkeypatch: pytest.MonkeyPatch, callflow: Callflow) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    assert "--measure goes with --dtmf" in callflow("run call.flow.yaml --measure").err
    assert "--voice-report goes with --dtmf" in callflow("run call.flow.yaml --voice-report").err


def test_a_call_that_a_person_takes_is_heard_too(
    monkeypatch: pytest.MonkeyPatch, callflow: Callflow, folder: Path
) -> None:
    monkeypatch.setattr(run_command, "_somebody_is_there", lambda *_: True)
    monkeypatch.setattr("sys.stdin.readline", lambda: "quit\n", raising=False)
    assert callflow("run call.flow.yaml --audio call.wav").status == 0
    assert length(folder / "call.wav") == LENGTH


def test_a_call_that_is_stopped_while_it_is_written_leaves_no_half_of_it(
    monkeypatch: pytest.MonkeyPatch, callflow: Callflow, folder: Path
) -> None:
    def stopped(*_: object) -> bytes:
        raise KeyboardInterrupt

    (folder / "call.wav").write_text("mine")
    monkeypatch.setattr("simulator.hearing.recording.fitted", stopped)
    assert callflow("run call.flow.yaml --dtmf '' --audio call.wav --force").status == 130
    assert (folder / "call.wav").read_text() == "mine"
    assert not [one for one in folder.iterdir() if one.name.startswith(".callflow")]


def test_each_scenario_is_heard_under_a_safe_name(callflow: Callflow, folder: Path) -> None:
    (folder / "all.scenario.yaml").write_text(SCENARIOS)
    done = callflow("test all.scenario.yaml --audio sounds")
    assert done.status == 0, done
    assert sorted(one.name for one in (folder / "sounds").iterdir()) == ["a-nasty-name.wav", "it-ends.wav"]
    assert [length(one) for one in (folder / "sounds").iterdir()] == [LENGTH, LENGTH]
    assert done.err.count("is silence") == 1
    again = callflow("test all.scenario.yaml --audio sounds")
    assert again.status == 2
    assert "exists and is not overwritten" in again.err
    assert callflow("test all.scenario.yaml --audio sounds --force --workers 2").status == 0


def test_scenarios_are_timed_by_the_files_own_lengths(callflow: Callflow, folder: Path) -> None:
    (folder / "sounds").mkdir()
    (folder / "sounds" / "hours.wav").write_bytes(wav(samples([9] * 48_000)))
    (folder / "a.scenario.yaml").write_text(
        "scenario: short\nflow: call.flow.yaml\nexpect: {duration: {below: 11s}}\n"
        "---\nscenario: shorter\nflow: call.flow.yaml\nexpect: {duration: {below: 5s}}\n"
        "---\nscenario: with a fault that never strikes\nflow: call.flow.yaml\nfaults: [{say: failed}]\n"
    )
    assert callflow("test a.scenario.yaml").out.count("below") == 2
    done = callflow("test a.scenario.yaml --measure --files sounds")
    assert done.err == ""
    assert done.out.count("below") == 1
    assert "callflow test a.scenario.yaml:5 --measure --files sounds" in done.out
    (one,) = run_in_workers(
        load_suite([folder / "a.scenario.yaml"]).scenarios[:1], 1, (None, None, "sounds"), trails=False
    )
    assert one.outcome == "pass"


def test_files_that_cannot_be_measured_are_told(callflow: Callflow, folder: Path) -> None:
    (folder / "a.scenario.yaml").write_text("scenario: a\nflow: call.flow.yaml\nexpect: {duration: {below: 5s}}\n")
    done = callflow("test a.scenario.yaml --measure")
    assert 'hours.wav" is silence: nothing is fetched' in done.err
    assert "--measure" in done.out
    assert "--files" not in done.out


def test_names_are_told_apart() -> None:
    given = ["Pay", "pay!", "支払い", "x" * 200, "con", "a-b"]
    found = sound_names([Scenario(name, "a.scenario.yaml", Span()) for name in given])
    assert len({*found}) == len(given)
    assert found[-1] == "a-b.wav"
    assert [len(name) <= 64 for name in found] == [True] * 6
    assert [name[:4] for name in found] == ["pay-", "pay-", "scen", "xxxx", "con-", "a-b."]


@pytest.mark.parametrize("line", ["run call.flow.yaml --audio hours.wav", "test a.scenario.yaml --audio ."])
def test_a_file_that_is_heard_is_no_place_for_a_sound(callflow: Callflow, folder: Path, line: str) -> None:
    (folder / "a.scenario.yaml").write_text("scenario: hours\nflow: call.flow.yaml\n")
    (folder / "hours.wav").write_bytes(wav(samples([0] * 800)))
    before = (folder / "hours.wav").read_bytes()
    done = callflow(f"{line} --files . --force")
    assert done.status == 2
    assert 'hours.wav" is read by this command (--files)' in done.err
    assert (folder / "hours.wav").read_bytes() == before
