"""Opening a folder: by one process, whole, of a version that is known; what cannot be is said in one line."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from simulator.errors import UsageError
from simulator.server.store.database import DatabaseJournal
from simulator.server.store.opening import DATABASE, LOCK
from simulator.server.store.rows import EndRow, InputRow, StartRow
from tests.server.leaving import nothing_left

if TYPE_CHECKING:
    from collections.abc import Iterator

WRITER = """
import asyncio, os, sys
from pathlib import Path
from simulator.server.store.database import DatabaseJournal
from simulator.server.store.rows import EndRow, InputRow, StartRow


async def one(journal, name):
    number = 0
    while True:
        session = f"{name}-{number}"
        for row in (StartRow(session, "a", b"{}", 1), InputRow(session, 0, 5, "key", "1"), EndRow(session, 9)):
            await journal.write(row)
            os.write(1, f"{type(row).__name__} {session}\\n".encode())
        number += 1


async def main():
    journal = DatabaseJournal(Path(sys.argv[1]), keep=10**9)
    await asyncio.gather(*(one(journal, name) for name in range(int(sys.argv[2]))))


asyncio.run(main())
"""


@pytest.fixture(autouse=True)
def _leaves_nothing() -> Iterator[None]:
    with nothing_left():
        yield


@contextmanager
def writing(folder: Path, writers: int) -> Iterator[subprocess.Popen[str]]:
    """A process that writes, and says what was written."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "COV_", "COVERAGE_"))}
    command = [sys.executable, "-c", WRITER, str(folder), str(writers)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=clean, cwd=Path(__file__).parents[2])
    try:
        yield child
    finally:
        child.kill()
        child.wait()
        assert child.stdout is not None
        child.stdout.close()


@pytest.mark.nested
@pytest.mark.parametrize("lines", [1, 50, 2000])
def test_what_was_written_is_there_after_a_kill(lines: int, tmp_path: Path) -> None:
    """Also what was in no hurry to be told; the folder is free at once."""
    with writing(tmp_path, 16) as child:
        assert child.stdout is not None
        said = [child.stdout.readline() for _ in range(lines)]
        with pytest.raises(UsageError, match="is in use: stop the other `callflow serve`"):
            DatabaseJournal(tmp_path)
        child.send_signal(signal.SIGKILL)
        said += child.stdout.read().splitlines(keepends=True)
    told = {tuple(line.split()) for line in said if line.endswith("\n")}
    journal = DatabaseJournal(tmp_path, keep=10**9)
    found = set()
    for row in journal.rows():
        assert isinstance(row, StartRow | InputRow | EndRow)
        found.add((type(row).__name__, row.id if isinstance(row, StartRow) else row.session))
    asyncio.run(journal.close())
    assert len(told) >= lines
    assert told <= found
    assert len(found - told) <= 16, "each writer was waiting for one more at most"


def test_one_process_has_a_folder_once(tmp_path: Path) -> None:
    journal = DatabaseJournal(tmp_path)
    for _ in range(2):
        with pytest.raises(UsageError, match="is in use"):
            DatabaseJournal(tmp_path)
    asyncio.run(journal.close())
    asyncio.run(DatabaseJournal(tmp_path).close())


def test_only_its_owner_reads_what_is_there(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "data"
    journal = DatabaseJournal(folder)
    asyncio.run(journal.write(InputRow("s", 0, 0, "key")))
    modes = {one.name: one.stat().st_mode & 0o777 for one in (folder, *folder.iterdir())}
    asyncio.run(journal.close())
    assert modes.pop("data") == 0o700
    assert set(modes) >= {DATABASE, LOCK, f"{DATABASE}-wal"}
    assert set(modes.values()) == {0o600}


def said(folder: Path) -> str:
    """Why a folder cannot be opened: one line."""
    with pytest.raises(UsageError) as error:
        DatabaseJournal(folder)
    assert len(error.value.lines) == 1
    assert "\n" not in str(error.value)
    return str(error.value)


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("mine")
    assert said(tmp_path / "data").endswith("cannot be written: File exists")
    assert said(tmp_path / "data" / "in").endswith("cannot be written: Not a directory")
    assert said(tmp_path / "a\0b").endswith("cannot be written: embedded null byte")


@pytest.mark.parametrize("name", [DATABASE, LOCK])
def test_a_folder_is_no_database(name: str, tmp_path: Path) -> None:
    (tmp_path / name).mkdir()
    assert said(tmp_path).endswith("cannot be used: unable to open database file")


@pytest.mark.parametrize("name", [DATABASE, LOCK])
def test_a_file_of_somebody_else_is_left_alone(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"my own notes, which are no database" * 100)
    assert said(tmp_path).endswith("cannot be used: file is not a database")
    assert (tmp_path / name).read_bytes().startswith(b"my own notes")


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / DATABASE)) as other:
        other.execute("CREATE TABLE mine (a)")
    assert said(tmp_path).endswith("is the database of another program: give another folder with --data")


def test_a_newer_version_is_refused(tmp_path: Path) -> None:
    asyncio.run(DatabaseJournal(tmp_path).close())
    with closing(sqlite3.connect(tmp_path / DATABASE)) as database:
        database.execute("PRAGMA user_version = 2")
    assert "was written by a newer version of this program (tables 2, expected at most 1)" in said(tmp_path)


def test_a_damaged_database_is_told(tmp_path: Path) -> None:
    async def written() -> None:
        journal = DatabaseJournal(tmp_path)
        await journal.write(*(StartRow(f"s{n}", "a", b"x" * 3000, n) for n in range(50)))
        await journal.close()

    asyncio.run(written())
    file = tmp_path / DATABASE
    raw = bytearray(file.read_bytes())
    for page in range(4, len(raw) // 4096):
        raw[page * 4096 : page * 4096 + 40] = b"\xff" * 40
    file.write_bytes(raw)
    assert "is damaged (" in said(tmp_path) or "malformed" in said(tmp_path)


def test_a_full_disk_is_told_and_what_is_written_later_is_kept(tmp_path: Path) -> None:
    async def filled() -> None:
        journal = DatabaseJournal(tmp_path)
        database = journal._writer._connection
        (pages,) = database.execute("PRAGMA page_count").fetchone()
        database.execute(f"PRAGMA max_page_count = {pages + 2}").fetchone()
        with pytest.raises(UsageError, match=r'callflow.sqlite" cannot be written: database or disk is full'):
            await journal.write(StartRow("s", "a", b"x" * 100_000, 1))
        database.execute("PRAGMA max_page_count = 1000000").fetchone()
        await journal.write(StartRow("t", "a", b"x" * 100_000, 1))
        assert [row.id for row in journal.rows() if isinstance(row, StartRow)] == ["t"]
        await journal.close()

    asyncio.run(filled())


def test_what_can_no_longer_be_read_is_told(tmp_path: Path) -> None:
    journal = DatabaseJournal(tmp_path)
    journal._writer._connection.execute("DROP TABLE inputs")
    with pytest.raises(UsageError, match="cannot be read: no such table"):
        list(journal.rows())
    asyncio.run(journal.close())
