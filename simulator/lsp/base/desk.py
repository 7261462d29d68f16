"""What lies on the desk: the texts that are open in the editor, and behind them the files of the disk."""

from __future__ import annotations

import os
from itertools import islice
from typing import TYPE_CHECKING

from simulator.files.reading import read_plain
from simulator.loading.files.recognised import FLOW_ENDINGS
from simulator.loading.files.scenario_names import is_scenario_name
from simulator.lsp.base.document import EditedFile
from simulator.lsp.base.uris import normal, uri_of
from simulator.model.kept import Cache

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

MOST_LISTED, MOST_NAMES = 500, 10_000
"""Flows and scenarios of a folder that are looked at for what belongs to a text; names among which they are sought."""
_CLOSED: Cache[tuple[Path, int, int], EditedFile] = Cache(2 * MOST_LISTED, 8 << 20)
"""Files of the disk that were read, while they are as they were: all that one look at two folders comes upon."""


class Desk:
    """One moment: what is open does not change under whoever looks at it."""

    def __init__(self, open_texts: Mapping[Path, EditedFile]) -> None:
        self._open = dict(open_texts)

    @property
    def documents(self) -> tuple[EditedFile, ...]:
        """The texts that are open."""
        return tuple(self._open.values())

    def read(self, path: Path) -> bytes:
        """What a file says: as it is typed, where it is open. Raises OSError."""
        found = self.opened(path)
        return read_plain(path) if found is None else found.raw

    def document(self, path: Path) -> EditedFile | None:
        """A text by its path; None where there is none that can be read."""
        try:
            return self.opened(path) or _closed(normal(path))
        except (OSError, ValueError):
            return None

    def opened(self, path: Path) -> EditedFile | None:
        """A text by its path, where it is open."""
        return self._open.get(normal(path))

    def spelled(self, path: Path) -> str:
        """The URI of a file, as the editor spells it where it is open there."""
        found = self.opened(path)
        return found.uri if found else uri_of(path)

    def beside(self, path: Path) -> Iterator[EditedFile]:
        """Flows and scenarios that may name a file: those that are open, those of its folder and of the one above."""
        seen: set[Path] = set()
        for found in self._open.values():
            if found.kind in ("flow", "scenario"):
                seen.add(found.path)
                yield found
        for folder in (path.parent, path.parent.parent):
            for name in _named(folder)[0]:
                closed = None if normal(name) in seen else self.document(name)
                if closed is not None:
                    seen.add(closed.path)
                    yield closed

    def crowded(self, path: Path) -> bool:
        """Whether more lies beside a file than is looked at."""
        return not all(_named(folder)[1] for folder in (path.parent, path.parent.parent))


def _named(folder: Path) -> tuple[list[Path], bool]:
    """The flow and scenario files of a folder, and whether these are all."""
    try:
        with os.scandir(folder) as listed:
            names = [one.name for one in islice(listed, MOST_NAMES + 1)]
    except OSError:  # a folder that is missing, or may not be listed
        return [], True
    found = sorted(name for name in names if name.endswith(FLOW_ENDINGS) or is_scenario_name(name))
    whole = len(names) <= MOST_NAMES and len(found) <= MOST_LISTED
    return [folder / name for name in found[:MOST_LISTED]], whole


def _closed(path: Path) -> EditedFile:
    found = path.stat()
    key = path, found.st_mtime_ns, found.st_size
    return _CLOSED.get(key) or _CLOSED.keep(key, _read(path), found.st_size)


def _read(path: Path) -> EditedFile:
    raw = read_plain(path)
    try:
        return EditedFile(path, raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return EditedFile(path, raw.decode(errors="replace"), whole=False)
