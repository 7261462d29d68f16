"""What was found in bodies and files before: what reads the same need not be checked again at the next keystroke."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.model.kept import Cache

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.model.reports.file_report import FileReport
    from simulator.rules.base.check import Checked
    from simulator.running.source import Source

    ReadFile = Callable[[Path], bytes]

MOST_BODIES, MOST_BYTES = 8192, 16 << 20
"""Bodies whose findings are kept, and their bytes in all."""


class BodyMemory:
    """What was found in each body with an account, within a minute of the real clock: only `validUntil` looks at it."""

    def __init__(self) -> None:
        self._known: Cache[tuple[object, ...], Checked] = Cache(MOST_BODIES, MOST_BYTES)

    def __call__(self, source: Source) -> Checked:
        """The body of a source as it was read and judged, now or before."""
        minute = time.time() // 60 if source.at is None else source.at
        key = (source.raw, source.kind, source.file, source.account, minute)
        return self._known.get(key) or self._known.keep(key, source.checked_now(), len(source.raw))


class FileMemory:
    """The reports of a file, and all that was read for them: they hold while that reads the same."""

    def __init__(self, check: Callable[[ReadFile], list[FileReport]], read: ReadFile) -> None:
        self._read_at: dict[Path, bytes | None] = {}
        self._minute = time.time() // 60
        self.reports = check(lambda path: self._noted(path, read))

    def holds(self, read: ReadFile) -> bool:
        """Whether all of it still reads the same."""
        if self._minute != time.time() // 60:
            return False
        return all(_content(path, read) == was for path, was in self._read_at.items())

    def _noted(self, path: Path, read: ReadFile) -> bytes:
        self._read_at[path] = None
        self._read_at[path] = found = read(path)
        return found


def _content(path: Path, read: ReadFile) -> bytes | None:
    try:
        return read(path)
    except (OSError, ValueError):
        return None
