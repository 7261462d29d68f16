"""A journal for as long as the program runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.errors import UsageError
from simulator.server.store.journal import KEPT
from simulator.server.store.rows import EndRow, Removal, StartRow, Wipe, key_of, session_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.server.store.rows import JournalRow, Written

    RowPlace = tuple[type[JournalRow], tuple[str | int, ...]]


class MemoryJournal:
    """Keeps rows in memory, and of sessions that are over the newest `keep`."""

    def __init__(self, keep: int = KEPT) -> None:
        self.forgotten = 0
        self._keep = keep
        self._rows: dict[str | None, dict[RowPlace, tuple[int, JournalRow]]] = {}
        self._ended: dict[str, None] = {}
        self._count = 0
        self._closed = False

    async def write(self, *rows: Written) -> None:
        """Keep rows. Raises UsageError once it is closed."""
        if self._closed:
            raise UsageError("the journal is closed: nothing can be written any more")
        for row in rows:
            self._take(row)
        while len(self._ended) > self._keep:
            self.forgotten += 1
            self._forget(next(iter(self._ended)))

    def rows(self) -> Iterator[JournalRow]:
        """All that is kept, in order."""
        kept = [one for rows in self._rows.values() for one in rows.values()]
        return (row for _, row in sorted(kept, key=lambda one: one[0]))

    async def close(self) -> None:
        """Nothing can be written afterwards."""
        self._closed = True

    def _take(self, row: Written) -> None:
        if isinstance(row, Wipe):
            self._rows.clear()
            self._ended.clear()
        elif isinstance(row, Removal):
            self._remove(row)
        else:
            rows = self._rows.setdefault(session_of(row), {})
            place = (type(row), key_of(row))
            self._count += 1
            rows[place] = (rows[place][0] if place in rows else self._count, row)
            if isinstance(row, EndRow):
                self._ended[row.session] = None

    def _remove(self, removal: Removal) -> None:
        session = str(removal.key[0]) if removal.table.SESSION else None
        if removal.table is StartRow:
            self._forget(str(session))
            return
        self._rows.get(session, {}).pop((removal.table, removal.key), None)
        if removal.table is EndRow:
            self._ended.pop(str(session), None)

    def _forget(self, session: str) -> None:
        self._rows.pop(session, None)
        self._ended.pop(session, None)
