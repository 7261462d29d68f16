"""`python -m notebooks [NAME ...]`: execute the notebooks (all, or those whose names begin so) and write them."""

from __future__ import annotations

import sys

import nbformat

from notebooks.execute import executed, notebooks


def main(names: list[str]) -> None:
    """Execute and write; a cell that fails stops it."""
    for path in notebooks():
        if not names or path.name.startswith(tuple(names)):
            nbformat.write(executed(path), path)
            sys.stdout.write(f"{path.name}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
