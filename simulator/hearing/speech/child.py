"""A program in a process of its own: it is given a text, and ended by force where it takes too long or too much."""

from __future__ import annotations

import os
import signal
import subprocess
from contextlib import suppress
from threading import Timer
from typing import TYPE_CHECKING

from simulator.model.record import frozen

if TYPE_CHECKING:
    from collections.abc import Sequence

SECONDS = 20.0
"""Real seconds that an engine has for one text; 3,000 characters take it about three."""
MOST_BYTES = 64 << 20
"""Bytes of sound of one text: about half an hour."""


_running: set[subprocess.Popen[bytes]] = set()
"""What speaks at this moment."""


def end_engines() -> None:
    """End what speaks at this moment: the process ends without more ado."""
    for child in tuple(_running):
        _kill(child)


@frozen
class EngineOutput:
    """What came of a program: `raw` is what it wrote; else `why` there is nothing, `hung` where it had to be ended."""

    raw: bytes = b""
    why: str = ""
    hung: bool = False


def output_of(command: Sequence[str], text: str, seconds: float, most: int = MOST_BYTES) -> EngineOutput:
    """What a program writes to standard output about a text; nothing that it started is left afterwards."""
    try:
        child = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        return EngineOutput(why=f"cannot be started: {error.strerror}")
    _running.add(child)
    late = _Late(child)
    timer = Timer(seconds, late)
    timer.daemon = True
    timer.start()
    try:
        found = _talked(child, text, most)
        code = 0 if len(found) > most else child.wait()
    finally:
        timer.cancel()
        _end(child)
        _running.discard(child)
    if late.ended:
        return EngineOutput(why=f"hung and was ended after {seconds:g} s", hung=True)
    if len(found) > most:
        return EngineOutput(why=f"went on for more than {most >> 20} MB of sound and was ended", hung=True)
    if code:
        return EngineOutput(why=f"crashed with {f'signal {-code}' if code < 0 else f'exit status {code}'}")
    return EngineOutput(found)


def _talked(child: subprocess.Popen[bytes], text: str, most: int) -> bytes:
    assert child.stdin is not None  # both are pipes
    assert child.stdout is not None
    with suppress(BrokenPipeError), child.stdin:  # one that has crashed reads nothing: its exit status tells
        child.stdin.write(text.encode("utf-8", "replace"))
    with child.stdout:
        return child.stdout.read(most + 1)


class _Late:
    """Ends a program whose time is up."""

    def __init__(self, child: subprocess.Popen[bytes]) -> None:
        self._child, self.ended = child, False

    def __call__(self) -> None:
        self.ended = True
        _kill(self._child)


def _end(child: subprocess.Popen[bytes]) -> None:
    """Leave nothing of it."""
    _kill(child)
    child.wait()


def _kill(child: subprocess.Popen[bytes]) -> None:
    """End it and all that it started: it is the first of a session of its own."""
    with suppress(OSError):
        os.killpg(child.pid, signal.SIGKILL)
