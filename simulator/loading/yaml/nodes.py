"""What a YAML file was read as: nodes that know their path, their place, and the raw text of every scalar."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any, NamedTuple, Protocol

from simulator.loading.paths import child
from simulator.model.diagnostic import Span
from simulator.model.record import record

INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)")
NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
BOOLEANS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
NULLS = ("", "~", "null", "Null", "NULL")


class Mark(Protocol):
    """A place as the YAML parsers give it: line and column count from 0."""

    @property
    def line(self) -> int:
        """The line."""

    @property
    def column(self) -> int:
        """The column."""


class MarkAt(NamedTuple):
    """A mark of our own."""

    line: int
    column: int


NodeWay = tuple[Any, ...]
"""How a node is reached: the way of what holds it, and its key or number there; `()` for the top."""


Stretch = int
"""From one mark to another, packed into one number: a large file has a million marks, and few are ever shown."""


def stretch_between(start: Mark, end: Mark) -> Stretch:
    """The stretch from one mark to another; what begins first is the smaller number."""
    return start.line << 96 | start.column << 64 | end.line << 32 | end.column


def span_of(stretch: Stretch) -> Span:
    """A stretch as messages have it."""
    line, column, end_line, end_column = (stretch >> bits & 0xFFFF_FFFF for bits in (96, 64, 32, 0))
    return Span(line + 1, column + 1, end_line + 1, end_column + 1)


def path_of(way: NodeWay) -> str:
    """The JSON path of a way."""
    if not way:
        return "$"
    above, key = way
    return f"{path_of(above)}[{key}]" if isinstance(key, int) else child(path_of(above), key)


@record
class Located:
    """What all nodes have. Paths and spans are worked out when a message needs them, which is seldom."""

    way: NodeWay
    stretch: Stretch

    @property
    def absent(self) -> bool:
        """Whether nothing at all stands there."""
        return False

    @property
    def path(self) -> str:
        """The JSON path of the node."""
        return path_of(self.way)

    @property
    def span(self) -> Span:
        """The place of the node."""
        return span_of(self.stretch)


@record
class YamlScalar(Located):
    """One value as it was written: `text` is its raw text, `quoted` whether it stood in quotes or as a block.

    `commented`: nothing stands there but `#` and keys, which YAML takes for a comment.
    """

    text: str
    quoted: bool = False
    commented: bool = False

    @property
    def absent(self) -> bool:
        """Whether nothing at all stands there, not even `null`."""
        return not self.text and not self.quoted

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


@record
class YamlList(Located):
    """A list of nodes."""

    items: tuple[YamlNode, ...]

    @property
    def plain(self) -> list[Any]:
        """The list as JSON would read it."""
        return [item.plain for item in self.items]


@record
class YamlMap(Located):
    """Nodes by key; `stretches` says where each key stands, in the same order."""

    items: dict[str, YamlNode]
    stretches: tuple[Stretch, ...]

    @cached_property
    def keys(self) -> dict[str, Span]:
        """The place of each key."""
        return dict(zip(self.items, map(span_of, self.stretches), strict=True))

    @property
    def plain(self) -> dict[str, Any]:
        """The mapping as JSON would read it."""
        return {key: item.plain for key, item in self.items.items()}


YamlNode = YamlScalar | YamlList | YamlMap


def described(node: YamlNode) -> str:
    """What a node is, quoted for a message: "the text `abc`", "a list"."""
    if isinstance(node, YamlList):
        return "a list"
    if isinstance(node, YamlMap):
        return "a mapping"
    if node.is_null:
        return "nothing"
    return f'"{_short(node.text)}" (in quotes)' if node.quoted else f"`{_short(node.text)}`"


def spans_of(node: YamlNode) -> dict[str, Span]:
    """The place of every path at and below a node."""
    spans = {node.path: node.span}
    children = node.items if isinstance(node, YamlList) else node.items.values() if isinstance(node, YamlMap) else ()
    for below in children:
        spans.update(spans_of(below))
    return spans


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}..."
