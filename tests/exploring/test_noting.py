"""Texts that note what they are compared with: entries that stand in no source are found, where it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from simulator.api.exploration import explore
from simulator.cli.base.main import run_command_line
from simulator.errors import UsageError
from simulator.exploring.search.explorer import Bounds
from simulator.responders.noting import MOST, NotingText
from tests.exploring import noting_bank

if TYPE_CHECKING:
    from pathlib import Path

BACKEND = "python:tests.exploring.noting_bank:"
MENU = {"callflow": [{"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}}]}
NAMED = "a text that the backend compares entries with"


@pytest.mark.parametrize(
    ("function", "digits"),
    [
        ("equal", "9021"),
        ("unequal", "9021"),
        ("listed", "9021"),
        ("ends", "9021"),
        ("in_parts", "8800"),
        ("environment", "7345"),
    ],
)
def test_what_is_worked_out_while_it_runs_is_found(function: str, digits: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BANK_PIN", "7345")
    assert "Welcome." not in str(explore(MENU, legs=["answered"], backend=BACKEND + function))
    found = explore(MENU, legs=["answered"], backend=BACKEND + function, note_comparisons=True)
    assert "Welcome." in str(found)
    ((hint, *_),) = [tried.mattered for tried in found.behaviour.tried.values()]
    assert hint.digits == digits
    assert NAMED in hint.origin
    assert hint.source, "it is a secret, which is masked where it is shared"
    assert digits not in found.render("html")


def test_what_is_noted_has_an_end() -> None:
    noting_bank.numbers.clear()
    found = explore(MENU, legs=["answered"], backend=BACKEND + "counts", note_comparisons=True, bounds=Bounds(walks=1))
    assert found.behaviour.ground != "proved"
    text = NotingText.of("1", {})
    assert not any(text == str(number) for number in range(2, 2 * MOST))
    assert len(text.noted) == MOST


def test_a_text_that_notes_is_one_as_any_other() -> None:
    text = NotingText.of("*1234#", {})
    assert {"*1234#": 1}[text] == 1
    assert text != "1234"
    assert text.strip("*#") == "1234"
    assert (text[0], text[1:3], text.startswith("*12"), text.endswith("4", 0, 5)) == ("*", "12", True, True)
    assert text.startswith(("9", "*"))
    assert not text.endswith(("x", "0"))
    assert text.lstrip("*") == "1234#"
    assert text.rstrip("#") == "*1234"
    assert text != 1234
    assert text != "four"
    assert list(text.noted) == ["*1234#", "1234", "*12", "4", "*", "12", "9", "0", "1234#", "*1234"]


@pytest.mark.parametrize("backend", ["wsgi:tests.exploring.noting_bank:equal", "http://127.0.0.1:9/"])
def test_only_a_function_can_be_given_them(backend: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "m.flow.yaml").write_text(f"request: {MENU}\nbackend: {backend}\n")
    assert run_command_line(["explore", str(tmp_path / "m.flow.yaml"), "--note-comparisons"]) == 2
    assert "only a function in this process (python:)" in capsys.readouterr().err
    with pytest.raises(UsageError, match="only a function"):
        explore({**MENU}, note_comparisons=True)
