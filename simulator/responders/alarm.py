"""Run a customer's code in this very thread, under a watch: a hand-over to another thread costs more than most apps.

A second thread watches the time and, once it is up, sends this one a signal, which also ends a sleep or a read. Where
that cannot be (another system, another thread, a signal that somebody else uses, a running event loop, whose thread
must not be blocked by a second one), the worker's thread does the job.
"""

from __future__ import annotations

import os
import signal
import sys

# That of `signal` looks each handler up among its constants, which takes 5 µs; a backend is asked very often.
from _signal import getsignal  # type: ignore[import-not-found]
from threading import Event, Thread, get_ident, main_thread
from time import monotonic
from typing import TYPE_CHECKING, Any

from simulator.responders._worker import Done, do
from simulator.responders.frames import raised_by_hand

if TYPE_CHECKING:
    from simulator.responders._worker import Job

TICK = 0.05
"""Seconds between two looks at the time; also between two signals, should the code have caught the first."""


class _TooLong(BaseException):
    """No error: code that catches errors must not catch it."""


class _Watch:
    def __init__(self) -> None:
        self.process = os.getpid()
        self.deadline: float | None = None
        self._thread = main_thread().ident or 0
        Thread(target=self._look, name="callflow-watch", daemon=True).start()

    def _look(self) -> None:
        """Look at the time for as long as the program lives; the job's thread gets a signal when its time is up."""
        pause = Event()
        while True:
            pause.wait(TICK)
            deadline = self.deadline
            if deadline is not None and monotonic() >= deadline:
                signal.pthread_kill(self._thread, signal.SIGALRM)


_watch: list[_Watch] = []


def within(job: Job, seconds: float) -> Done | None:
    """Do a job; None where it is not done in so many seconds of real time."""
    if not _free():
        return do(job, seconds)
    if not _watch or _watch[0].process != os.getpid():
        _watch[:] = [_Watch()]
    watch = _watch[0]
    try:
        watch.deadline = monotonic() + seconds
        try:
            return Done(job())
        finally:
            watch.deadline = None
    except _TooLong:
        return None
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt) and not raised_by_hand(error):
            raise
        return Done(error=error)


def _free() -> bool:
    """Whether this thread can be watched; the signal's handler stays, and does nothing without a deadline."""
    if not hasattr(signal, "pthread_kill") or get_ident() != main_thread().ident:
        return False
    loops = sys.modules.get("asyncio.events")
    if loops is not None and loops._get_running_loop() is not None:
        return False
    if _watch and _watch[0].deadline is not None:
        return False
    handler = getsignal(signal.SIGALRM)
    if handler == signal.SIG_DFL:
        signal.signal(signal.SIGALRM, _ring)
        return True
    return handler is _ring


def _ring(_number: int, _frame: Any) -> None:
    if _watch and _watch[0].deadline is not None:
        raise _TooLong
