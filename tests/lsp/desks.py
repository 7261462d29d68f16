"""Texts on a desk, and a cursor in one of them."""

from __future__ import annotations

from pathlib import Path

from simulator.lsp.base.desk import Desk
from simulator.lsp.base.document import EditedFile
from simulator.running.starter import starter_files

CURSOR = "‸"
STARTER = {name: raw.decode() for name, raw in starter_files().items()}


def starter(folder: Path) -> Path:
    """The files of `callflow init` in a folder."""
    for name, text in STARTER.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def document(path: Path, text: str) -> EditedFile:
    """A text that is open."""
    return EditedFile(path, text, path.as_uri() if path.is_absolute() else path.name, 1)


def desk(folder: Path, **texts: str) -> Desk:
    """Texts that are open, by their names; `_` stands for a dot."""
    listed = [document(folder / name.replace("_", "."), text) for name, text in texts.items()]
    return Desk({one.path: one for one in listed})


def at_cursor(text: str) -> tuple[str, tuple[int, int]]:
    """A text without its cursor, and where that stood, from 1."""
    before, _, after = text.partition(CURSOR)
    return before + after, (before.count("\n") + 1, len(before) - before.rfind("\n"))


def typed(folder: Path, name: str, text: str) -> tuple[Desk, EditedFile, tuple[int, int]]:
    """A desk with one text, that text, and where its cursor stands."""
    said, place = at_cursor(text)
    here = document(folder / name, said)
    return Desk({here.path: here}), here, place
