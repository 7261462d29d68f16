"""A program in a process of its own: it is given a text, and ended by force where it takes too long or too much."""

from __future__ import annotations

import os
import signal
import subprocess
from contextlib import suppress
from selectors import EVENT_READ, EVENT_WRITE, DefaultSelector
from time import monotonic
from typing import IO, TYPE_CHECKING

from simulator.model.record import frozen

if TYPE_CHECKING:
    from collections.abc import Sequence

SECONDS = 20.0
"""Real seconds that an engine has for one text; 3,000 characters take it about three."""
MOST_BYTES = 64 << 20
"""Bytes of sound of one text: about half an hour."""
GONE, CHUNK = 0.2, 1 << 16
"""Seconds of silence after which it is looked whether it is still there, and bytes that are read at once."""


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
    """What a program writes to standard output about a text; nothing of its session is left afterwards."""
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
    until = monotonic() + seconds
    try:
        found = _talked(child, text, until, most)
        code = 0 if len(found) > most else child.wait(max(0.0, until - monotonic()))
    except (TimeoutError, subprocess.TimeoutExpired):
        return EngineOutput(why=f"hung and was ended after {seconds:g} s", hung=True)
    finally:
        _end(child)
        _running.discard(child)
    if len(found) > most:
        return EngineOutput(why=f"went on for more than {most >> 20} MB of sound and was ended", hung=True)
    if code:
        return EngineOutput(why=f"crashed with {f'signal {-code}' if code < 0 else f'exit status {code}'}")
    return EngineOutput(found)


def _talked(child: subprocess.Popen[bytes], text: str, until: float, most: int) -> bytes:
    """What it says until it is done, or has said too much. Raises TimeoutError.

    What it started may hold its pipes in a session of its own: once the program is gone, nobody waits for that.
    """
    assert child.stdin is not None  # both are pipes
    assert child.stdout is not None
    found, left = bytearray(), text.encode("utf-8", "replace")
    with DefaultSelector() as ready:
        for pipe, event in ((child.stdout, EVENT_READ), (child.stdin, EVENT_WRITE)):
            os.set_blocking(pipe.fileno(), False)
            ready.register(pipe, event)
        while len(found) <= most:
            if monotonic() >= until:
                raise TimeoutError
            came = ready.select(GONE)
            if not came and child.poll() is not None:
                break
            asked = {key.fileobj for key, _ in came}
            if child.stdin in asked:
                left = _told(child.stdin, left)
                if not left:
                    ready.unregister(child.stdin)
                    child.stdin.close()
            if child.stdout in asked:
                part = os.read(child.stdout.fileno(), CHUNK)
                if not part:
                    break
                found += part
    return bytes(found)


def _told(pipe: IO[bytes], words: bytes) -> bytes:
    """What is left to be said; nothing to one that has crashed: its exit status tells."""
    try:
        return words[os.write(pipe.fileno(), words) :] if words else b""
    except BrokenPipeError:
        return b""


def _end(child: subprocess.Popen[bytes]) -> None:
    """Leave nothing of it."""
    _kill(child)
    child.wait()
    for pipe in filter(None, (child.stdin, child.stdout)):
        pipe.close()


def _kill(child: subprocess.Popen[bytes]) -> None:
    """End it and all of its session, of which it is the first."""
    with suppress(OSError):
        os.killpg(child.pid, signal.SIGKILL)
