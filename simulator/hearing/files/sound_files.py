"""The files of prompts, by their address: from a folder, else from this machine, else none."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from attrs import define, field

from simulator.files.reading import read_plain
from simulator.hearing.files.loopback import SECONDS, fetched, is_loopback
from simulator.hearing.sound.samples import milliseconds
from simulator.hearing.sound.wav import read_wav
from simulator.hearing.speech.notes import Notes
from simulator.model.kept import Cache

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_BYTES = 5120 << 10
"""Bytes of a file (documented)."""
_KEPT, _KEPT_BYTES = 64, 64 << 20


@define(eq=False)
class SoundFiles:
    """The sound of addresses; `notes` says of which there is none, and why. Each is looked for once.

    In `folder` a file lies under the address's host and path, its path, or its name alone.
    """

    folder: Path | None = None
    notes: Notes = field(factory=Notes)
    seconds: float = SECONDS
    _known: Cache[str, tuple[bytes | None]] = field(init=False, factory=lambda: Cache(_KEPT, _KEPT_BYTES))

    def sound(self, url: str) -> bytes | None:
        """The samples of a file; None where it cannot be had."""
        found = self._known.get(url)
        if found is None:
            sound = self._sound(url)
            found = self._known.keep(url, (sound,), len(sound or b""))
        return found[0]

    def length(self, url: str) -> int | None:
        """How long it plays, in ms; None where it cannot be had."""
        found = self.sound(url)
        return None if found is None else milliseconds(found)

    def may_have(self, url: str) -> bool:
        """Whether there is somewhere to look for it; it is not opened."""
        return is_loopback(url) or next(self._places(url), None) is not None

    def _sound(self, url: str) -> bytes | None:
        try:
            return read_wav(self._raw(url))
        except ValueError as error:
            self.notes.add(f'"{url}" is silence: {error}')
            return None

    def _raw(self, url: str) -> bytes:
        """Raises ValueError."""
        place = next(self._places(url), None)
        if place is not None:
            try:
                return read_plain(place, MOST_BYTES)
            except OSError as error:
                raise ValueError(f"it cannot be read: {error.strerror}") from None
        if is_loopback(url):
            return fetched(url, MOST_BYTES, self.seconds)
        where = "nothing is fetched from another machine" if self.folder is None else "it is not in the folder"
        raise ValueError(f"{where} (--files FOLDER has files under their address or name)")

    def _places(self, url: str) -> Iterator[Path]:
        """Where it lies in the folder: nothing outside of it counts, whatever an address says."""
        if self.folder is None:
            return
        try:
            parts = urlsplit(url)
            path, host = unquote(parts.path), parts.hostname or ""
            top = self.folder.resolve()
            for name in (f"{host}/{path}", path, PurePosixPath(path).name):
                place = (top / name.lstrip("/")).resolve()
                if place.is_relative_to(top) and place.is_file():
                    yield place
        except (OSError, ValueError, RuntimeError):
            return
