"""A small working example, to begin with: a flow, its account, scenarios and a test."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from simulator.errors import UsageError


def starter_files() -> dict[str, bytes]:
    """The files of the example by name."""
    found = [item for item in files("simulator").joinpath("starter").iterdir() if item.is_file()]
    return {item.name: item.read_bytes() for item in sorted(found, key=lambda item: item.name)}


def write_starter(folder: str | Path) -> tuple[Path, ...]:
    """Write the example into a folder, which is made where it is missing.

    Raises UsageError where one of its files exists already (then nothing is written), or it cannot be written.
    """
    root = Path(folder)
    content = {root / name: text for name, text in starter_files().items()}
    there = [path.as_posix() for path in content if path.exists()]
    if there:
        raise UsageError(f"nothing is overwritten, and these exist: {', '.join(there)} (choose another folder)")
    try:
        root.mkdir(parents=True, exist_ok=True)
        for path, text in content.items():
            path.write_bytes(text)
    except OSError as error:
        raise UsageError(f'"{root.as_posix()}" cannot be written to: {error.strerror}') from None
    return tuple(content)
