"""What is to be on disk before its effects leave: rows are written in order, and whoever has an effect waits."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from simulator.errors import UsageError
from simulator.server.store.rows import Removal, Wipe, session_of

if TYPE_CHECKING:
    from simulator.server.store.journal import Journal
    from simulator.server.store.rows import Written


class Ledger:
    """Writes to a journal; a write that fails is told to everybody who waits for it, and to its session for ever."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._last: asyncio.Future[None] | None = None
        self._open: set[asyncio.Future[None]] = set()
        self._lost: dict[str, BaseException] = {}
        """What could not be written of sessions: nothing that follows from it may leave."""

    def write(self, *rows: Written) -> None:
        """Let these be written, after all that was before."""
        self._last = writing = asyncio.ensure_future(self._journal.write(*rows))
        self._open.add(writing)
        writing.add_done_callback(lambda done: self._written(done, rows))

    async def stored(self, session: str | None = None) -> None:
        """Wait until all is on disk. Raises OSError where it cannot be written: that of a session, whenever it was.

        Where no session is named it is what is on its way now.
        """
        waiting = tuple(self._open)
        if waiting:
            await asyncio.wait(waiting)
        if any(one.cancelled() for one in waiting):
            raise asyncio.CancelledError
        if session is None:
            error = next((found for one in waiting if (found := _error(one)) is not None), None)
        else:
            error = self._lost.get(session)
        if isinstance(error, UsageError):
            raise OSError(str(error)) from None
        if error is not None:
            raise error

    async def close(self) -> None:
        """Finish what was begun."""
        if self._last is not None:
            await asyncio.wait([self._last])
        await self._journal.close()

    def _written(self, done: asyncio.Future[None], rows: tuple[Written, ...]) -> None:
        """Keep an error for those whom it concerns; where nobody waits, the loop need not complain."""
        self._open.discard(done)
        error = _error(done)
        if error is not None:
            found = (None if isinstance(row, Removal | Wipe) else session_of(row) for row in rows)
            self._lost |= {session: error for session in found if session is not None}


def _error(done: asyncio.Future[None]) -> BaseException | None:
    return None if done.cancelled() else done.exception()
