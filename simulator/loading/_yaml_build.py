"""ruamel.yaml's composed nodes become ours: paths, places, merged aliases, and duplicate keys as findings."""

from __future__ import annotations

import re
from typing import Any

from simulator.loading.paths import child
from simulator.loading.yaml_nodes import Listing, Mapping, Node, Scalar
from simulator.model.diagnostic import Finding, Span

_EATEN = re.compile(r"\s*:\s+#[0-9*#]*\s*$")
"""What looks like keys and is a comment to YAML: `press: #`, `press: #1`."""

_DEEPEST = 100
_MOST = 100_000
"""Nodes of one document, aliases counted as often as they are used."""


class TooDeepError(Exception):
    """A document that refers to itself, is nested beyond reason, or explodes through aliases."""


class Builder:
    """Builds the nodes of one document, and collects what is wrong with it."""

    def __init__(self, lines: list[str]) -> None:
        self.findings: list[Finding] = []
        self._lines = lines
        self._built = 0

    def node(self, raw: Any, path: str, deep: int = 0) -> Node:
        """A composed node of ruamel.yaml, and all below it."""
        self._built += 1
        if deep > _DEEPEST or self._built > _MOST:
            raise TooDeepError
        if raw.id == "scalar":
            return self._scalar(raw, path)
        if raw.id == "sequence":
            items = (self.node(item, f"{path}[{i}]", deep + 1) for i, item in enumerate(raw.value))
            return Listing(path, self._span(raw), tuple(items))
        return self._mapping(raw, path, deep)

    def _scalar(self, raw: Any, path: str) -> Scalar:
        """A scalar; surrogate pairs written as two escapes, which JSON allows, become one character."""
        text = raw.value
        if not text.isascii() and any("\ud800" <= c <= "\udfff" for c in text):
            text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return Scalar(path, self._span(raw), text, bool(raw.style))

    def _mapping(self, raw: Any, path: str, deep: int) -> Mapping:
        items: dict[str, Node] = {}
        keys: dict[str, Span] = {}
        merged: dict[str, tuple[Node, Span]] = {}
        for raw_key, raw_value in raw.value:
            if raw_key.id != "scalar":
                self._fault(path, "a key must be a text", "put the list or mapping behind a key", self._span(raw_key))
            elif raw_key.value == "<<" and raw_key.tag == "tag:yaml.org,2002:merge":
                self._merge(raw_value, path, deep, merged)
            elif raw_key.value in items:
                first = keys[raw_key.value].line
                what = f"the key `{raw_key.value}` stands here twice, first on line {first}"
                self._fault(path, what, "keep one of the two", self._span(raw_key))
            else:
                keys[raw_key.value] = self._span(raw_key)
                value = self.node(raw_value, child(path, raw_key.value), deep + 1)
                items[raw_key.value] = self._placed(value, keys[raw_key.value])
        for key, (node, span) in merged.items():
            items.setdefault(key, node)
            keys.setdefault(key, span)
        return Mapping(path, self._span(raw), items, keys)

    def _merge(self, raw: Any, path: str, deep: int, merged: dict[str, tuple[Node, Span]]) -> None:
        """`<<: *base`, or a list of such: the first that names a key wins."""
        for part in raw.value if raw.id == "sequence" else (raw,):
            node = self.node(part, path, deep + 1)
            if not isinstance(node, Mapping):
                self._fault(path, "`<<` needs a mapping", "merge a mapping, or quote the key", node.span)
                continue
            for key, value in node.items.items():
                merged.setdefault(key, (value, node.keys[key]))

    def _placed(self, value: Node, key: Span) -> Node:
        """A value that is not there stands, for messages, where its key stands."""
        if not isinstance(value, Scalar) or value.text or value.quoted:
            return value
        rest = self._lines[key.end_line - 1][key.end_column - 1 :]
        return Scalar(value.path, key, "", commented=bool(_EATEN.match(rest)))

    def _span(self, raw: Any) -> Span:
        start, end = raw.start_mark, raw.end_mark
        if end.line < len(self._lines):
            return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)
        # A file without a last line break ends where its last line does.
        return Span(start.line + 1, start.column + 1, len(self._lines), len(self._lines[-1]) + 1)

    def _fault(self, path: str, what: str, hint: str, span: Span) -> None:
        self.findings.append(Finding("F001", path, what, hint, "error", span=span))
