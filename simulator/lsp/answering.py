"""Which feature answers which message of the protocol."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from simulator.errors import UsageError
from simulator.lsp.features.completion import complete
from simulator.lsp.features.fixing import quick_fixes
from simulator.lsp.features.going import definition, references
from simulator.lsp.features.hover import hover
from simulator.lsp.features.lenses import lenses
from simulator.lsp.features.renaming import renamed
from simulator.lsp.features.stages import stage_at

if TYPE_CHECKING:
    from simulator.lsp.server import CallflowServer

SIGNS = ['"', " ", ":", "/", "-"]
"""Signs after which an editor asks what may stand there."""
_WATCHED = "**/*.{yaml,yml,json}"
"""Files of which an editor is asked to say that they have changed, whoever has changed them."""
_FIXES = [types.CodeActionKind.QuickFix, types.CodeActionKind.SourceFixAll]


def register(server: CallflowServer) -> None:
    """Let a server answer with every feature."""
    _watching(server)
    _texts(server)
    _reading(server)
    _stages(server)
    _offers(server)


def _watching(server: CallflowServer) -> None:
    @server.feature(types.INITIALIZED)
    def ready(_: types.InitializedParams) -> None:
        known = server.client_capabilities.workspace
        if known and known.did_change_watched_files and known.did_change_watched_files.dynamic_registration:
            what = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher(_WATCHED)])
            name = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
            server.client_register_capability(types.RegistrationParams([types.Registration("files", name, what)]))


def _texts(server: CallflowServer) -> None:
    def put(uri: str) -> None:
        server.listen()
        text = server.workspace.get_text_document(uri)
        server.session.put(uri, text.source, text.version)

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        put(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: types.DidChangeTextDocumentParams) -> None:
        put(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        server.session.drop(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(_: types.DidSaveTextDocumentParams) -> None:
        server.session.ask()

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def written(_: types.DidChangeWatchedFilesParams) -> None:
        server.session.ask()


def _reading(server: CallflowServer) -> None:
    session = server.session

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hovered(params: types.HoverParams) -> types.Hover | None:
        def answer() -> types.Hover | None:
            if (at := server.at(params)) is None:
                return None
            document, place = at
            shown = hover(session.desk, document, place, session.told_of(document))
            return server.wire().hover(document, shown) if shown else None

        return server.answered(answer, None)

    @server.feature(types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=SIGNS))
    def completed(params: types.CompletionParams) -> types.CompletionList | None:
        def answer() -> types.CompletionList | None:
            if (at := server.at(params)) is None:
                return None
            document, place = at
            wire = server.wire()
            found = complete(session.desk, document, wire.places(document).lines, place)
            return wire.completion(document, found)

        return server.answered(answer, None)


def _stages(server: CallflowServer) -> None:
    session = server.session

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    def defined(params: types.DefinitionParams) -> list[types.Location]:
        at = server.at(params)
        return server.answered(lambda: server.wire().locations(definition(session.desk, *at) if at else ()), [])

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    def referred(params: types.ReferenceParams) -> list[types.Location]:
        at = server.at(params)
        return server.answered(lambda: server.wire().locations(references(session.desk, *at) if at else ()), [])

    @server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    def offered(params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
        def answer() -> types.PrepareRenamePlaceholder | None:
            at = server.at(params)
            found = stage_at(session.desk, *at) if at else None
            if at is None or found is None:
                return None
            where = server.wire().places(at[0]).range_of(found[0].span)
            return types.PrepareRenamePlaceholder(where, found[0].name)

        return server.answered(answer, None)

    @server.feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))
    def rename(params: types.RenameParams) -> types.WorkspaceEdit | None:
        def answer() -> types.WorkspaceEdit | None:
            at = server.at(params)
            return server.wire().edit(renamed(session.desk, *at, params.new_name)) if at else None

        try:
            return server.answered(answer, None)
        except UsageError as error:
            raise JsonRpcException(str(error), types.LSPErrorCodes.RequestFailed.value) from None


def _offers(server: CallflowServer) -> None:
    session = server.session

    @server.feature(types.TEXT_DOCUMENT_CODE_LENS)
    def lensed(params: types.CodeLensParams) -> list[types.CodeLens]:
        document, wire = session.document(params.text_document.uri), server.wire()
        return server.answered(lambda: [wire.lens(document, one) for one in lenses(document)] if document else [], [])

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=_FIXES))
    def mended(params: types.CodeActionParams) -> list[types.CodeAction]:
        document, wire = session.document(params.text_document.uri), server.wire()

        def answer() -> list[types.CodeAction]:
            if document is None:
                return []
            first, last = params.range.start.line + 1, params.range.end.line + 1
            told = session.told_of(document)
            return [wire.action(document, one) for one in quick_fixes(document, told, first, last)]

        return server.answered(answer, [])
