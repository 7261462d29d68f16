"""One thread that runs a customer's code: a job that does not end in time is left behind, with its thread."""

from __future__ import annotations

import os
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic
from typing import TYPE_CHECKING, Any

from simulator.model.record import record
from simulator.responders.hosting.beacon import LIT

if TYPE_CHECKING:
    from collections.abc import Callable

    Job = Callable[[], Any]


@record
class Done:
    """What a job came to: its value, or the exception that it ended in; `wrong` says how it left our process."""

    value: Any = None
    error: BaseException | None = None
    wrong: str = ""


class Worker:
    """A daemon thread with one job at a time."""

    def __init__(self) -> None:
        self.process = os.getpid()
        self._jobs: SimpleQueue[tuple[Job, SimpleQueue[Done]] | None] = SimpleQueue()
        Thread(target=self._work, name="callflow-backend", daemon=True).start()

    def do(self, job: Job, seconds: float) -> Done | None:
        """Do a job; None where it is not done in so many seconds of real time."""
        done: SimpleQueue[Done] = SimpleQueue()
        self._jobs.put((job, done))
        if LIT:
            LIT[0].light(monotonic() + seconds, seconds)
        try:
            return done.get(timeout=seconds)
        except Empty:
            self._jobs.put(None)
            return None
        finally:
            if LIT:
                LIT[0].put_out()

    def _work(self) -> None:
        while (given := self._jobs.get()) is not None:
            job, done = given
            try:  # whatever the customer's code ends in, SystemExit too, is its own
                done.put(Done(job()))
            except BaseException as error:
                done.put(Done(error=error))


_worker: list[Worker] = []


def do(job: Job, seconds: float) -> Done | None:
    """Do a job in the worker of this process; None, and a fresh worker next time, where it takes too long."""
    if not _worker or _worker[0].process != os.getpid():
        _worker[:] = [Worker()]
    found = _worker[0].do(job, seconds)
    if found is None:
        _worker.clear()
    return found
