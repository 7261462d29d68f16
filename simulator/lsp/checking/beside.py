"""Work beside the loop: one job at a time, and of those that wait only the last counts."""

from __future__ import annotations

from threading import Condition, Thread
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

LspJob = TypeVar("LspJob")
LspDone = TypeVar("LspDone")


class LastAsked(Generic[LspJob, LspDone]):
    """Does jobs in a thread that ends with the process; `done` is called there, and not for what was overtaken.

    A job begins once none came for `pause` seconds: who types is answered first.
    """

    def __init__(
        self, work: Callable[[LspJob], LspDone], done: Callable[[LspJob, LspDone], None], pause: float
    ) -> None:
        self._work, self._done, self._pause = work, done, pause
        self._waiting: list[LspJob] = []
        self._told = Condition()
        self._thread: Thread | None = None

    def ask(self, job: LspJob) -> None:
        """Do this job as soon as the one at hand is done; it takes the place of another that waits."""
        with self._told:
            self._waiting[:] = [job]
            self._told.notify()
            if self._thread is None:
                self._thread = Thread(target=self._run, daemon=True)
                self._thread.start()

    def _run(self) -> None:
        while True:
            with self._told:
                self._told.wait_for(lambda: self._waiting)
                while self._told.wait(self._pause):
                    pass
                job = self._waiting.pop()
            found = self._work(job)
            with self._told:
                overtaken = bool(self._waiting)
            if not overtaken:
                self._done(job, found)
