"""The recipes of docs/emulator.md for tests in other languages, as they stand there."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

import simulator
from tests._markdown import blocks
from tests.server.test_emulator import PAGE

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.nested
@pytest.mark.parametrize(
    ("tool", "language", "file", "command"),
    [
        ("curl", "sh", "recipe.sh", ("sh", "-e")),
        ("node", "js", "recipe.mjs", ("node",)),
        pytest.param("java", "java", "ParcelTest.java", ("java",), marks=pytest.mark.slow),
    ],
)
def test_the_recipe_runs(tmp_path: Path, tool: str, language: str, file: str, command: tuple[str, ...]) -> None:
    if shutil.which(tool) is None:
        pytest.skip(f"{tool} is not installed")
    (code,) = blocks(PAGE, language)
    (tmp_path / file).write_text(code)
    with simulator.Emulator() as emulator:
        known = {**os.environ, "EMULATOR": emulator.base_url}
        done = subprocess.run((*command, file), cwd=tmp_path, env=known, capture_output=True, text=True, timeout=120)
        assert (done.returncode, done.stderr) == (0, "")
        assert [one["status"] for one in emulator.sessions] == ["COMPLETED"]
