"""A journal in a folder, which a kill of the process does not harm: SQLite, written by one thread."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from heapq import merge
from typing import TYPE_CHECKING

from simulator.errors import UsageError
from simulator.server.store.journal import KEPT
from simulator.server.store.opening import DATABASE, cannot, connected, lock, opened
from simulator.server.store.rows import EndRow
from simulator.server.store.tables import COLUMNS, NAMES, row_of, statements
from simulator.server.store.writer import Waiting, Writer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from sqlite3 import Connection

    from simulator.server.store.rows import JournalRow, Written

    Placed = Iterator[tuple[int, JournalRow]]


class DatabaseJournal:
    """Keeps rows in the database of a folder, and of sessions that are over the newest `keep`.

    Raises UsageError, in one line, where the folder is used by another process or cannot be written, and where the
    database is damaged or not ours.
    """

    def __init__(self, folder: Path, keep: int = KEPT) -> None:
        self._folder = folder
        self._lock = lock(folder)
        try:
            database = opened(folder)
        except BaseException:
            self._lock.close()
            raise
        self._place = max(_last(database, name) for name in NAMES.values())
        self._writer = Writer(database, keep)
        self._closed = False

    @property
    def forgotten(self) -> int:
        """Sessions that were over and had to make room, since it was opened."""
        return self._writer.forgotten

    async def write(self, *rows: Written) -> None:
        """Write rows, all or none; they are on disk once this returns, and may be where it is cancelled.

        Raises UsageError where they cannot be written, and ValueError or TypeError for what is no row.
        """
        if self._closed:
            raise UsageError("the journal is closed: nothing can be written any more")
        found = []
        for row in rows:
            self._place += 1
            found += statements(row, self._place)
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._writer.put(Waiting(found, any(isinstance(row, EndRow) for row in rows), done))
        try:
            await done
        except sqlite3.Error as error:
            raise cannot(self._folder / DATABASE, "written", error) from None

    def rows(self) -> Iterator[JournalRow]:
        """All that is kept, in order. Raises UsageError where it cannot be read."""
        try:
            with closing(connected(self._folder)) as database:
                database.execute("BEGIN")  # all tables as they are at one moment
                for _, row in merge(*(_placed(database, table) for table in NAMES), key=lambda one: one[0]):
                    yield row
        except sqlite3.Error as error:
            raise cannot(self._folder / DATABASE, "read", error) from None

    async def close(self) -> None:
        """Write what waits, and let go of the folder."""
        if not self._closed:
            self._closed = True
            self._writer.close()
            self._lock.close()


def _last(database: Connection, name: str) -> int:
    return database.execute(f"SELECT coalesce(max(place), 0) FROM {name}").fetchone()[0]  # type: ignore[no-any-return]


def _placed(database: Connection, table: type[JournalRow]) -> Placed:
    names = ", ".join(COLUMNS[table])
    for place, *columns in database.execute(f"SELECT place, {names} FROM {NAMES[table]} ORDER BY place"):
        yield place, row_of(table, columns)
