"""Open the database of a folder: one process at a time, whole, and of a version that this program knows."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from simulator.errors import UsageError
from simulator.files.writing import make_private, told
from simulator.server.store.tables import schema

if TYPE_CHECKING:
    from pathlib import Path
    from sqlite3 import Connection

DATABASE, LOCK = "callflow.sqlite", "callflow.lock"
VERSION = 1
"""Of the tables; a new one comes with the statements that lead there."""
_OURS = 0x63616C6C
"""By which SQLite knows the program that made a file."""


def lock(folder: Path) -> Connection:
    """Hold a folder until this is closed; the system lets go of it when the process dies. Raises UsageError.

    SQLite's own lock, since it is the same on every system, and no child of this process inherits it.
    """
    make_private(folder / LOCK)
    try:
        held = sqlite3.connect(folder / LOCK, timeout=0, isolation_level=None, check_same_thread=False)
        try:
            held.execute("BEGIN EXCLUSIVE")
        except BaseException:
            held.close()
            raise
    except sqlite3.Error as error:
        if "locked" not in str(error):
            raise cannot(folder / LOCK, "used", error) from None
        raise UsageError(
            f'"{told(folder)}" is in use: stop the other `callflow serve`, or give another folder with --data'
        ) from None
    return held


def opened(folder: Path) -> Connection:
    """The database, checked and with all tables. Raises UsageError."""
    make_private(folder / DATABASE)
    try:
        database = connected(folder)
        try:
            _check(database, folder)
            _prepare(database)
        except BaseException:
            database.close()
            raise
    except sqlite3.Error as error:
        raise cannot(folder / DATABASE, "used", error) from None
    return database


def connected(folder: Path) -> Connection:
    """A connection of its own to the database."""
    return sqlite3.connect(folder / DATABASE, isolation_level=None, check_same_thread=False)


def cannot(file: Path, what: str, error: sqlite3.Error) -> UsageError:
    """What is said when SQLite refuses."""
    return UsageError(f'"{told(file)}" cannot be {what}: {error}')


def _check(database: Connection, folder: Path) -> None:
    name = f'"{told(folder / DATABASE)}"'
    with closing(database.execute("PRAGMA integrity_check(1)")) as found:
        (said,) = found.fetchone()
    if said != "ok":
        raise UsageError(f"{name} is damaged ({' '.join(said.split())}): move it away, or give another folder")
    version, owner, tables = (
        database.execute(sql).fetchone()[0]
        for sql in ("PRAGMA user_version", "PRAGMA application_id", "SELECT count(*) FROM sqlite_master")
    )
    if tables and owner != _OURS:
        raise UsageError(f"{name} is the database of another program: give another folder with --data")
    if version > VERSION:
        raise UsageError(
            f"{name} was written by a newer version of this program (tables {version}, expected at most {VERSION}): "
            "update this one, or give another folder with --data"
        )


def _prepare(database: Connection) -> None:
    """WAL, and every commit is safe from a kill of this process; the very last may be lost with the power."""
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = NORMAL")
    if not database.execute("PRAGMA user_version").fetchone()[0]:
        made = ["BEGIN", *schema(), f"PRAGMA application_id = {_OURS}", f"PRAGMA user_version = {VERSION}", "COMMIT"]
        for sql in made:
            database.execute(sql)
