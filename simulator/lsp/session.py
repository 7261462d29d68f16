"""One editor at work: its open texts, what was told of them, and the checks beside the loop. It knows no wire."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.lsp.base.desk import Desk
from simulator.lsp.base.document import EditedFile
from simulator.lsp.base.uris import path_of_uri
from simulator.lsp.checking.beside import LastAsked
from simulator.lsp.checking.checks import OURS, Checks
from simulator.model.diagnostic import Diagnostic, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from simulator.lsp.checking.checks import FoundByFile

    Tell = Callable[[Desk, FoundByFile], None]


PAUSE = 0.03
"""Seconds without a change after which texts are looked at."""


class EditorSession:
    """Texts are opened, changed and closed; each time all that is open is looked at, and `tell` is told.

    `tell` is called beside the loop, and not for texts that have changed meanwhile.
    """

    def __init__(self, checks: Checks, tell: Tell) -> None:
        self._open: dict[Path, EditedFile] = {}
        self._checks, self._tell = checks, tell
        self._beside = LastAsked(self.look, self._told, PAUSE)
        self._last: tuple[Desk, FoundByFile] = Desk({}), {}
        """What was looked at last, and what was told of it."""

    @property
    def desk(self) -> Desk:
        """The texts as they are now."""
        return Desk(self._open)

    def put(self, uri: str, text: str, version: int | None) -> None:
        """A text was opened or changed."""
        path = path_of_uri(uri)
        self._open[path] = EditedFile(path, text, uri, version)
        self.ask()

    def drop(self, uri: str) -> None:
        """A text was closed: the file on the disk counts again."""
        self._open.pop(path_of_uri(uri), None)
        self.ask()

    def ask(self) -> None:
        """Look at all that is open, beside the loop."""
        self._beside.ask(self.desk)

    def document(self, uri: str) -> EditedFile | None:
        """An open text."""
        return self._open.get(path_of_uri(uri))

    def told_of(self, document: EditedFile) -> Iterable[Diagnostic]:
        """The findings of a text; none while it is not looked at yet: the places of another version are wrong in it."""
        desk, found = self._last
        return found.get(document.path, ()) if document in desk.documents else ()

    def look(self, desk: Desk) -> FoundByFile:
        """Every finding in what is open; a fault of ours is one in each text, and ends nothing."""
        try:
            return self._checks.found(desk, desk.documents)
        except Exception as error:
            what, hint = f"a fault of the simulator itself: {error!r}", "please report it, with this file"
            told = {one.path: Diagnostic(OURS, "error", what, hint, "$", Span(1, 1, 1, 2)) for one in desk.documents}
            return {path: (one,) for path, one in told.items()}

    def _told(self, desk: Desk, found: FoundByFile) -> None:
        self._last = desk, found
        self._tell(desk, found)
