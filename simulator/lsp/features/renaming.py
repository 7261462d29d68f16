"""Renaming a stage, wherever it is named: in rows, in replies, and in the scenarios that assert it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.errors import UsageError
from simulator.loading.yaml.rewriting import fix_in
from simulator.lsp.features.stages import stage_at, uses_near
from simulator.model.diagnostic import Instead
from simulator.model.flow.flow_file import EVERY_STAGE

if TYPE_CHECKING:
    from pathlib import Path

    from simulator.lsp.base.desk import Desk
    from simulator.lsp.base.document import EditedFile
    from simulator.lsp.features.stages import StageUse
    from simulator.model.diagnostic import Fix


def renamed(desk: Desk, document: EditedFile, place: tuple[int, int], new: str) -> dict[Path, list[Fix]]:
    """What to write, by file. Raises UsageError, in words for the user, where that cannot be done safely."""
    found = stage_at(desk, document, place)
    if found is None:
        raise UsageError("only a stage can be renamed: put the cursor on the value of a clientActionId")
    here, every = found
    if not new.strip() or new == EVERY_STAGE:
        raise UsageError(f"a stage cannot be called `{new}`: give it a name of its own")
    if any(use.name == new for use in uses_near(desk, document)):
        raise UsageError(f"there is a stage `{new}` already, and two would become one: choose another name")
    if any(desk.crowded(path) for path in {use.document.path for use in every}):
        raise UsageError("more files lie beside it than are looked at, and one of them may use it: rename it by hand")
    edits: dict[Path, list[Fix]] = {}
    for use in every:
        edits.setdefault(use.document.path, []).append(_edit(use, here.name, new))
    return {path: list(dict.fromkeys(fixes)) for path, fixes in edits.items()}


def _edit(use: StageUse, old: str, new: str) -> Fix:
    if use.document.sound is None:
        raise UsageError(f"{use.document.path.name} cannot be read as it stands: mend it first")
    fix = fix_in(use.document.text.removeprefix("\ufeff"), use.span, Instead(old, new))
    if fix is None:
        line = use.span.line
        raise UsageError(f"{use.document.path.name}:{line} names `{old}` in a way that cannot be rewritten safely")
    return fix
