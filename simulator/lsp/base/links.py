"""The files that a text names, and the flows and scenarios that name a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.loading.yaml.nodes import YamlMap, YamlScalar
from simulator.lsp.base.nodes import at, items_at
from simulator.lsp.base.uris import normal
from simulator.model.record import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from simulator.loading.yaml.nodes import YamlNode
    from simulator.lsp.base.desk import Desk
    from simulator.lsp.base.document import EditedFile


@frozen
class FileLink:
    """A name of a file in a text: the key that it stands at, the node, and the path that it means."""

    key: str
    node: YamlScalar
    path: Path


def links_of(document: EditedFile) -> Iterator[FileLink]:
    """Every file that a text of ours names."""
    for root in document.roots:
        for key, node in _named(document, root):
            if isinstance(node, YamlScalar) and node.text and "\0" not in node.text:
                yield FileLink(key, node, normal(document.path.parent / node.text))


def _named(document: EditedFile, root: YamlNode) -> Iterator[tuple[str, YamlNode | None]]:
    if document.kind in ("flow", "scenario"):
        for key in ("account", "request", "flow"):
            if (document.kind, key) != ("flow", "flow"):
                yield key, at(root, key)
        for row in items_at(root, "replies"):
            yield "reply", at(row, "reply")
    elif document.kind == "account" and isinstance(stored := at(root, "scenarios"), YamlMap):
        yield from (("scenarios", node) for node in stored.items.values())


def naming(desk: Desk, document: EditedFile) -> tuple[EditedFile, ...]:
    """The flows and scenarios that name a file."""
    name = document.path.name
    near = (one for one in desk.beside(document.path) if one.path != document.path and name in one.text)
    return tuple(one for one in near if any(link.path == document.path for link in links_of(one)))


def flows_of(desk: Desk, document: EditedFile) -> tuple[EditedFile, ...]:
    """The flows that a text belongs to: itself, those that name it, and those that it names as a scenario."""
    if document.kind == "flow":
        return (document,)
    named = [link.path for link in links_of(document) if link.key == "flow"]
    found = [flow for path in dict.fromkeys(named) if (flow := desk.document(path))]
    return (*found, *(one for one in naming(desk, document) if one.kind == "flow"))
