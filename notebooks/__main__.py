"""`python -m notebooks [NAME ...]`: execute the notebooks (all, or those whose names begin so) and write them."""

from __future__ import annotations

import sys
from importlib.util import find_spec

from simulator.files.writing import as_bytes, write_files

NEEDED = ("anywidget", "flask", "ipykernel", "matplotlib", "nbclient", "nbformat", "pandas", "pygraphviz")
"""What the notebooks import, and what executes them: all of it comes with the extra `notebook`."""


def main(names: list[str]) -> int:
    """Execute and write all that are chosen, or none where a cell fails or something is missing."""
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        sys.stderr.write(f"notebooks: {', '.join(missing)} not installed: pip install -e '.[notebook]'\n")
        return 2
    import nbformat

    from notebooks.execute import executed, notebooks

    chosen = [path for path in notebooks() if not names or path.name.startswith(tuple(names))]
    made = {
        path: as_bytes(nbformat.writes(executed(path)) + "\n")  # type: ignore[no-untyped-call]
        for path in chosen
    }
    write_files(made)
    for path in made:
        sys.stdout.write(f"{path.name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
