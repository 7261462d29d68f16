"""What is to be on disk before its effects leave: rows are written in order, and whoever has an effect waits."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from simulator.errors import UsageError

if TYPE_CHECKING:
    from simulator.server.store.journal import Journal
    from simulator.server.store.rows import Written


class Ledger:
    """Writes to a journal; a write that fails is told to everybody who waits for it, and for what came after it."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._last: asyncio.Future[None] | None = None

    def write(self, *rows: Written) -> None:
        """Let these be written, after all that was before."""
        self._last = asyncio.ensure_future(self._journal.write(*rows))
        self._last.add_done_callback(_looked_at)

    async def stored(self) -> None:
        """Wait until all of it is on disk. Raises OSError where it cannot be written."""
        if self._last is not None:
            try:
                await asyncio.shield(self._last)
            except UsageError as error:
                raise OSError(str(error)) from None

    async def close(self) -> None:
        """Finish what was begun."""
        if self._last is not None:
            await asyncio.wait([self._last])
        await self._journal.close()


def _looked_at(done: asyncio.Future[None]) -> None:
    """An error is told to those who wait; where nobody does, the loop need not complain."""
    if not done.cancelled():
        done.exception()
