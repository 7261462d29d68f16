"""A journal: what was written is there when the emulator starts again, in the order in which it was written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.server.store.rows import JournalRow, Written

KEPT = 1000
"""Sessions that are over and still kept, the newest, unless somebody says otherwise."""


class Journal(Protocol):
    """Keeps rows. Of sessions that are over it keeps the newest only, of those that live all."""

    @property
    def forgotten(self) -> int:
        """Sessions that were over and had to make room, since it was opened."""
        ...

    async def write(self, *rows: Written) -> None:
        """Write rows, all or none; they are kept once this returns. Raises UsageError where they cannot be."""
        ...

    def rows(self) -> Iterator[JournalRow]:
        """All that is kept, in order. Raises UsageError where it cannot be read."""
        ...

    async def close(self) -> None:
        """Finish what was begun; nothing can be written afterwards."""
        ...
