"""The front end: messages of the browser are simulated by the widget's traits; its files are shipped and safe."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from simulator.notebook.dial_pad import KEYS, DialPad
from tests.bodies import SCENARIOS

pytest.importorskip("anywidget")

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "simulator" / "notebook"
PAD = ROOT / "simulator" / "render" / "page" / "pad.js"
SCRIPT = PAD.read_text("utf-8") + (FOLDER / "dial_pad.js").read_text("utf-8")
HOTLINE = SCENARIOS / "hotline" / "hotline.flow.yaml"


@pytest.fixture
def pad() -> DialPad:
    return DialPad(HOTLINE)


def click(pad: DialPad, what: Any, key: Any = "") -> None:
    """What the browser does when a button is clicked."""
    number = pad.widget.said.get("number", 0) + 1
    pad.widget.said = {"what": what, "key": key, "number": number}


def test_the_widget_begins_with_the_call_as_it_stands(pad: DialPad) -> None:
    assert pad.widget.view == pad.view
    assert pad.widget is pad.widget


def test_clicks_drive_the_call_and_the_view_follows(pad: DialPad) -> None:
    click(pad, "key", "2")
    assert pad.widget.view["prompt"].startswith("Is it urgent?")
    click(pad, "key", "2")
    assert pad.stepper.keys == "2 2"
    click(pad, "back")
    click(pad, "back")
    click(pad, "back")
    assert pad.widget.view["note"] == "there is no entry before this one"
    click(pad, "restart")
    assert (pad.widget.view["note"], pad.widget.view["keys"]) == ("", "")
    click(pad, "silence")
    click(pad, "hangup")
    assert pad.widget.view["keys"] == "silence hangup"


def test_the_same_key_twice_is_two_presses(pad: DialPad) -> None:
    pad = DialPad(SCENARIOS / "bank-balance" / "bank-balance.flow.yaml")
    click(pad, "key", "1")
    click(pad, "key", "1")
    assert pad.widget.view["held"] == "11"


def test_a_cell_moves_the_widget_too(pad: DialPad) -> None:
    _ = pad.widget
    pad.press("3")
    assert pad.widget.view["over"].startswith("session COMPLETED")


@pytest.mark.parametrize("said", [{}, {"what": None}, {"what": 7, "key": 7}, {"what": "key", "key": ["1"]}])
def test_a_message_that_is_none_does_nothing(pad: DialPad, said: dict[str, Any]) -> None:
    before = pad.view
    pad.widget.said = said
    assert pad.view == before


def test_texts_are_set_as_texts_and_nothing_is_fetched() -> None:
    for risky in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "fetch(",
        "http",
        "import(",
    ):
        assert risky not in SCRIPT


def test_the_script_reads_what_the_view_holds_and_asks_what_the_pad_does(pad: DialPad) -> None:
    assert set(re.findall(r"view\.(\w+)", SCRIPT)) <= set(pad.view)
    listed = re.search(r"const KEYS = \[(.*?)\];", SCRIPT)
    assert listed is not None
    assert "".join(re.findall(r'"(.)"', listed[1])) == KEYS
    actions = re.search(r"const ACTIONS = \{(.*?)\};", SCRIPT)
    assert actions is not None
    names = re.findall(r"(\w+):", actions[1])
    assert names == ["silence", "hangup", "back", "restart"]
    assert all(callable(getattr(pad, name)) for name in names)


def test_script_and_style_are_shipped() -> None:
    shipped = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["package-data"][
        "simulator"
    ]
    files = {file for pattern in shipped for file in (ROOT / "simulator").glob(pattern)}
    assert {PAD, FOLDER / "dial_pad.js", FOLDER / "dial_pad.css"} <= files
