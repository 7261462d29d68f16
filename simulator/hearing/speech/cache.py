"""Spoken texts on disk, so that each is spoken once: in the user's cache folder, bounded, and never trusted.

A file begins with the digest of what follows; one that is broken is spoken again. The folder is that of the variable
CALLFLOW_CACHE, else `callflow-simulator` in XDG_CACHE_HOME or `~/.cache`.
"""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from attrs import define, field

from simulator.errors import UsageError
from simulator.files.reading import read_plain
from simulator.files.writing import remove_file, write_file

VARIABLE = "CALLFLOW_CACHE"
MOST_BYTES = 256 << 20
"""Bytes of all files together: about two hours of speech; those that were used longest ago go first."""
EVERY = 32
"""Files that are written until the folder is looked through again."""
_DIGEST = 32
_ENDING = ".voice"


def cache_folder() -> Path | None:
    """Where the user wants what can be made again; None where there is no place for it."""
    if own := os.environ.get(VARIABLE):
        return Path(own)
    try:
        base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    except RuntimeError:
        return None
    return Path(base) / "callflow-simulator"


@define(eq=False)
class SoundCache:
    """The files of one folder; a folder that cannot be written keeps nothing, and that is no fault."""

    folder: Path
    most: int = MOST_BYTES
    _written: int = field(init=False, default=0)

    @classmethod
    def of_user(cls) -> SoundCache | None:
        """The one in the user's cache folder."""
        folder = cache_folder()
        return None if folder is None else cls(folder / "voice")

    def get(self, key: tuple[object, ...]) -> bytes | None:
        """What is kept under a key, whole; None where there is nothing, or nothing sound."""
        path = self._path(key)
        try:
            raw = read_plain(path, self.most)
        except (OSError, ValueError):
            return None
        found = raw[_DIGEST:]
        if sha256(found).digest() != raw[:_DIGEST]:
            return None
        with suppress(OSError):
            os.utime(path)
        return found

    def keep(self, key: tuple[object, ...], sound: bytes) -> None:
        """Keep a sound for the next who asks."""
        with suppress(UsageError):
            write_file(self._path(key), sha256(sound).digest() + sound)
            if self._written % EVERY == 0:
                self._prune()
            self._written += 1

    def _path(self, key: tuple[object, ...]) -> Path:
        return self.folder / f"{sha256(repr(key).encode('utf-8', 'backslashreplace')).hexdigest()}{_ENDING}"

    def _prune(self) -> None:
        """Remove what was used longest ago, until the rest is small enough."""
        found = []
        with suppress(OSError):
            for entry in os.scandir(self.folder):
                if entry.name.endswith(_ENDING):
                    state = entry.stat()
                    found.append((state.st_mtime, state.st_size, entry.path))
        size = sum(one[1] for one in found)
        for _, own, path in sorted(found):
            if size > self.most:
                remove_file(path)
                size -= own
