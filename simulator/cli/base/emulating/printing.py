"""What the console prints goes through a thread: a pipe that nobody reads holds up lines, and never the server."""

from __future__ import annotations

import os
import sys
from queue import Full, Queue
from threading import Thread
from typing import TextIO

WAITING = 1000
"""Lines that wait to be written; what comes on top of them is left out."""
LAST = 0.5
"""Seconds that the last lines have at the end."""


class LinePrinter:
    """Writes lines to standard output as it is now, whatever is put in its place later."""

    def __init__(self, out: TextIO | None = None, waiting: int = WAITING) -> None:
        self._out = sys.stdout if out is None else out
        self._lines: Queue[str | None] = Queue(waiting)
        self._left_out = 0
        self._thread = Thread(target=self._work, name="callflow-console", daemon=True)
        self._thread.start()

    def write(self, line: str) -> None:
        """Let a line be written soon; how many found no room is told once there is some."""
        told = f"({self._left_out} lines are left out: nobody reads them)\n" if self._left_out else ""
        try:
            self._lines.put_nowait(told + line)
            self._left_out = 0
        except Full:
            self._left_out += 1

    def close(self) -> None:
        """Write what waits, as far as somebody reads it."""
        try:
            self._lines.put_nowait(None)
        except Full:
            return
        self._thread.join(LAST)

    def _work(self) -> None:
        try:
            while (line := self._lines.get()) is not None:
                _put(self._out, line)
        except (OSError, ValueError):  # who read it is gone
            self._drop()

    def _drop(self) -> None:
        while self._lines.get() is not None:
            pass


def _put(out: TextIO, text: str) -> None:
    """Write past the buffers: who ends a program waits for whoever holds them."""
    try:
        number = out.fileno()
    except OSError:  # it is no file
        out.write(text)
        out.flush()
        return
    left = text.encode(out.encoding, "replace")
    while left:
        left = left[os.write(number, left) :]
