"""Run a customer's code in this very thread, under a watch: a hand-over to another thread costs more than most apps.

The system's own timer sends a signal once the time is up. It ends a sleep, a read, a regular expression and a power of
large integers, none of which lets another thread run meanwhile. The timer is set anew only when it has run out, since
setting it takes longer than everything else here; code that has the signal ignored is stopped by a second thread. Where
signals cannot be had (another system, another thread, a signal that somebody else uses, a running event loop, whose
thread must not be blocked by a second one), the worker's thread does the job.
"""

from __future__ import annotations

import atexit
import os
import signal
import sys

# Those of `signal` look each handler up among its constants, which takes 5 µs; a backend is asked very often.
from _signal import getsignal, setitimer  # type: ignore[import-not-found]
from _thread import interrupt_main
from functools import partial
from threading import Event, Thread, get_ident, main_thread
from time import monotonic
from typing import TYPE_CHECKING, Any

from simulator.responders.hosting.beacon import LIT
from simulator.responders.hosting.frames import raised_by_hand
from simulator.responders.hosting.manners import Guest
from simulator.responders.hosting.worker import Done, do

if TYPE_CHECKING:
    from simulator.responders.hosting.worker import Job

TICK = 0.05
"""Seconds between two signals, should the code have caught the first; also between two looks of the second thread."""
PATIENCE = 0.25
"""Seconds that the signal has to end the code before the second thread tries."""


class _TooLong(BaseException):
    """No error: code that catches errors must not catch it.

    Code that catches everything gets it again as soon as it has dropped it, which is outside of its `try`.
    """

    __del__ = partial(interrupt_main, getattr(signal, "SIGALRM", signal.SIGINT))


class _Watch:
    """The time of the job that runs, and that at which the timer rings (never more than once for each job)."""

    def __init__(self) -> None:
        self.process = os.getpid()
        self.deadline: float | None = None
        self.rings = 0.0
        self._thread = main_thread().ident or 0
        Thread(target=self._look, name="callflow-watch", daemon=True).start()
        atexit.register(_rest)

    def begin(self, seconds: float) -> None:
        """A job begins that has so many seconds."""
        now = monotonic()
        self.deadline = deadline = now + seconds
        if LIT:
            LIT[0].light(deadline, seconds)
        if not now < self.rings <= deadline:
            self.rings = deadline
            setitimer(signal.ITIMER_REAL, seconds, TICK)

    def ring(self) -> None:
        """The timer rings: for a job whose time is up, for a later one, or for none. Raises _TooLong."""
        if self.deadline is None:
            self.rings = 0.0
            setitimer(signal.ITIMER_REAL, 0)
            return
        left = self.deadline - monotonic()
        if left <= 0:
            raise _TooLong
        self.rings = self.deadline
        setitimer(signal.ITIMER_REAL, left, TICK)

    def _look(self) -> None:
        """Look at the time for as long as the program lives."""
        pause = Event()
        while True:
            pause.wait(TICK)
            deadline = self.deadline
            if deadline is not None and monotonic() >= deadline + PATIENCE:
                from ctypes import c_ulong, py_object, pythonapi  # few programs ever need it

                pythonapi.PyThreadState_SetAsyncExc(c_ulong(self._thread), py_object(_TooLong))


def _rest() -> None:  # pragma: no cover - after all that is measured
    """Nothing rings any more: where the program ends, nobody is left to answer it."""
    setitimer(signal.ITIMER_REAL, 0)
    _TooLong.__del__ = int  # type: ignore[assignment]


_watch: list[_Watch] = []


def within(job: Job, seconds: float) -> Done | None:
    """Do a job of a customer's code; None where it is not done in so many seconds of real time."""
    free = _free()
    guest = Guest()
    try:
        done = _watched(job, seconds) if free else do(job, seconds)
    finally:
        wrong = guest.leave()
    if free and getsignal(signal.SIGALRM) is not _ring:
        signal.signal(signal.SIGALRM, _ring)
    if wrong and done is not None:
        done.wrong = wrong  # type: ignore[misc] # it was made a moment ago, and nobody else has it
    return done


def _watched(job: Job, seconds: float) -> Done | None:
    if not _watch or _watch[0].process != os.getpid():
        _watch[:] = [_Watch()]
    watch = _watch[0]
    try:
        try:
            watch.begin(seconds)
            return Done(job())
        finally:
            watch.deadline = None
            if LIT:
                LIT[0].put_out()
    except _TooLong:
        watch.deadline = None  # it may have come between two lines of the above
        return None
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt) and not raised_by_hand(error):
            raise
        return Done(error=error)


def _free() -> bool:
    """Whether this thread can be watched; the signal's handler stays, and does nothing without a deadline."""
    if not hasattr(signal, "setitimer") or get_ident() != main_thread().ident:
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
    if _watch:
        _watch[0].ring()
