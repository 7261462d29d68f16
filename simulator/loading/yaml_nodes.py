"""What a YAML file was read as: nodes that know their path, their place, and the raw text of every scalar."""

from __future__ import annotations

import re
from typing import Any

from attrs import frozen

from simulator.model.diagnostic import Span

INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)")
NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
BOOLEANS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
NULLS = ("", "~", "null", "Null", "NULL")


@frozen
class Scalar:
    """One value as it was written: `text` is its raw text, `quoted` whether it stood in quotes or as a block.

    `commented`: nothing stands there but `#` and keys, which YAML takes for a comment.
    """

    path: str
    span: Span
    text: str
    quoted: bool = False
    commented: bool = False

    @property
    def is_null(self) -> bool:
        """Whether nothing was given: empty, `~` or `null` without quotes."""
        return not self.quoted and self.text in NULLS

    @property
    def plain(self) -> Any:
        """The value as JSON would read it; `0123`, `+65...`, `no` and `1:30` stay texts."""
        if self.quoted:
            return self.text
        if self.is_null:
            return None
        if INTEGER.fullmatch(self.text):
            return int(self.text) if len(self.text) < 400 else self.text
        if NUMBER.fullmatch(self.text):
            return float(self.text)
        return BOOLEANS.get(self.text, self.text)


@frozen
class Listing:
    """A list of nodes."""

    path: str
    span: Span
    items: tuple[Node, ...]

    @property
    def plain(self) -> list[Any]:
        """The list as JSON would read it."""
        return [item.plain for item in self.items]


@frozen
class Mapping:
    """Nodes by key; `keys` says where each key stands."""

    path: str
    span: Span
    items: dict[str, Node]
    keys: dict[str, Span]

    @property
    def plain(self) -> dict[str, Any]:
        """The mapping as JSON would read it."""
        return {key: item.plain for key, item in self.items.items()}


Node = Scalar | Listing | Mapping


def described(node: Node) -> str:
    """What a node is, quoted for a message: "the text `abc`", "a list"."""
    if isinstance(node, Listing):
        return "a list"
    if isinstance(node, Mapping):
        return "a mapping"
    if node.is_null:
        return "nothing"
    return f'"{_short(node.text)}" (in quotes)' if node.quoted else f"`{_short(node.text)}`"


def spans_of(node: Node) -> dict[str, Span]:
    """The place of every path at and below a node."""
    spans = {node.path: node.span}
    children = node.items if isinstance(node, Listing) else node.items.values() if isinstance(node, Mapping) else ()
    for child in children:
        spans.update(spans_of(child))
    return spans


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}..."
