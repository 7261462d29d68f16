"""Write the shipped schemas anew, after a declaration changed: `python -m simulator.schema [FOLDER]`."""

from __future__ import annotations

import sys
from pathlib import Path

from simulator.files.writing import as_bytes, write_file
from simulator.render.json import dumps
from simulator.schema.documents import TITLES, document


def write(folder: Path) -> None:
    """Write every schema into a folder."""
    for kind in sorted(TITLES):
        write_file(folder / f"{kind}.schema.json", as_bytes(dumps(document(kind))))


if __name__ == "__main__":
    write(Path(sys.argv[1]) if sys.argv[1:] else Path(__file__).parent)
