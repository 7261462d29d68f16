"""What features answer, as the protocol writes it: ranges in the units of the editor, and the URIs that it spells."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lsprotocol import types

from simulator.lsp.base.places import EditorPlaces
from simulator.lsp.features.lenses import TITLES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pygls.workspace import PositionCodec

    from simulator.lsp.base.desk import Desk
    from simulator.lsp.base.document import EditedFile
    from simulator.lsp.features.completion import Proposal
    from simulator.lsp.features.fixing import QuickFix
    from simulator.lsp.features.going import FilePlace
    from simulator.lsp.features.hover import HoverText
    from simulator.lsp.features.lenses import Lens
    from simulator.lsp.pages import ExplainPages
    from simulator.model.diagnostic import Diagnostic, Fix

_SEVERITIES = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "info": types.DiagnosticSeverity.Information,
}
_KINDS = {
    "key": types.CompletionItemKind.Property,
    "value": types.CompletionItemKind.EnumMember,
    "text": types.CompletionItemKind.Text,
    "file": types.CompletionItemKind.File,
}
_NOWHERE = types.Range(types.Position(0, 0), types.Position(0, 0))


class Wire:
    """Writes what was found in the texts of one moment."""

    def __init__(self, desk: Desk, codec: PositionCodec, pages: ExplainPages) -> None:
        self._desk, self._codec, self._pages = desk, codec, pages
        self._places: dict[Path, EditorPlaces] = {}

    def places(self, document: EditedFile) -> EditorPlaces:
        """The lines of a text."""
        if document.path not in self._places:
            self._places[document.path] = EditorPlaces(document.text, self._codec)
        return self._places[document.path]

    def diagnostics(self, path: Path, told: Iterable[Diagnostic]) -> list[types.Diagnostic]:
        """The findings in a file."""
        document = self._desk.document(path)
        range_of = self.places(document).range_of if document else lambda _: _NOWHERE
        return [self.diagnostic(one, range_of(one.span)) for one in told]

    def diagnostic(self, found: Diagnostic, where: types.Range) -> types.Diagnostic:
        """A finding: what was found, and in a line below what to do."""
        link = self._pages.link(found.code)
        return types.Diagnostic(
            range=where,
            message=f"{found.message}\n{found.hint}" if found.hint else found.message,
            severity=_SEVERITIES[found.severity],
            code=found.code,
            code_description=types.CodeDescription(link) if link else None,
            source="callflow",
        )

    def hover(self, document: EditedFile, shown: HoverText) -> types.Hover:
        """What is shown beside the mouse."""
        where = self.places(document).range_of(shown.span) if shown.span else None
        return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, shown.text), where)

    def completion(self, document: EditedFile, found: Iterable[Proposal]) -> types.CompletionList:
        """What may stand at the cursor, keys that are needed first."""
        range_of = self.places(document).range_of
        items = [
            types.CompletionItem(
                label=one.label,
                kind=_KINDS[one.kind],
                detail="needed" if one.needed else None,
                documentation=types.MarkupContent(types.MarkupKind.Markdown, one.about) if one.about else None,
                sort_text=f"{not one.needed:d}{number:04d}",
                filter_text=one.text.rstrip(": ") if one.kind == "key" else one.text,
                text_edit=types.TextEdit(range_of(one.span), one.text),
            )
            for number, one in enumerate(found)
        ]
        return types.CompletionList(is_incomplete=False, items=items)

    def locations(self, found: Iterable[FilePlace]) -> list[types.Location]:
        """Places in files."""
        return [types.Location(self._desk.spelled(one.path), self._range(one)) for one in found]

    def _range(self, place: FilePlace) -> types.Range:
        document = self._desk.document(place.path)
        return self.places(document).range_of(place.span) if document else _NOWHERE

    def edit(self, edits: dict[Path, list[Fix]]) -> types.WorkspaceEdit:
        """What is to be written, by file."""
        return types.WorkspaceEdit(
            changes={self._desk.spelled(path): self._text_edits(path, fixes) for path, fixes in edits.items()}
        )

    def _text_edits(self, path: Path, fixes: Iterable[Fix]) -> list[types.TextEdit]:
        document = self._desk.document(path)
        assert document is not None  # what is edited was read
        return [types.TextEdit(self.places(document).range_of(fix.span), fix.text) for fix in fixes]

    def lens(self, document: EditedFile, lens: Lens) -> types.CodeLens:
        """A command above a line: with the file, and the line of the scenario where it is of one."""
        arguments: list[str | int] = [document.path.as_posix(), *([lens.line] if lens.line else [])]
        command = types.Command(TITLES[lens.command], lens.command, arguments=arguments)
        return types.CodeLens(self.places(document).range_of(lens.span), command)

    def action(self, document: EditedFile, quick: QuickFix) -> types.CodeAction:
        """A quick fix, or what mends all of a file."""
        place = self.places(document).range_of
        found = [] if quick.found is None else [self.diagnostic(quick.found, place(quick.found.span))]
        kind = types.CodeActionKind.QuickFix if found else types.CodeActionKind.SourceFixAll
        edit = self.edit({document.path: list(quick.fixes)})
        return types.CodeAction(quick.title, kind, diagnostics=found, is_preferred=bool(found), edit=edit)
