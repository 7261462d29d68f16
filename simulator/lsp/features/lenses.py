"""What can be done with a text, above its lines: run, test, draw. The editor does it, in a terminal, not the server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.loading.yaml.nodes import YamlMap
from simulator.lsp.checking.checks import body_kind
from simulator.model.diagnostic import Span
from simulator.model.record import frozen

if TYPE_CHECKING:
    from simulator.loading.yaml.nodes import YamlNode
    from simulator.lsp.base.document import EditedFile

RUN, TEST, DRAW = "callflow.run", "callflow.test", "callflow.draw"
TITLES = {RUN: "run", TEST: "test", DRAW: "draw"}
"""The commands that an editor has to know, and what is written above a line."""


@frozen
class Lens:
    """A command that stands above a stretch; `line` is where its scenario begins, 0 for the whole file."""

    command: str
    span: Span
    line: int = 0


def lenses(document: EditedFile) -> list[Lens]:
    """The commands of a text: a flow is run, tested and drawn, a request run and drawn, each scenario tested.

    A text that lies in no file has none: nothing could be run.
    """
    if not document.path.is_absolute():
        return []
    if document.kind == "scenario":
        return [Lens(TEST, span, span.line) for root in document.roots if (span := _key(root, "scenario"))]
    known = {"flow": (RUN, TEST, DRAW), "body": _of_body(document)}.get(document.kind or "", ())
    top = next((span for root in document.roots if (span := _first(root))), Span())
    return [Lens(command, top) for command in known]


def _of_body(document: EditedFile) -> tuple[str, ...]:
    return (RUN, DRAW) if document.kind == "body" and body_kind(document) == "request" else ()


def _key(root: YamlNode, key: str) -> Span | None:
    return root.keys.get(key) if isinstance(root, YamlMap) else None


def _first(root: YamlNode) -> Span | None:
    return next(iter(root.keys.values()), None) if isinstance(root, YamlMap) else None
