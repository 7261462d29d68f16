"""ruamel.yaml's composed nodes become ours: ways, marks, merged aliases, and duplicate keys as findings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from simulator.loading.yaml.nodes import MarkAt, YamlList, YamlMap, YamlNode, YamlScalar, path_of, span_between
from simulator.model.diagnostic import Finding, Span

if TYPE_CHECKING:
    from simulator.loading.yaml.nodes import Mark, NodeWay

_EATEN = re.compile(r"\s*:\s+#[0-9*#]*\s*$")
"""What looks like keys and is a comment to YAML: `press: #`, `press: #1`."""

_DEEPEST = 100
_MOST = 100_000
"""Nodes of one document, aliases counted as often as they are used."""


class Builder:
    """Builds the nodes of one document, and collects what is wrong with it.

    Raises RecursionError for one that refers to itself, is nested beyond reason, or explodes through aliases.
    """

    def __init__(self, lines: list[str]) -> None:
        self.findings: list[Finding] = []
        self._lines = lines
        # A file without a last line break ends where its last line does, whatever the parser says.
        self._cut = bool(lines[-1])
        self._built = 0

    def node(self, raw: Any, way: NodeWay = (), deep: int = 0) -> YamlNode:
        """A composed node of ruamel.yaml, and all below it."""
        self._built += 1
        if deep > _DEEPEST or self._built > _MOST:
            raise RecursionError(f"more than {_DEEPEST} levels, or more than {_MOST} nodes")
        end = self._end(raw.end_mark) if self._cut else raw.end_mark
        if raw.id == "scalar":
            text = raw.value
            return YamlScalar(way, raw.start_mark, end, text if text.isascii() else _whole(text), bool(raw.style))
        if raw.id == "sequence":
            items = [self.node(item, (way, number), deep + 1) for number, item in enumerate(raw.value)]
            return YamlList(way, raw.start_mark, end, tuple(items))
        return self._mapping(raw, way, end, deep)

    def _mapping(self, raw: Any, way: NodeWay, end: Mark, deep: int) -> YamlMap:
        items: dict[str, YamlNode] = {}
        marks: dict[str, tuple[Mark, Mark]] = {}
        merged: dict[str, tuple[YamlNode, tuple[Mark, Mark]]] = {}
        for raw_key, raw_value in raw.value:
            key = raw_key.value
            if raw_key.id != "scalar":
                self._fault(way, "a key must be a text", "put the list or mapping behind a key", self._span(raw_key))
            elif key == "<<" and raw_key.tag == "tag:yaml.org,2002:merge":
                self._merge(raw_value, way, deep, merged)
            elif key in items:
                what = f"the key `{key}` stands here twice, first on line {marks[key][0].line + 1}"
                self._fault(way, what, "keep one of the two", self._span(raw_key))
            else:
                marks[key] = raw_key.start_mark, self._end(raw_key.end_mark) if self._cut else raw_key.end_mark
                value = self.node(raw_value, (way, key), deep + 1)
                absent = isinstance(value, YamlScalar) and not value.text and not value.quoted
                items[key] = self._placed(value, *marks[key]) if absent else value
        for key, (node, place) in merged.items():
            items.setdefault(key, node)
            marks.setdefault(key, place)
        return YamlMap(way, raw.start_mark, end, items, marks)

    def _merge(self, raw: Any, way: NodeWay, deep: int, merged: dict[str, tuple[YamlNode, tuple[Mark, Mark]]]) -> None:
        """`<<: *base`, or a list of such: the first that names a key wins."""
        for part in raw.value if raw.id == "sequence" else (raw,):
            node = self.node(part, way, deep + 1)
            if not isinstance(node, YamlMap):
                self._fault(way, "`<<` needs a mapping", "merge a mapping, or quote the key", node.span)
                continue
            for key, value in node.items.items():
                merged.setdefault(key, (value, node.marks[key]))

    def _placed(self, value: YamlNode, start: Mark, end: Mark) -> YamlScalar:
        """A value that is not there stands, for messages, where its key stands."""
        rest = self._lines[end.line][end.column :]
        return YamlScalar(value.way, start, end, "", commented=bool(_EATEN.match(rest)))

    def _end(self, mark: Mark) -> Mark:
        if mark.line < len(self._lines):
            return mark
        return MarkAt(len(self._lines) - 1, len(self._lines[-1]))

    def _span(self, raw: Any) -> Span:
        return span_between(raw.start_mark, self._end(raw.end_mark))

    def _fault(self, way: NodeWay, what: str, hint: str, span: Span) -> None:
        self.findings.append(Finding("F001", path_of(way), what, hint, "error", span=span))


def _whole(text: str) -> str:
    """Surrogate pairs written as two escapes, which JSON allows, become one character."""
    if any("\ud800" <= c <= "\udfff" for c in text):
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text
