"""The page on traffic: its command shows what the page shows, and its code runs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tests._markdown import call, commands, execute

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "traffic.md"


def test_its_command_shows_what_it_says(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """But for what three dots stand for; the rest is there in its order."""
    monkeypatch.chdir(ROOT)
    (command,) = commands(PAGE)
    status, out, _ = call(command.line, capsys)
    assert status == 0
    left = iter(out.splitlines())
    for line in command.output.splitlines():
        assert line == "..." or line in left, line


def test_its_code_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    execute(PAGE)
