"""Execute a notebook in a clean kernel, from its own folder, and keep only what is the same each time."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

FOLDER = Path(__file__).parent
SECONDS = 60
"""Longest time that a cell may take."""
WIDGET = "application/vnd.jupyter.widget-view+json"
"""A live widget has an id by chance; the still picture beside it is kept."""


def notebooks() -> list[Path]:
    """Every notebook, in order."""
    return sorted(FOLDER.glob("*.ipynb"))


def executed(path: Path) -> Any:
    """The notebook with fresh outputs. Raises nbclient's CellExecutionError where a cell fails."""
    book = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    client = NotebookClient(
        book,
        timeout=SECONDS,
        kernel_name="python3",
        record_timing=False,
        store_widget_state=False,
        coalesce_streams=True,
        extra_arguments=["--log-level=ERROR"],
        resources={"metadata": {"path": str(FOLDER)}},
    )
    client.execute(env=_surroundings())
    return cleaned(book)


def _surroundings() -> dict[str, str]:
    """The checkout is imported, wherever it lies, and no string is hashed by chance."""
    paths = [str(FOLDER.parent), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONHASHSEED": "0"}


def cleaned(book: Any) -> Any:
    """The same notebook without what differs from run to run; cells are numbered from 1."""
    book.metadata = nbformat.from_dict(  # type: ignore[no-untyped-call]
        {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        }
    )
    for number, cell in enumerate(book.cells, 1):
        cell.id = f"cell-{number}"
        cell.metadata = nbformat.from_dict({})  # type: ignore[no-untyped-call]
        for output in cell.get("outputs", ()):
            output.get("data", {}).pop(WIDGET, None)
    return book
