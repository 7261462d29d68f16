"""What it costs until a row is on disk while 64 wait at once, against SQLite that commits the same rows one by one."""

from __future__ import annotations

import asyncio
import tempfile
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks._measure import line, ratio
from simulator.server.store.database import DatabaseJournal
from simulator.server.store.opening import opened
from simulator.server.store.rows import InputRow
from simulator.server.store.tables import statements

if TYPE_CHECKING:
    from simulator.server.store.tables import Statement

AT_ONCE, EACH = 64, 10


def report(rounds: int = 9) -> str:
    """The row of the report."""
    ours_number, theirs_number = count(1), count(1)

    def row(numbers: count[int]) -> InputRow:
        return InputRow("session", next(numbers), 1200, "key", {"key": "1"})

    async def writes() -> None:
        async def one() -> None:
            for _ in range(EACH):
                await journal.write(row(ours_number))

        await asyncio.gather(*(one() for _ in range(AT_ONCE)))

    def bare() -> None:
        for _ in range(AT_ONCE * EACH):
            found: list[Statement] = statements(row(theirs_number), next(places))
            for sql, values in found:
                database.execute(sql, values)

    places = count(1)
    with tempfile.TemporaryDirectory() as folder, asyncio.Runner() as runner:
        journal, database = DatabaseJournal(Path(folder) / "ours"), opened(Path(folder) / "theirs")
        ours, theirs, times = ratio(lambda: runner.run(writes()), bare, rounds=rounds, times=1)
        runner.run(journal.close())
        database.close()
    each = AT_ONCE * EACH
    return line(f"store a row, {AT_ONCE} at once", ours / each, theirs / each, times, "bare SQLite, a commit each")
