"""`callflow lsp`: the features of this package behind the protocol. A fault of ours is logged, and all goes on."""

from __future__ import annotations

import asyncio
import sys
import traceback
from functools import partial
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, TypeVar

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from simulator.errors import CallflowError
from simulator.lsp.pages import ExplainPages
from simulator.lsp.session import EditorSession
from simulator.lsp.wire import Wire

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from simulator.lsp.base.desk import Desk
    from simulator.lsp.base.document import EditedFile
    from simulator.lsp.checking.checks import Checks, FoundByFile

    Answer = TypeVar("Answer")
    PlaceIn = tuple[EditedFile, tuple[int, int]]

NAME = "callflow"


class CallflowServer(LanguageServer):
    """The server of one editor. The whole text comes with each change, so that nothing can drift."""

    def __init__(self, checks: Checks) -> None:
        super().__init__(NAME, version("callflow-simulator"), types.TextDocumentSyncKind.Full)
        self.session = EditorSession(checks, self._told)
        self.pages = ExplainPages()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._published: dict[Path, str] = {}

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Faults of messages go to standard error, which editors keep: over a wire that is cut nothing can be told."""
        sys.stderr.write(f"callflow lsp: {source.__name__}: {error}\n")

    def log(self, message: str) -> None:
        """A line for whoever reads the editor's output of this server."""
        self.window_log_message(types.LogMessageParams(types.MessageType.Error, message))

    def answered(self, answer: Callable[[], Answer], otherwise: Answer) -> Answer:
        """What a feature answers; where it fails, that is logged and there is no answer. Raises UsageError on."""
        try:
            return answer()
        except CallflowError:
            raise
        except Exception:
            self.log(traceback.format_exc())
            return otherwise

    def wire(self, desk: Desk | None = None) -> Wire:
        """What writes answers about the texts of a moment."""
        return Wire(desk or self.session.desk, self.workspace.position_codec, self.pages)

    def at(self, params: Any) -> PlaceIn | None:
        """The open text and the place in it that a request speaks of."""
        document = self.session.document(params.text_document.uri)
        return None if document is None else (document, self.wire().places(document).place(params.position))

    def listen(self) -> None:
        """Note the loop that answers are sent from."""
        self._loop = asyncio.get_running_loop()

    def _told(self, desk: Desk, found: FoundByFile) -> None:
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self.publish, desk, found)

    def publish(self, desk: Desk, found: FoundByFile) -> None:
        """Tell the findings of each file, and of those told before that there are none any more."""
        wire, told = self.wire(desk), dict(self._published)
        self._published = {}
        for path, listed in found.items():
            uri, document = desk.spelled(path), desk.opened(path)
            before = told.get(path)
            if before not in (None, uri):  # the editor spells it otherwise, now that it is open or no more
                self._send(before, [], None)
            if document is None and not listed and before is None:
                continue
            shown: list[types.Diagnostic] = self.answered(partial(wire.diagnostics, path, listed), [])
            self._send(uri, shown, document.version if document else None)
            self._published[path] = uri
        for path, uri in told.items():
            if path not in found:
                self._send(uri, [], None)

    def _send(self, uri: str, shown: list[types.Diagnostic], number: int | None) -> None:
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, shown, number))
