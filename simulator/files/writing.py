"""The one place that writes files: each is what it was or what it shall be, whole, whatever happens meanwhile.

What is written goes to a sibling, which then takes the file's place. A full disk, a limit, an error of the device or
Ctrl-C leave the file as it was and no sibling; a kill (`kill -9`) may leave the sibling, never half of the file.
Devices, pipes and descriptors (`/dev/stdout`) have nothing to keep and are written to as they are.
"""

from __future__ import annotations

import os
import shutil
import stat
from contextlib import suppress
from errno import EACCES, EINVAL, EISDIR
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING

from simulator.errors import UsageError
from simulator.files.special import is_descriptor

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Content = bytes | Iterable[bytes]
    """What a file shall hold: whole, or in pieces that are made while it is written."""

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def as_bytes(text: str) -> bytes:
    """A text as files hold it: UTF-8, and what is no text is escaped."""
    return text.encode("utf-8", "backslashreplace")


def is_there(path: Path) -> bool:
    """Whether a file would take the place of another. Raises UsageError for what cannot be a name of a file."""
    try:
        return _state(path) is not None
    except NotADirectoryError:
        return False
    except (OSError, ValueError) as error:
        raise _cannot(path, error) from None


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it, where they are missing. Raises OSError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except ValueError as error:  # a NUL, half a character: no folder can have this name
        raise OSError(EINVAL, str(error)) from None


def write_file(path: Path, raw: Content) -> None:
    """Write a file; links are followed, its mode is kept, folders that are missing are made. Raises UsageError.

    Pieces are written as they come, so that a file may be larger than what fits into memory.
    """
    write_files({path: raw})


def write_files(files: Mapping[Path, Content]) -> None:
    """Write several files: all of them, or none and no folder either. Raises UsageError that names the one at fault."""
    writing = _Writing(keep_old=len(files) > 1)
    _under_way.append(writing)
    at = Path()
    try:
        for at, raw in files.items():
            writing.stage(at, raw)
        for at in files:
            writing.put(at)
    except BaseException as error:
        writing.undo()
        if not isinstance(error, OSError | ValueError):
            raise
        raise _cannot(at, error) from None
    finally:
        writing.clear()
        _under_way.remove(writing)


def give_up() -> None:
    """Put back what is being written at this moment, and leave no sibling: the process ends without more ado."""
    for writing in _under_way:
        writing.undo()


def remove_file(path: str) -> None:
    """Remove what can be made again; that it cannot be removed is no fault."""
    with suppress(OSError):
        os.unlink(path)


def make_private(path: Path) -> None:
    """An empty file that only its owner can read, and its folder, where there is none. Raises UsageError."""
    try:
        path.parent.mkdir(0o700, parents=True, exist_ok=True)
        with suppress(FileExistsError):  # it is not even opened: closing it again would give up locks on it
            os.close(os.open(path, _NEW, 0o600))
    except (OSError, ValueError) as error:
        raise _cannot(path, error) from None


def told(path: Path) -> str:
    """A place as a person in the working folder would name it."""
    here = Path.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()


def _cannot(path: Path, error: OSError | ValueError) -> UsageError:
    return UsageError(f'"{told(path)}" cannot be written: {getattr(error, "strerror", None) or error}')


class _Writing:
    """Files on their way: staged beside their places, then put there."""

    def __init__(self, *, keep_old: bool) -> None:
        self._keep_old = keep_old
        self._staged: dict[Path, _Staged] = {}
        self._folders: list[Path] = []

    def stage(self, path: Path, raw: Content) -> None:
        """Write the sibling of a file. Raises OSError, or ValueError for what is no path."""
        self._make(path.parent)
        self._staged[path] = one = _Staged(path, raw)
        one.write()

    def put(self, path: Path) -> None:
        """Let the sibling take its place. Raises OSError."""
        self._staged[path].put(self._keep_old)

    def undo(self) -> None:
        """Put back what was there, as far as that can be done."""
        for one in self._staged.values():
            one.undo()
        self.clear()
        for folder in reversed(self._folders):
            with suppress(OSError):
                os.rmdir(folder)

    def clear(self) -> None:
        """Remove every sibling that is left."""
        for one in self._staged.values():
            one.clear()

    def _make(self, folder: Path) -> None:
        missing = [one for one in (folder, *folder.parents) if not one.exists()]
        for one in reversed(missing):
            with suppress(FileExistsError):  # somebody else makes it at the same time
                os.mkdir(one)
                self._folders.append(one)


