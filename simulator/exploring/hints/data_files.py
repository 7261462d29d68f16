"""The values of data files that a module names, where these can be pressed: JSON, SQLite, and lines of text."""

from __future__ import annotations

import json
import re
from contextlib import closing
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.exploring.hints import keys_in
from simulator.exploring.hints.files import is_file, is_folder, read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from sqlite3 import Connection

    from simulator.exploring.hints.modules import ModuleFile

MOST_VALUES = 300
"""Of one file."""
MOST_FILES = 20
MOST_FOLDERS = 12
"""In which the files of one module are looked for."""

_PREFIX = re.compile(r"(?:sqlite:/{1,3}|file:)")
_CELL = re.compile(r"[\s,;|=\"'\[\]{}]+")
_SQLITE = b"SQLite format 3\0"


def files_of(modules: Iterable[ModuleFile], near: Sequence[Path]) -> Iterator[Path]:
    """The files that texts of modules name: beside the module, in folders that are `near`, or in those named there."""
    listed = cache(_listed)
    for module in modules:
        texts = dict.fromkeys(_PREFIX.sub("", text).partition("?")[0] for text in module.source.texts)
        folders = list(dict.fromkeys((module.path.parent, *near)))
        inside = tuple(folders)
        for folder in folders:
            beside = (folder / name for name in texts if name in listed(folder))
            below = (folder / name for name in texts if "/" in name and _there(folder / name, inside))
            for path in (*beside, *below):
                if is_file(path):
                    yield path
                elif len(folders) < MOST_FOLDERS:
                    folders.append(path)


def values_of(path: Path) -> tuple[str, ...]:
    """The first values of a file that can be pressed."""
    raw = read(path)
    if raw is None:
        return ()
    texts = _of_sqlite(path) if raw.startswith(_SQLITE) else _of_text(raw)
    keys = dict.fromkeys(key for text in texts for key in keys_in.whole(text))
    return tuple(islice(keys, MOST_VALUES))


def _listed(folder: Path) -> frozenset[str]:
    """The names in a folder; modules are read by their own rules."""
    try:
        return frozenset(one.name for one in folder.iterdir() if one.suffix != ".py")
    except OSError:
        return frozenset()


def _there(path: Path, folders: Iterable[Path]) -> bool:
    """Whether there is such a file or folder, and in one of these folders: `../..` and `/etc` lead out of them."""
    found = is_file(path) or is_folder(path)
    return found and any(path.resolve().is_relative_to(folder) for folder in folders)


def _of_text(raw: bytes) -> Iterator[str]:
    """The values of JSON, else the cells of lines; what holds a zero byte is no text."""
    text = raw.decode("utf-8-sig", errors="replace")
    if "\0" in text:
        return
    try:
        yield from _of_json(json.loads(text))
    except (ValueError, RecursionError):
        yield from _CELL.split(text)


def _of_json(value: Any) -> Iterator[str]:
    waiting = [value]
    while waiting:
        here = waiting.pop()
        if isinstance(here, dict):
            waiting += [one for pair in reversed(here.items()) for one in reversed(pair)]
        elif isinstance(here, list):
            waiting += reversed(here)
        elif isinstance(here, str | int) and not isinstance(here, bool):
            yield str(here)


def _of_sqlite(path: Path) -> Iterator[str]:
    """The cells of every table. Nothing is written: no log is made where the database has none."""
    import sqlite3

    logs = [path.with_name(path.name + end) for end in ("-wal", "-shm")]
    mode = "mode=ro" if all(log.exists() for log in logs) else "mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?{mode}", uri=True, timeout=0)) as database:
            database.text_factory = lambda raw: raw.decode(errors="replace")
            yield from _cells(database)
    except sqlite3.Error:
        return


def _cells(database: Connection) -> Iterator[str]:
    for (table,) in database.execute("select name from sqlite_master where type = 'table' order by name").fetchall():
        quoted = table.replace('"', '""')
        for row in database.execute(f'select * from "{quoted}" limit {MOST_VALUES}'):
            yield from (str(cell) for cell in row if isinstance(cell, str | int))
