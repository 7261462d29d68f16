"""The fenced blocks of our Markdown pages, and how they are executed."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

from attrs import frozen

from simulator.cli.base.main import run_command_line

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)
INSTALL = ("venv", "pip ", "git clone")
"""A command with one of these installs something, and is run by .ci/run instead."""


@frozen
class Command:
    """A `$ command` of a console block, and the output that the page promises ("" for none)."""

    line: str
    output: str

    @property
    def installs(self) -> bool:
        return any(word in self.line for word in INSTALL)


def blocks(page: Path, language: str) -> list[str]:
    """The content of every block of a language, in order."""
    return [code for found, code in _FENCE.findall(page.read_text(encoding="utf-8")) if found == language]


def commands(page: Path) -> list[Command]:
    """Every command of every console block; a line that ends in a backslash goes on in the next."""
    found = []
    for block in blocks(page, "console"):
        for part in re.split(r"^\$ ", block.replace("\\\n", " "), flags=re.M)[1:]:
            line, _, output = part.partition("\n")
            found.append(Command(line.strip(), output.rstrip("\n")))
    return found


def call(line: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    """Run a `callflow ...` (or `python -m simulator ...`) line in this process: status, output, errors."""
    words = shlex.split(line, comments=True)
    start = 1 if words[0].endswith("callflow") else words.index("simulator") + 1
    status = run_command_line(words[start:])
    shown = capsys.readouterr()
    return status, shown.out, shown.err


def execute(page: Path) -> None:
    """Run every Python block of a page in one namespace, as a reader would from top to bottom."""
    scope: dict[str, object] = {"__name__": "__main__"}
    for block in blocks(page, "python"):
        exec(compile(block, str(page), "exec"), scope)
