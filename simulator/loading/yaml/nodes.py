"""What a YAML file was read as: nodes that know their path, their place, and the raw text of every scalar."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from attrs import field

from simulator.loading.paths import child
from simulator.model.diagnostic import Span
from simulator.model.record import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping as Map

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


def _point(mark: Mark) -> tuple[int, int]:
    return mark.line, mark.column


def span_between(start: Mark, end: Mark) -> Span:
    """The stretch from one mark to another."""
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def path_of(way: NodeWay) -> str:
    """The JSON path of a way."""
    if not way:
        return "$"
    above, key = way
    return f"{path_of(above)}[{key}]" if isinstance(key, int) else child(path_of(above), key)


@frozen(slots=False)
class Located:
    """What all nodes have. Paths and spans are worked out when a message needs them, which is seldom."""

    way: NodeWay
    start: Mark = field(eq=_point)
    end: Mark = field(eq=_point)

    @property
    def path(self) -> str:
        """The JSON path of the node."""
        return path_of(self.way)

    @property
    def span(self) -> Span:
        """The place of the node."""
        return span_between(self.start, self.end)


@frozen(slots=False)
class YamlScalar(Located):
    """One value as it was written: `text` is its raw text, `quoted` whether it stood in quotes or as a block.

    `commented`: nothing stands there but `#` and keys, which YAML takes for a comment.
    """

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


@frozen(slots=False)
class YamlList(Located):
    """A list of nodes."""

    items: tuple[YamlNode, ...]

    @property
    def plain(self) -> list[Any]:
        """The list as JSON would read it."""
        return [item.plain for item in self.items]


@frozen(slots=False)
class YamlMap(Located):
    """Nodes by key; `marks` says between which marks each key stands."""

    items: dict[str, YamlNode]
    marks: Map[str, tuple[Mark, Mark]] = field(eq=lambda marks: {key: tuple(map(_point, marks[key])) for key in marks})

    @cached_property
    def keys(self) -> dict[str, Span]:
        """The place of each key."""
        return {key: span_between(*marks) for key, marks in self.marks.items()}

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
