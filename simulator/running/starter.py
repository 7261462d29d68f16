"""A small working example, to begin with: a flow, its account, scenarios and a test."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

from simulator.errors import UsageError
from simulator.files.writing import write_files

_ANNOUNCED = re.compile(rb"^# yaml-language-server: \$schema=schemas/([a-z]+\.schema\.json)$", re.MULTILINE)


def starter_files() -> dict[str, bytes]:
    """The files of the example by name, and the schemas that they announce to editors."""
    items = [item for item in files("simulator").joinpath("starter").iterdir() if item.is_file()]
    found = {item.name: item.read_bytes() for item in sorted(items, key=lambda item: item.name)}
    schemas = sorted({name.decode() for raw in found.values() for name in _ANNOUNCED.findall(raw)})
    shipped = files("simulator").joinpath("schema")
    return found | {f"schemas/{name}": shipped.joinpath(name).read_bytes() for name in schemas}


def write_starter(folder: str | Path) -> tuple[Path, ...]:
    """Write the example into a folder, which is made where it is missing.

    Raises UsageError where one of its files exists already or cannot be written; then nothing is.
    """
    root = Path(folder)
    content = {root / name: text for name, text in starter_files().items()}
    there = [path.as_posix() for path in content if path.exists()]
    if there:
        raise UsageError(f"nothing is overwritten, and these exist: {', '.join(there)} (choose another folder)")
    write_files(content)
    return tuple(content)
