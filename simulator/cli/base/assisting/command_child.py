"""A command of ours in a process of its own: a backend that hangs, prints or crashes there disturbs no conversation."""

from __future__ import annotations

import os
import signal
import subprocess
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from attrs import define, field

from simulator.cli.base.process import own_command

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST = 12_000
"""Characters of an answer: what is longer costs an assistant more than it tells."""
MOST_TOLD = 2_000
"""Characters of what was said on standard error."""
GOODBYE = 2.0
"""Seconds after its end in which what it wrote is still read."""
ENDINGS = {0: "", 1: "exit status 1: findings, a failure, or a call that did not end well"}
"""Exit statuses with an answer, and what is said of them; all others are errors of the tool."""


@define
class CommandChild:
    """One command that runs; `stop()` may come from another thread, also before it begins."""

    words: Sequence[str]
    text: str
    folder: str
    seconds: float
    """Real seconds that it has."""
    _process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    stopped: bool = field(default=False, init=False)

    def result(self) -> dict[str, Any]:
        """What a tool answers: the report, what was said beside it, and how it ended."""
        process = self._process = subprocess.Popen(
            own_command(self.words),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=self.folder,
            start_new_session=True,
        )
        if self.stopped:
            self.stop()
        try:
            out, said = process.communicate(self.text.encode(errors="replace"), self.seconds)
            how: int | str = process.returncode
        except subprocess.TimeoutExpired:
            out, said = self._left(process)
            how = f"it took longer than {self.seconds:g} s and was ended: narrow it down, or start with --time-limit"
        finally:
            self.stop()
        return _answer(out.decode(errors="replace"), said.decode(errors="replace"), how)

    def _left(self, process: subprocess.Popen[bytes]) -> tuple[bytes, bytes]:
        """End it; what it had written. One that it started, and that left our session, may hold the pipes open."""
        self.stop()
        try:
            return process.communicate(timeout=GOODBYE)
        except subprocess.TimeoutExpired as error:
            return error.stdout or b"", error.stderr or b""

    def stop(self) -> None:
        """End it, and all that it started."""
        self.stopped = True
        if self._process is None:
            return
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)


def _answer(out: str, said: str, how: int | str) -> dict[str, Any]:
    """The text of a tool's answer, which ends with how the command did."""
    ended = ENDINGS.get(how, f"exit status {how}") if isinstance(how, int) else how
    parts = (_bounded(out, MOST).rstrip(), _bounded(said, MOST_TOLD).rstrip(), ended)
    text = "\n\n".join(part for part in parts if part)
    return {"content": [{"type": "text", "text": text}], "isError": how not in ENDINGS}


def _bounded(text: str, most: int) -> str:
    """Its beginning and its end: a verdict stands in the last lines."""
    if len(text) <= most:
        return text
    head, tail = text[: most * 2 // 3], text[-(most // 3) :]
    left = len(text) - len(head) - len(tail)
    return f"{head}\n... {left:,} characters left out: ask for less at once ...\n{tail}"
