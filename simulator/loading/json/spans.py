"""From a JSON path to its place in the text: parsed at the first question, walked only as far as asked.

Used only for texts that are JSON. A missing field has the place of the object that lacks it.
"""

from __future__ import annotations

import json
import re
from itertools import accumulate
from typing import TYPE_CHECKING

from simulator.loading.paths import steps
from simulator.model.diagnostic import Fix, Span

if TYPE_CHECKING:
    from tree_sitter import Node

    from simulator.model.diagnostic import Instead

_CONTINUED = bytes(range(0x80, 0xC0))
"""The bytes that go on with a character; every other byte begins one."""

_LONE_RETURN = re.compile("\r(?!\n)")
"""What ends a line as well, and the parser does not know as such."""

_NONE: dict[str | int, Node] = {}


class Columns:
    """Columns of one line of UTF-8, counted from 1 and in characters; a question looks at `STRIDE` bytes at most.

    A minified body is one line: counting from its beginning at each question would take time by its square.
    """

    STRIDE = 256

    def __init__(self, line: bytes) -> None:
        self._line = line
        self._plain = line.isascii()
        self._marks: list[int] = []
        """The characters that begin before each multiple of `STRIDE`, counted at the first question."""

    def at(self, in_bytes: int) -> int:
        """The column of the character that begins after so many bytes."""
        if self._plain:
            return in_bytes + 1
        if not self._marks:
            starts = range(0, len(self._line) + 1, self.STRIDE)
            self._marks = [0, *accumulate(self._begun(start, start + self.STRIDE) for start in starts)]
        number = in_bytes // self.STRIDE
        return self._marks[number] + self._begun(number * self.STRIDE, in_bytes) + 1

    def _begun(self, start: int, end: int) -> int:
        return len(self._line[start:end].translate(None, _CONTINUED))


class Spans:
    """The places of all values of one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines: list[bytes] = []
        self._columns: dict[int, Columns] = {}
        self._top: Node | None = None
        self._children: dict[int, dict[str | int, Node]] = {}

    def at(self, path: str) -> Span:
        """The place of the value at `path`, or of the nearest object or list above it that exists."""
        return self._span(self._node(path))

    def of_key(self, path: str) -> Span:
        """The place of the name of the member at `path`, which exists."""
        pair = self._node(path).parent
        key = pair and pair.child_by_field_name("key")
        assert key is not None
        return self._span(key)

    def fix(self, path: str, instead: Instead) -> Fix:
        """What to write in the text for another value, or another name, at `path`."""
        span = self.of_key(path) if instead.name else self.at(path)
        return Fix(span, json.dumps(instead.value, ensure_ascii=False), instead)

    def _node(self, path: str) -> Node:
        node = self._parsed()
        for step in steps(path):
            below = self._members(node).get(step)
            if below is None:
                break
            node = below
        return node

    def _parsed(self) -> Node:
        if self._top is None:
            import tree_sitter_json
            from tree_sitter import Language, Parser

            text = _LONE_RETURN.sub("\n", self._text) if "\r" in self._text else self._text
            raw = text.encode(errors="replace")
            self._lines = raw.split(b"\n")
            root = Parser(Language(tree_sitter_json.language())).parse(raw).root_node
            values = [child for child in root.named_children if child.type != "comment"]
            self._top = values[0] if len(values) == 1 else root
        return self._top

    def _members(self, node: Node) -> dict[str | int, Node]:
        """The values inside an object, by name, or inside a list, by index."""
        known = self._children.get(node.id)
        if known is None:
            if not node.named_child_count:  # most values hold none, and a hostile list has a million of them
                return _NONE
            known = self._children[node.id] = dict(_named(node) if node.type == "object" else _listed(node))
        return known

    def _span(self, node: Node) -> Span:
        (line, column), (end_line, end_column) = node.start_point, node.end_point
        return Span(line + 1, self._column(line, column), end_line + 1, self._column(end_line, end_column))

    def _column(self, line: int, in_bytes: int) -> int:
        columns = self._columns.get(line)
        if columns is None:
            columns = self._columns[line] = Columns(self._lines[line])
        return columns.at(in_bytes)


def _named(node: Node) -> list[tuple[str | int, Node]]:
    found: list[tuple[str | int, Node]] = []
    for pair in node.named_children:
        key, value = pair.child_by_field_name("key"), pair.child_by_field_name("value")
        if key is not None and value is not None and key.text is not None:
            found.append((json.loads(key.text), value))
    return found


def _listed(node: Node) -> list[tuple[str | int, Node]]:
    return list(enumerate(node.named_children)) if node.type == "array" else []
