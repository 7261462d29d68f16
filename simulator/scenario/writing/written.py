"""Write generated files: all of them or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from simulator.scenario.writing.generated import Generated


def write_files(files: Sequence[Generated], folder: Path, guard: str) -> tuple[Path, ...]:
    """Write files into a folder, which is made where it is missing; the paths. Raises UsageError.

    `guard` names the option that overwrites files with other content; "" where these are to be overwritten.
    """
    texts = {folder / one.name: one.text for one in files}
    other = [path for path, text in texts.items() if path.exists() and not _holds(path, text)]
    if other and guard:
        shown = ", ".join(path.as_posix() for path in other)
        raise UsageError(f"nothing is written, since these exist with other content: {shown} ({guard} overwrites them)")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f'"{folder.as_posix()}" cannot be made: {error.strerror}') from None
    for path, text in texts.items():
        try:
            path.write_text(text, encoding="utf-8", newline="\n", errors="backslashreplace")
        except OSError as error:
            raise UsageError(f'"{path.as_posix()}" cannot be written: {error.strerror}') from None
    return tuple(texts)


def _holds(path: Path, text: str) -> bool:
    return path.is_file() and path.read_bytes() == text.encode()
