"""The files of a run as they stand and as they will be written, and the writing itself: each whole or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from simulator.errors import UsageError
from simulator.files.reading import read_plain
from simulator.files.writing import write_file

if TYPE_CHECKING:
    from simulator.loading.files.account_file import Read


class MendedFiles:
    """What files say: as they stand, or as they will be written. Names of one file are told to be one."""

    def __init__(self, read: Read = read_plain) -> None:
        self._read = read
        self.stood: dict[Path, bytes] = {}
        """Each file that was read, as it stood."""
        self.names: dict[Path, str] = {}
        """How each of them was called first."""
        self._now: dict[Path, bytes] = {}

    def put(self, name: str, raw: bytes) -> Path:
        """What a name stands for that is no file (standard input); returns its place."""
        place = self.place(Path(name))
        self.stood[place], self.names[place] = raw, name
        return place

    def read(self, path: Path) -> bytes:
        """What a file says now. Raises OSError."""
        place = self.place(path)
        if place not in self.stood:
            self.stood[place], self.names[place] = self._read(path), path.as_posix()
        return self.now(place)

    def now(self, place: Path) -> bytes:
        """What is said at a place that was read before."""
        return self._now.get(place, self.stood[place])

    def mend(self, place: Path, raw: bytes) -> None:
        """From now on the file at a place says this."""
        self._now[place] = raw

    def forget(self, place: Path) -> None:
        """The file at a place stays as it stands."""
        self._now.pop(place, None)

    def changed(self) -> dict[Path, bytes]:
        """What is to be written, by the place of each file."""
        return {place: raw for place, raw in self._now.items() if raw != self.stood[place]}

    def place(self, path: Path) -> Path:
        """The file that a name stands for, whatever links lead there."""
        return path.resolve()

    def write(self, place: Path) -> None:
        """Write a file. Raises UsageError where that cannot be done, or where it says something else by now."""
        try:
            changed = read_plain(place) != self.stood[place]
        except OSError as error:
            raise UsageError(f'"{place.as_posix()}" cannot be written: {error.strerror}') from None
        if changed:
            raise UsageError(f'"{place.as_posix()}" was changed meanwhile, and is left as it is')
        write_file(place, self._now[place])
