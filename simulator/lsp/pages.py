"""The pages of `explain` as files, so that any editor can follow the link of a code; written when it is first told."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from simulator.errors import UsageError
from simulator.files.writing import as_bytes, write_file
from simulator.lsp.base.uris import uri_of
from simulator.render.explain.editing.markdown import render

if TYPE_CHECKING:
    from simulator.model.diagnostic import Code


class ExplainPages:
    """A folder of its own for each server, which goes with it."""

    def __init__(self) -> None:
        self._folder: TemporaryDirectory[str] | None = None
        self._known: dict[str, str | None] = {}

    def link(self, code: Code) -> str | None:
        """The URI of the page of a code; None where there is no page, or nowhere to write it."""
        name = str(code)
        if name not in self._known:
            self._known[name] = self._written(name)
        return self._known[name]

    def close(self) -> None:
        """Remove the folder."""
        if self._folder is not None:
            self._folder.cleanup()

    def _written(self, name: str) -> str | None:
        page = render(name)
        if page is None:
            return None
        try:
            self._folder = self._folder or TemporaryDirectory(prefix="callflow-explain-")
            path = Path(self._folder.name) / f"{name.lstrip('-')}.md"
            write_file(path, as_bytes(page))
        except (OSError, UsageError):  # the disk is full, or there is no folder for such files
            return None
        return uri_of(path)