_under_way: list[_Writing] = []
"""What is being written."""


class _Staged:
    """One file on its way. `beside` holds what it shall be, `old` what it was; None where there is no such sibling."""

    def __init__(self, path: Path, raw: Content) -> None:
        self.path, self.raw = path, raw
        self.place = Path(os.path.realpath(path))
        self.before = _state(path)
        self.beside: Path | None = None
        self.old: Path | None = None
        self.there = False
        """Whether it has taken its place."""

    @property
    def in_place(self) -> bool:
        """Whether there is nothing to keep: a device, a pipe, a descriptor."""
        return is_descriptor(self.path) or (self.before is not None and not stat.S_ISREG(self.before.st_mode))

    def write(self) -> None:
        """Write the sibling. Raises OSError."""
        if self.before is not None and stat.S_ISDIR(self.before.st_mode):
            raise OSError(EISDIR, os.strerror(EISDIR))
        if self.in_place:
            return
        if self.before is not None and not os.access(self.place, os.W_OK):
            raise OSError(EACCES, os.strerror(EACCES))  # to take its place needs no right to write to it
        self.beside = beside = self._sibling()
        handle = os.open(beside, _NEW, 0o666)
        _fill(handle, self.raw, sync=self.before is not None)
        if self.before is not None:
            _belong(beside, self.before)

    def put(self, keep_old: bool) -> None:
        """Take the place. Raises OSError."""
        if self.beside is None:
            _fill(os.open(self.path, os.O_WRONLY | os.O_TRUNC), self.raw, sync=False)
            return
        if keep_old and self.before is not None:
            self.old = _second_name(self.place, self._sibling())
        os.replace(self.beside, self.place)
        self.beside, self.there = None, True

    def undo(self) -> None:
        """Put back what was there."""
        with suppress(OSError):
            if self.there and self.old is not None:
                os.replace(self.old, self.place)
                self.old = None
            elif self.there and self.before is None:
                os.unlink(self.place)

    def clear(self) -> None:
        """Remove the siblings."""
        for sibling in (self.beside, self.old):
            if sibling is not None:
                with suppress(OSError):
                    os.unlink(sibling)
        self.beside = self.old = None

    def _sibling(self) -> Path:
        return self.place.with_name(f".callflow-{token_hex(8)}.tmp")


def _state(path: Path) -> os.stat_result | None:
    """What is there, behind all links. Raises OSError where that cannot be known."""
    try:
        return os.stat(path)
    except FileNotFoundError:
        return None


def _fill(handle: int, raw: Content, *, sync: bool) -> None:
    """Write all of it and close. With `sync` an error of the disk is told now, not after all. Raises OSError."""
    try:
        for piece in (raw,) if isinstance(raw, bytes) else raw:
            left = memoryview(piece)
            while left:
                left = left[os.write(handle, left) :]
        if sync:
            os.fsync(handle)
    finally:
        os.close(handle)


def _belong(beside: Path, before: os.stat_result) -> None:
    """Give a sibling the mode of the file, and its owner where that is allowed. Raises OSError."""
    os.chmod(beside, stat.S_IMODE(before.st_mode))
    now = os.stat(beside)
    if (now.st_uid, now.st_gid) != (before.st_uid, before.st_gid) and hasattr(os, "chown"):
        with suppress(OSError):
            os.chown(beside, before.st_uid, before.st_gid)


def _second_name(place: Path, name: Path) -> Path:
    """Keep what a file holds under a second name. Raises OSError."""
    try:
        os.link(place, name)
    except OSError:  # not every file system has second names
        shutil.copy2(place, name)
    return name
