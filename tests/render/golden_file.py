"""Compare an output with its golden file, byte for byte."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

FOLDER = Path(__file__).parent / "golden"


def same_as_golden(name: str, text: str) -> None:
    """Assert that `text` is what the golden file holds; with UPDATE_GOLDEN=1, make it so."""
    file = FOLDER / name
    if os.environ.get("UPDATE_GOLDEN") == "1":
        file.write_bytes(text.encode())
    assert text == file.read_bytes().decode(), f"{name} differs; UPDATE_GOLDEN=1 accepts the new output"


def recorded(name: str, make: Callable[[str], object], given: str) -> str:
    """What `make` once made of `given`, as JSON; with UPDATE_GOLDEN=1, make it now."""
    file = FOLDER / name
    if os.environ.get("UPDATE_GOLDEN") == "1":
        file.write_text(json.dumps(make(given), indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return file.read_text(encoding="utf-8")
