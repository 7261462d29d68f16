"""Commands run in this process, in a folder of their own, with all that they write caught and looked at."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from simulator.cli.base import parser
from simulator.cli.base.main import run_command_line
from simulator.cli.base.pipelining import steps
from simulator.cli.base.process import own_command
from simulator.server import serving

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Self

ROOT = Path(__file__).parents[2]
SCENARIOS, STARTER = ROOT / "scenarios", ROOT / "simulator" / "starter"
_FORGED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]|^[ \t]*(?:::error::|##\\[error)FORGED", re.M
)
"""What would begin a line, colour or reorder a terminal, and what a test would have as a line of its own."""


class ForgedError(AssertionError):
    """A text of a user's file stands in an output as it was."""


@contextlib.contextmanager
def workshop() -> Iterator[Path]:
    """A folder with the files of the starter and of the hotline, the working folder while it lasts."""
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as top:
        folder = Path(top) / "a" / "b"
        shutil.copytree(STARTER, folder)
        for file in ("hotline/hotline.flow.yaml", "hotline/sales.json", "booking/request.json"):
            shutil.copy(SCENARIOS / file, folder)
        os.chdir(folder)
        try:
            yield folder
        finally:
            os.chdir(before)


async def _ended(*_: object) -> None:
    """In place of a server that runs until somebody ends it."""


class _Child:
    """In place of a process of a command of ours: the command is run here, where what it raises is seen."""

    def __init__(self, line: list[str], **_: object) -> None:
        words = line[len(own_command([])) :]
        self.returncode, said = _ran(*words)
        self.stdout = io.StringIO("".join(said))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """It has ended."""


_INSTEAD: tuple[tuple[object, str, Any], ...] = (
    (serving, "serve", _ended),
    (steps, "subprocess", SimpleNamespace(Popen=_Child, PIPE=subprocess.PIPE, STDOUT=subprocess.STDOUT)),
    (parser, "parser", cache(parser.parser)),  # half of the time of a line that no command takes
)


def command(*words: str) -> tuple[int, str]:
    """Run a command: its exit status, and what it wrote to standard output. Raises what is no error of a user."""
    with contextlib.ExitStack() as replaced:
        for where, name, other in _INSTEAD:
            replaced.enter_context(patch.object(where, name, other))
        status, said = _ran(*words)
    return status, said[0]


def _ran(*words: str) -> tuple[int, tuple[str, str]]:
    out, err, taken = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True), io.StringIO(), sys.stdin
    sys.stdin = io.TextIOWrapper(io.BytesIO())
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            status = run_command_line([words[0], "--debug", *words[1:]] if words else [])
    finally:
        sys.stdin = taken
    assert status in ((0, 2, 130) if words[:1] == ("serve",) else (0, 1, 2)), status
    said = out.buffer.getvalue().decode(), err.getvalue()
    for text in said:
        if found := _FORGED.search(text):
            raise ForgedError(text[max(0, found.start() - 60) : found.end() + 20])
        if "Traceback" in text:
            raise AssertionError(text)
    return status, said


def seeds(*patterns: str) -> Sequence[str]:
    """The texts of files of this project."""
    return [file.read_text("utf-8") for pattern in patterns for file in sorted(ROOT.glob(pattern))]
