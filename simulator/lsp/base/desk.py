"""What lies on the desk: the texts that are open in the editor, and behind them the files of the disk."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from simulator.files.reading import read_plain
from simulator.loading.files.recognised import FLOW_ENDINGS
from simulator.loading.files.scenario_names import is_scenario_name
from simulator.lsp.base.document import EditedFile
from simulator.lsp.base.uris import normal, uri_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

MOST_LISTED = 500
"""Names of a folder that are looked at for files which belong to a text."""
_CLOSED = 64
"""Files of the disk whose nodes are kept, while they are as they were."""


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
        found = self._open.get(normal(path))
        return read_plain(path) if found is None else found.raw

    def document(self, path: Path) -> EditedFile | None:
        """A text by its path; None where there is none that can be read."""
        try:
            return self._open.get(normal(path)) or _closed(normal(path), path.stat().st_mtime_ns)
        except (OSError, ValueError):
            return None

    def spelled(self, path: Path) -> str:
        """The URI of a file, as the editor spells it where it is open there."""
        found = self._open.get(normal(path))
        return found.uri if found else uri_of(path)

    def beside(self, path: Path) -> Iterator[EditedFile]:
        """Flows and scenarios that may name a file: those that are open, those of its folder and of the one above."""
        seen: set[Path] = set()
        for found in self._open.values():
            if found.kind in ("flow", "scenario"):
                seen.add(found.path)
                yield found
        for folder in (path.parent, path.parent.parent):
            for name in _named(folder):
                closed = None if normal(name) in seen else self.document(name)
                if closed is not None:
                    seen.add(closed.path)
                    yield closed


def _named(folder: Path) -> list[Path]:
    """The flow and scenario files of a folder."""
    found = []
    try:
        for at, name in enumerate(folder.iterdir()):
            if at > MOST_LISTED:
                break
            if name.name.endswith(FLOW_ENDINGS) or is_scenario_name(name.name):
                found.append(name)
    except OSError:  # a folder that is missing, or may not be listed
        return []
    return sorted(found)


@lru_cache(maxsize=_CLOSED)
def _closed(path: Path, changed: int) -> EditedFile:  # noqa: ARG001
    return EditedFile(path, read_plain(path).decode(errors="replace"))
