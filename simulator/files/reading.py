"""Read files of the user: plain files, pipes of a shell and standard input, none of them without an end."""

from __future__ import annotations

import os
import stat
import sys
from errno import EFBIG, EINVAL, EISDIR, ENODEV
from typing import TYPE_CHECKING

from simulator.errors import UsageError
from simulator.files.special import KINDS, is_descriptor

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import IO

MOST_BYTES = 64 << 20
"""The most bytes of a file that is read: a flow file of 100,000 rows has about 25 MB, and a larger one would not fit
into memory once it is read."""
MOST_LOG_BYTES = 512 << 20
"""The most bytes of a log or of coverage: traffic of weeks, about 500,000 webhooks."""


_CHUNK = 1 << 20
_UNENDING = ("/proc/", "/sys/")
"""Folders of the system: what lies there looks like a plain file and need not have an end."""


def read_plain(path: Path, most: int = MOST_BYTES) -> bytes:
    """The content of a plain file, as files may name it. Raises OSError for all else and for more than `most` bytes."""
    found = _found(path)
    _refuse(found)
    if os.path.realpath(path).startswith(_UNENDING):
        raise OSError(ENODEV, "it is a file of the system")
    return _content(path, found.st_size, most)


def read_given(path: Path, most: int = MOST_BYTES) -> bytes:
    """The content of what the command line names: a plain file, or something open (`/dev/stdin`, `<(command)`).

    Raises OSError for all else, and for more than `most` bytes.
    """
    found = _found(path)
    if not is_descriptor(path) and os.path.realpath(path) != os.devnull:
        _refuse(found)
    return _content(path, found.st_size, most)


def reading(given: Path) -> Callable[[Path], bytes]:
    """A reader of what the command line names and of all that this names in turn."""
    return lambda path: read_given(path) if path == given else read_plain(path)


def read_stdin(most: int = MOST_BYTES) -> bytes:
    """What standard input has. Raises UsageError where it is closed, cannot be read, or has more than `most` bytes."""
    if sys.stdin is None:
        raise UsageError("standard input is closed: there is nothing to read")
    try:
        return _bounded(sys.stdin.buffer, _CHUNK, most)
    except OSError as error:
        raise UsageError(f"standard input cannot be read: {error.strerror}") from None


def _found(path: Path) -> os.stat_result:
    try:
        return path.stat()
    except ValueError as error:  # a NUL, half a character: no file can have this name
        raise OSError(EINVAL, str(error)) from None


def _refuse(found: os.stat_result) -> None:
    kind = stat.S_IFMT(found.st_mode)
    if kind == stat.S_IFDIR:
        raise IsADirectoryError(EISDIR, os.strerror(EISDIR))
    if kind in KINDS:
        raise OSError(ENODEV, f"it is {KINDS[kind]}")


def _content(path: Path, size: int, most: int) -> bytes:
    if size > most:
        raise _too_large(most)
    with path.open("rb") as file:
        return _bounded(file, size + 1, most)


def _bounded(file: IO[bytes], first: int, most: int) -> bytes:
    """All that is there; `first` is how much is asked for at once, at first. Raises OSError."""
    parts = [file.read(first)]
    size = len(parts[0])
    while parts[-1]:
        if size > most:
            raise _too_large(most)
        parts.append(file.read(_CHUNK))
        size += len(parts[-1])
    return b"".join(parts)


def _too_large(most: int) -> OSError:
    return OSError(EFBIG, f"it has more than {most >> 20} MB")
