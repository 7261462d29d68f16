"""Compare an output with its golden file: the same bytes, but for style sheets and the script, which are named only."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.render.graph._style import style_sheet
from simulator.render.page.style import script, script_hash, sheet

if TYPE_CHECKING:
    from collections.abc import Callable

FOLDER = Path(__file__).parent / "golden"
ENDINGS = {"cobertura": "xml", "github": "github.txt", "markdown": "md", "mermaid": "mmd", "text": "txt"}
"""How the golden file of a format ends; one without a row ends in its name."""


def same_as_golden(name: str, text: str) -> None:
    """Assert that `text` is what the golden file holds; with UPDATE_GOLDEN=1, make it so."""
    file, held = FOLDER / name, without_styles(text)
    if os.environ.get("UPDATE_GOLDEN") == "1":
        file.write_bytes(held.encode())
    assert held == file.read_bytes().decode(), f"{name} differs; `make goldens` accepts the new output"


def without_styles(text: str) -> str:
    """The text with a name for each whole style sheet and script: a change of theirs changes no golden."""
    texts = {sheet(): "/* page.css */", style_sheet(): "/* the style of drawings */",
             script(): "/* drawing.js */", script_hash(): "'the hash of drawing.js'"}  # fmt: skip
    for whole, name in texts.items():
        text = text.replace(whole, name)
    return text


def ending(format_name: str) -> str:
    """The ending of a format's golden file."""
    return ENDINGS.get(format_name, format_name)


def recorded(name: str, make: Callable[[str], object], given: str) -> str:
    """What `make` once made of `given`, as JSON; with UPDATE_GOLDEN=1, make it now."""
    file = FOLDER / name
    if os.environ.get("UPDATE_GOLDEN") == "1":
        file.write_text(json.dumps(make(given), indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return file.read_text(encoding="utf-8")
