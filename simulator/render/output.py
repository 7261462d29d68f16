"""Which formats are asked for, and files that results are written to: the command line and pytest share it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from simulator.errors import UsageError
from simulator.files.writing import as_bytes, told, write_file
from simulator.render.formats import renderer

if TYPE_CHECKING:
    from collections.abc import Sequence


def formats(given: Sequence[str], thing: str, option: str = "--format") -> tuple[str, tuple[tuple[str, Path], ...]]:
    """The plain format (text where none is given), and the reports with their files. Raises UsageError."""
    plain: list[str] = []
    reports: list[tuple[str, Path]] = []
    for one in given:
        name, colon, file = one.partition(":")
        renderer(thing, name)
        if not colon:
            plain.append(name)
        elif file:
            reports.append((name, place_of(file)))
        else:
            raise UsageError(f'{option} "{one}" names no file after the colon: expected {name}:FILE')
    if len(plain) > 1:
        raise UsageError(f"one plain {option} goes to standard output, found {len(plain)}: {', '.join(plain)}")
    return plain[0] if plain else "text", tuple(reports)


def place_of(file: str) -> Path:
    """Where a file is to be written, whatever becomes of the working folder. Raises UsageError where it cannot be."""
    path = Path.cwd() / file
    try:
        if path.is_dir():
            raise UsageError(f'"{file}" is a folder: name a file in it')
        nearest = next(one for one in path.parents if one.exists())
    except OSError as error:
        raise UsageError(f'"{file}" cannot be written: {error.strerror}') from None
    if not nearest.is_dir():
        raise UsageError(f'"{file}" cannot be written: "{told(nearest)}" is no folder')
    return path


def write(path: Path, text: str) -> None:
    """Write a file. Raises UsageError that says why it cannot be written."""
    write_file(path, as_bytes(text))
