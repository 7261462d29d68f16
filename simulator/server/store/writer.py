"""One thread writes: all that waits while it commits goes into its next commit."""

from __future__ import annotations

from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING

from attrs import frozen

from simulator.server.store.tables import removing

if TYPE_CHECKING:
    from asyncio import Future
    from sqlite3 import Connection

    from simulator.server.store.tables import Statement

MOST = 1000
"""Writes of one commit."""


@frozen(eq=False)
class Waiting:
    """Statements that are done together or not at all; `ends`: a session ends with them."""

    statements: list[Statement]
    ends: bool
    done: Future[None]


class Writer:
    """Owns the connection until it is closed; keeps the newest `keep` sessions of those that are over."""

    def __init__(self, connection: Connection, keep: int) -> None:
        self.forgotten = 0
        self._connection, self._keep = connection, keep
        self._queue: SimpleQueue[Waiting | None] = SimpleQueue()
        self._open = True
        self._thread = Thread(target=self._run, name="callflow-journal", daemon=True)
        self._thread.start()

    def put(self, waiting: Waiting) -> None:
        """Write this soon; `done` tells when, or why not."""
        self._queue.put(waiting)

    def close(self) -> None:
        """Write what waits, and end."""
        self._queue.put(None)
        self._thread.join()
        self._connection.close()

    def _run(self) -> None:
        while self._open:
            batch = self._batch()
            if not self._committed(batch):  # what is wrong with one is no fault of the others
                for one in batch:
                    self._committed([one], last=True)

    def _batch(self) -> list[Waiting]:
        """Wait for one, and take all that wait with it."""
        found: list[Waiting] = []
        one = self._queue.get()
        with suppress(Empty):
            while one is not None:
                found.append(one)
                if len(found) == MOST:
                    return found
                one = self._queue.get_nowait()
            self._open = False
        return found

    def _committed(self, batch: list[Waiting], *, last: bool = False) -> bool:
        """Whether all of it is on disk now; who waits is told, of an error too where this was the last try."""
        try:
            forgotten = self._commit(batch)
        except Exception as error:
            with suppress(Exception):
                self._connection.execute("ROLLBACK")
            if last:
                _tell(batch, error)
            return False
        self.forgotten += forgotten
        _tell(batch, None)
        return True

    def _commit(self, batch: list[Waiting]) -> int:
        execute = self._connection.execute
        execute("BEGIN IMMEDIATE")
        for one in batch:
            for sql, values in one.statements:
                execute(sql, values)
        forgotten = self._forget() if any(one.ends for one in batch) else 0
        execute("COMMIT")
        return forgotten

    def _forget(self) -> int:
        """Take away the oldest sessions that are over and too many."""
        execute = self._connection.execute
        old = execute("SELECT session FROM ends ORDER BY place DESC LIMIT -1 OFFSET ?", (self._keep,)).fetchall()
        for (session,) in old:
            for sql, values in removing(session):
                execute(sql, values)
        return len(old)


def _tell(batch: list[Waiting], error: Exception | None) -> None:
    """Wake those who wait, on their loops, which may be over."""
    for loop in {one.done.get_loop() for one in batch}:
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(_wake, [one.done for one in batch if one.done.get_loop() is loop], error)


def _wake(waiting: list[Future[None]], error: Exception | None) -> None:
    for done in waiting:
        if done.done():
            continue
        if error is None:
            done.set_result(None)
        else:
            done.set_exception(error)
