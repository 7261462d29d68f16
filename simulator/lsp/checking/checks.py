"""Every finding in the texts that are open and in what they name; no backend is imported or called."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.errors import CallflowError
from simulator.lsp.base.links import naming
from simulator.lsp.base.nodes import at
from simulator.lsp.base.uris import normal
from simulator.lsp.checking.memory import BodyMemory, FileMemory
from simulator.model.account import Account
from simulator.model.diagnostic import Diagnostic, Span
from simulator.model.reports.file_report import FileReport
from simulator.running.source import Source, moment
from simulator.scenario.checking import own_reports_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.loading.body.body import BodyKind
    from simulator.lsp.base.desk import Desk
    from simulator.lsp.base.document import EditedFile
    from simulator.lsp.checking.memory import ReadFile

    FoundByFile = dict[Path, tuple[Diagnostic, ...]]

OURS = "fault"
"""The code of a finding that says that we failed, not the file."""
_MAKES_A_CALL = ("makeCall", "executeScenario")


class Checks:
    """Checks texts as `callflow check` does, and remembers what it found.

    `account` takes the place of those that flows name, and is that of bodies which no flow names; `at` is the
    simulated now, the real clock by default.
    """

    def __init__(self, account: Account | None = None, at: str | int | None = None) -> None:
        self._account, self._at = account, moment(at)
        self._bodies = BodyMemory()
        self._known: dict[Path, FileMemory] = {}

    def found(self, desk: Desk, documents: Iterable[EditedFile]) -> FoundByFile:
        """The findings of texts and of all that they name, by file; each text is there, if only with none."""
        documents = tuple(documents)
        roots = {one.path: one for document in documents for one in self.roots(desk, document)}
        self._known = {path: known for path, known in self._known.items() if path in roots}
        every: dict[Path, dict[Diagnostic, None]] = defaultdict(dict, {one.path: {} for one in documents})
        for root in roots.values():
            for report in self.reports(desk, root):
                every[normal(Path(report.file))].update(dict.fromkeys(report.sorted))
        return {path: tuple(sorted(told, key=lambda one: one.order)) for path, told in every.items()}

    def roots(self, desk: Desk, document: EditedFile) -> tuple[EditedFile, ...]:
        """What must be checked to say everything of a text: the flows that name a body, else the text itself."""
        if document.kind in ("flow", "scenario", "callers", "account"):
            return (document,)
        flows = tuple(one for one in naming(desk, document) if one.kind == "flow")
        return flows or ((document,) if document.kind == "body" else ())

    def reports(self, desk: Desk, root: EditedFile) -> list[FileReport]:
        """The reports of a text and of all that it names; a fault of ours is a finding too."""
        known = self._known.get(root.path)
        if known is None or not known.holds(desk.read):
            known = self._known[root.path] = FileMemory(partial(self._checked, root), desk.read)
        return known.reports

    def _checked(self, root: EditedFile, read: ReadFile) -> list[FileReport]:
        file = root.path.as_posix()
        try:
            own = own_reports_of(file, root.kind, read, account=self._account, at=self._at, check=self._bodies)
            return [self._body(root, read)] if own is None else own
        except CallflowError as error:  # what names it is gone, or it is of another kind by now
            return [_failed(root, str(error), "")]
        except Exception as error:
            return [_failed(root, f"a fault of the simulator itself: {error!r}", "please report it, with this file")]

    def _body(self, root: EditedFile, read: ReadFile) -> FileReport:
        account = self._account or Account()
        raw, kind = read(root.path), body_kind(root)
        return Source(raw, root.path.as_posix(), kind, account, self._at, check=self._bodies).report


def body_kind(document: EditedFile) -> BodyKind:
    """What a body that no flow names is taken for: a request dials first, or names a platform scenario."""
    first = at(document.roots[0], "callflow", 0, "action") if document.roots else None
    said = getattr(first, "text", None)
    asks = any(at(root, key) is not None for root in document.roots for key in ("validUntil", "clientRequestId"))
    return "request" if said in _MAKES_A_CALL or asks else "reply"


def _failed(root: EditedFile, message: str, hint: str) -> FileReport:
    told = Diagnostic(OURS, "error", message, hint, "$", Span(1, 1, 1, 2), root.path.as_posix())
    return FileReport(root.path.as_posix(), root.text, None, (told,))
