"""Which schema a text follows."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from simulator.lsp.base.schemas import Schemas
from simulator.lsp.checking.checks import body_kind

if TYPE_CHECKING:
    from simulator.lsp.base.document import EditedFile


def schemas_of(document: EditedFile) -> Schemas:
    """The schema of a text of ours, by its kind; a body that no key shows to be a request is a reply."""
    kind = document.kind
    return _schemas(body_kind(document) if kind == "body" or kind is None else kind)


@cache
def _schemas(kind: str) -> Schemas:
    return Schemas(kind)
