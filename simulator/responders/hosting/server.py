"""A server of the customer's that is started for a command, and ended with all that it has started."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Thread, current_thread, main_thread
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from uuid import uuid4

from simulator.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from types import FrameType, TracebackType

    Address = tuple[str, int]

MARK = "CALLFLOW_SERVE"
"""A variable of the environment by which everything is found that the server started, wherever it went."""
KEPT = 65_536
"""Bytes of what it writes that are kept, the last ones."""
SHOWN = 20
GOODBYE = 5.0
"""Seconds that it has to end once it is asked to."""
SETTLES = 0.2
"""Seconds in which one that is about to end by itself does."""
LOOK = 0.05


def address_of(backend: str) -> Address | None:
    """Where a backend listens that is asked over http, None for all others."""
    parts = urlsplit(backend)
    if parts.scheme.lower() not in ("http", "https"):
        return None
    return parts.hostname or "", parts.port or (443 if parts.scheme.lower() == "https" else 80)


class Server:
    """Runs while it is entered; each of `addresses` answers then. What it writes is kept, and never shown as ours.

    `told` are variables of its environment.
    """

    def __init__(
        self, command: str, addresses: tuple[Address, ...], patience: float, told: Mapping[str, str] | None = None
    ) -> None:
        self._command, self._addresses, self._patience = command, addresses, patience
        self._told = dict(told or {})
        self._mark = uuid4().hex
        self._kept, self._lost = bytearray(), 0
        self._before: Any = None
        self._ended = ""

    def __enter__(self) -> Server:
        """Start it and wait until it answers. Raises UsageError where it does not, after having ended it."""
        missing = [one for one in self._addresses if not _answers(one)]
        if not missing:
            raise UsageError(
                f"{self._named}: something answers at {_listed(self._addresses)} already, so that one would be tested "
                "instead: end that one, or leave out --serve"
            )
        self._process = subprocess.Popen(
            self._command,
            shell=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            env={**os.environ, **self._told, MARK: self._mark},
        )
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()
        if current_thread() is main_thread() and signal.getsignal(signal.SIGTERM) == signal.SIG_DFL:
            self._before = signal.signal(signal.SIGTERM, _leave)
        try:
            self._wait(missing)
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, at: TracebackType | None) -> None:
        """End it."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(SETTLES)
        self._ended = self._over
        self._end()

    @property
    def over(self) -> str:
        """That it ended before it was asked to; "" where it did not."""
        return self._ended

    @property
    def wrote(self) -> str:
        """The last lines that it wrote, with a line before them."""
        lines = self._kept.decode(errors="replace").splitlines()
        least = "more than " if self._lost else ""
        if not lines:
            return f"{self._named} wrote nothing"
        of = f", the last {SHOWN} of {least}{len(lines)} lines" if len(lines) > SHOWN or self._lost else ""
        shown = "\n".join(f"  {_visible(line)}" for line in lines[-SHOWN:])
        return f"{self._named} wrote{of}:\n{shown}"

    @property
    def _named(self) -> str:
        return f'--serve "{_visible(self._command)}"'

    @property
    def _over(self) -> str:
        status = self._process.poll()
        if status is None or self._others():
            return ""
        how = f"exit status {status}" if status >= 0 else f"signal {-status}"
        return f"{self._named} ended by itself ({how})"

    def _wait(self, missing: list[Address]) -> None:
        until = monotonic() + self._patience
        while missing := [one for one in missing if not _answers(one)]:
            if over := self._over:
                self._reader.join(1)
                raise UsageError(f"{over} before it answered at {_listed(missing)}", *self.wrote.split("\n"))
            if monotonic() > until:
                raise UsageError(
                    f"{self._named} does not answer at {_listed(missing)} within {self._patience:g} s (--serve-wait)",
                    *self.wrote.split("\n"),
                )
            sleep(LOOK)

    def _read(self) -> None:
        pipe = self._process.stdout
        assert pipe is not None
        with suppress(OSError, ValueError):
            while some := os.read(pipe.fileno(), KEPT):
                self._kept += some
                over = max(len(self._kept) - KEPT, 0)
                self._lost += over
                del self._kept[:over]

    def _end(self) -> None:
        """Ask all of it to end, and end what does not."""
        asked = self._signal(signal.SIGTERM)
        self._goes(asked, lambda: self._process.poll() is None or bool(self._others()))
        asked |= self._signal(signal.SIGKILL)
        self._process.wait()
        self._goes(asked, lambda: bool(self._signal_others(signal.SIGKILL)))
        self._reader.join(1)
        if self._before is not None:
            signal.signal(signal.SIGTERM, self._before)

    def _goes(self, asked: set[int], more: Callable[[], bool]) -> None:
        """Wait, within bounds, until nothing runs any more, not even what has lost its environment already."""
        until = monotonic() + GOODBYE
        while (more() or any(map(runs, asked))) and monotonic() < until:
            sleep(LOOK)

    def _signal(self, number: signal.Signals) -> set[int]:
        """Send it to the server and to all that it started: which these are."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, number)
        return self._signal_others(number)

    def _signal_others(self, number: signal.Signals) -> set[int]:
        others = set(self._others())
        for one in others:
            with suppress(ProcessLookupError, PermissionError):
                os.kill(one, number)
        return others

    def _others(self) -> list[int]:
        """What the server started and is still there, without the server itself."""
        wanted = f"{MARK}={self._mark}".encode()
        found = []
        for file in Path("/proc").glob("[0-9]*/environ"):
            with suppress(OSError):
                if wanted in file.read_bytes().split(b"\0"):
                    found.append(int(file.parent.name))
        return [one for one in found if one not in (self._process.pid, os.getpid())]


def _answers(address: Address) -> bool:
    try:
        socket.create_connection(address, 1.0).close()
    except OSError:
        return False
    return True


def runs(process: int) -> bool:
    """Whether it is more than an entry in the list of processes that nobody has collected yet."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def _listed(addresses: tuple[Address, ...] | list[Address]) -> str:
    return ", ".join(f"{host}:{port}" for host, port in addresses)


def _visible(text: str) -> str:
    return "".join(sign if sign.isprintable() else f"\\x{ord(sign):02x}" for sign in text)


def _leave(_number: int, _frame: FrameType | None) -> None:
    sys.exit(128 + signal.SIGTERM)
