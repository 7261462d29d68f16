"""`python -m notebooks [NAME ...]`: execute the notebooks (all, or those whose names begin so) and write them."""

from __future__ import annotations

import sys

import nbformat

from notebooks.execute import executed, notebooks
from simulator.files.writing import as_bytes, write_files


def main(names: list[str]) -> None:
    """Execute and write all that are chosen, or none where a cell fails."""
    chosen = [path for path in notebooks() if not names or path.name.startswith(tuple(names))]
    made = {
        path: as_bytes(nbformat.writes(executed(path)) + "\n")  # type: ignore[no-untyped-call]
        for path in chosen
    }
    write_files(made)
    for path in made:
        sys.stdout.write(f"{path.name}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
