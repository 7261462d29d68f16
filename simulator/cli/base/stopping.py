"""Ctrl-C, and SIGTERM as CI systems send it: the first stops the work, the second ends the process at once.

What is known by then is still reported. Where results are written, the first is only noted, so that no file is left
half written and no report is missing.
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import contextmanager
from threading import get_ident, main_thread
from time import monotonic
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

INTERRUPTED = 130
"""Exit status after either signal."""
PATIENCE = 1.0
"""Seconds that what is still to be found out for a report may take after the signal."""
DEFAULTS: dict[signal.Signals, Any] = {signal.SIGINT: signal.default_int_handler, signal.SIGTERM: signal.SIG_DFL}
"""The signals that stop a command, and what happens to them where nobody has set anything else."""


class Stopping:
    """What is known of the signals of one command: `told` since when (None: nobody stops it)."""

    def __init__(self) -> None:
        self.told: float | None = None
        self._held, self._process = 0, os.getpid()

    @contextmanager
    def heard(self) -> Iterator[None]:
        """Listen to the signals, but for one that somebody ignores or handles himself."""
        self.__init__()  # type: ignore[misc] # each command begins anew
        mine = [number for number, usual in DEFAULTS.items() if signal.getsignal(number) == usual]
        if get_ident() != main_thread().ident:
            mine.clear()
        for number in mine:
            signal.signal(number, self._signalled)
        try:
            yield
        finally:
            self.told = None
            for number in mine:
                signal.signal(number, DEFAULTS[number])

    @contextmanager
    def held(self) -> Iterator[None]:
        """Here a signal is noted, and stops nothing."""
        self._held += 1
        try:
            yield
        finally:
            self._held -= 1

    @contextmanager
    def open(self) -> Iterator[None]:
        """Here a signal stops the work, although it is held around it: KeyboardInterrupt, also for an earlier one."""
        held, self._held = self._held, 0
        try:
            if self.told is not None:
                raise KeyboardInterrupt
            yield
        finally:
            self._held = held

    def step(self, *_: object) -> None:
        """A place to stop at, for what still has a moment after the signal. Raises KeyboardInterrupt."""
        if self.told is not None and monotonic() > self.told + PATIENCE:
            raise KeyboardInterrupt

    def _signalled(self, number: int, _frame: Any) -> None:
        if os.getpid() != self._process:  # a process that code of a customer has forked is none of ours
            signal.signal(number, DEFAULTS[signal.Signals(number)])
            os.kill(os.getpid(), number)
            return
        if self.told is not None:
            leave_at_once()
        self.told = monotonic()
        if not self._held:
            raise KeyboardInterrupt


def leave_at_once() -> None:
    """End the process and those that it has started for its work; what it writes at this moment stays as it was."""
    if "simulator.files.writing" in sys.modules:
        from simulator.files.writing import give_up

        give_up()
    if "simulator.hearing.speech.child" in sys.modules:
        from simulator.hearing.speech.child import end_engines

        end_engines()
    if "multiprocessing" in sys.modules:
        from multiprocessing import active_children

        for child in active_children():
            child.kill()
    os._exit(INTERRUPTED)


STOPPING = Stopping()
"""The signals of the command that runs."""
