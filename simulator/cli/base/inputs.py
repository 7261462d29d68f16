"""A file that a command reads is not one that its results go to: refused before anything runs."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.errors import UsageError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator, Sequence

    from simulator.loading.files.recognised import FileKind

_SINGLE = ("file", "old", "new", "flow", "log", "account")
_LISTS = ("files", "paths", "scenarios")
"""The options of commands that name what is read."""
_MOST_BYTES = 1 << 20
"""A larger file is taken for a report: nobody writes a body of so many bytes."""


def refuse_inputs(options: argparse.Namespace, places: Sequence[Path]) -> None:
    """Raises UsageError where results would take the place of what is read, or of each other.

    What the command names counts, whatever links or spellings lead there, all in a folder that it names whose name is
    that of a scenario or a log, and what is by its keys a flow, a scenario, an account or a body: another may name it.
    """
    for one, other in combinations(places, 2):
        if not _special(one) and one.absolute() == other.absolute():
            raise UsageError(f'"{one.as_posix()}" is named for two results: each needs a file of its own')
    for place in filter(_is_file, places):
        for name in _named(options):
            if _same(place, name) or _within(place, name):
                raise UsageError(f'"{place.as_posix()}" is read by this command: choose another file for its results')
        _refuse_known(place, force=getattr(options, "force", False))


def _refuse_known(place: Path, *, force: bool) -> None:
    """A report of before may be overwritten, and says nothing at its top that files of ours say."""
    if force or place.suffix.lower() not in (".json", ".yaml", ".yml"):
        return
    from simulator.running.source import MEANT

    kind = _kind(place)
    if kind is not None:
        what = MEANT[kind].partition(" (")[0]
        raise UsageError(f'"{place.as_posix()}" is {what}, and results would overwrite it: choose another, or --force')


def _kind(place: Path) -> FileKind | None:
    from simulator.files.reading import read_plain
    from simulator.loading.files.recognised import kind_of

    try:
        raw = read_plain(place, _MOST_BYTES)
        if place.suffix.lower() == ".json" or raw.lstrip().startswith(b"{"):
            data = json.loads(raw)
            raw = json.dumps(dict.fromkeys(data)).encode() if isinstance(data, dict) else b""
    except (OSError, ValueError, RecursionError):
        return None
    return kind_of(raw)


def _named(options: argparse.Namespace) -> Iterator[Path]:
    given = vars(options)
    lists: Iterable[str] = (name for key in _LISTS for name in given.get(key) or ())
    for name in (*lists, *(given.get(key) for key in _SINGLE)):
        if isinstance(name, str) and name != "-":
            yield Path(name)


def _same(place: Path, name: Path) -> bool:
    try:
        return place.samefile(name)
    except (OSError, ValueError):
        return False


def _within(place: Path, folder: Path) -> bool:
    """Whether a folder is read that holds the file, under a name that is read there."""
    from simulator.loading.files.scenario_names import is_scenario_name

    if not is_scenario_name(place.name) and ".jsonl" not in place.name:
        return False
    try:
        return folder.is_dir() and place.resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError, RuntimeError):
        return False


def _special(path: Path) -> bool:
    """Whether several results may go there: a terminal, say."""
    return path.exists() and not path.is_file()


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
