"""docs/voice.md: its commands and its code run, where nobody speaks too, and its numbers are those of the code."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from simulator.hearing.files import loopback, sound_files
from simulator.hearing.sound import keypad, samples
from simulator.hearing.speech import cache, child, fitting, voice
from tests._markdown import call, commands, execute

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "voice.md"


@pytest.fixture(autouse=True)
def _nobody_speaks(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("simulator.hearing.engines.nanotts.find_spec", lambda _name: None)
    shutil.copytree(ROOT / "scenarios", tmp_path / "scenarios")
    monkeypatch.chdir(tmp_path)


def test_its_commands_run(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for command in commands(PAGE):
        status, _, err = call(command.line, capsys)
        assert status == 0, err
        assert voice.NO_ENGINE in err
    assert {one.name for one in tmp_path.glob("*.wav")} == {"hotline.wav", "hours.wav"}
    assert len([*(tmp_path / "sounds").iterdir()]) > 10


def test_its_code_runs() -> None:
    execute(PAGE)


def test_its_numbers_are_those_of_the_code() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert f"has {child.SECONDS:g} s for each" in text
    assert f"{cache.MOST_BYTES >> 20} MB at most" in text
    assert f"{samples.RATE:,} samples a second" in text
    assert f"{keypad.ON} ms from the millisecond" in text
    assert (
        f"faster than {keypad.ON + keypad.GAP} ms are shorter, {keypad.LEAST} ms at least with {keypad.GAP} ms" in text
    )
    assert f"at most {fitting.MOST:.0%}".replace("%", " %") in text
    assert f"{loopback.SECONDS:g} s and {sound_files.MOST_BYTES >> 10} KB" in text.replace("\n", " ")
    assert cache.VARIABLE in text
    assert voice.MOST_CRASHES == 3
