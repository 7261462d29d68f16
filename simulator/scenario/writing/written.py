"""Write generated files: all of them or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.errors import UsageError
from simulator.files.reading import read_plain
from simulator.files.writing import as_bytes, is_there
from simulator.files.writing import write_files as write_whole

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from simulator.scenario.writing.generated import Generated


def write_files(files: Sequence[Generated], folder: Path, guard: str) -> tuple[Path, ...]:
    """Write files into a folder, which is made where it is missing; the paths. Raises UsageError.

    `guard` names the option that overwrites files with other content; "" where these are to be overwritten.
    """
    texts = {folder / one.name: one.text for one in files}
    other = [path for path, text in texts.items() if is_there(path) and not _holds(path, text)]
    if other and guard:
        shown = ", ".join(path.as_posix() for path in other)
        raise UsageError(f"nothing is written, since these exist with other content: {shown} ({guard} overwrites them)")
    write_whole({path: as_bytes(text) for path, text in texts.items() if not _holds(path, text)})
    return tuple(texts)


def _holds(path: Path, text: str) -> bool:
    """Whether a file says this already, with whatever line breaks."""
    return path.is_file() and read_plain(path).replace(b"\r\n", b"\n") == as_bytes(text)
