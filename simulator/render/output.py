"""Which formats are asked for, and files that results are written to: the command line and pytest share it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from simulator.errors import UsageError
from simulator.files.writing import as_bytes, write_file
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
            reports.append((name, Path(file)))
        else:
            raise UsageError(f'{option} "{one}" names no file after the colon: expected {name}:FILE')
    if len(plain) > 1:
        raise UsageError(f"one plain {option} goes to standard output, found {len(plain)}: {', '.join(plain)}")
    return plain[0] if plain else "text", tuple(reports)


def write(path: Path, text: str) -> None:
    """Write a file. Raises UsageError that says why it cannot be written."""
    write_file(path, as_bytes(text))
