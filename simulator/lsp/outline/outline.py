"""Nodes of a text that is being typed, whatever is missing in it yet: what has no colon yet may become a key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.loading.yaml.nodes import MarkAt, YamlList, YamlMap, YamlScalar, stretch_between
from simulator.lsp.outline.tokens import Token, tokens

if TYPE_CHECKING:
    from simulator.loading.yaml.nodes import NodeWay, Stretch, YamlNode

_DEEPEST = 100
_VALUES = ("scalar", "[", "{")
"""What a value in brackets begins with."""
_END = Token("end", 0, 0, 0)


def outline(text: str) -> tuple[YamlNode, ...]:
    """A node for each document of a text; nothing is raised."""
    reader = _OutlineReader(tokens(text))
    found: list[YamlNode] = []
    while reader.now.kind != "end":
        if reader.now.kind == "document":
            reader.take()
        else:
            found.append(reader.document())
    return tuple(found)


class _OutlineReader:
    """Goes through the words once; each method takes at least one, or leaves those that are of another node."""

    def __init__(self, words: object) -> None:
        self._words = iter(words)  # type: ignore[call-overload]
        self._last = _END
        self.now: Token = _END
        self.take()

    def take(self) -> Token:
        """The word at hand; the next one is then at hand."""
        taken, self._last = self.now, self.now
        self.now = next(self._words, _END)
        return taken

    def document(self) -> YamlNode:
        """One document, until the next begins."""
        root = self._value((), -1, 0)
        while self.now.kind not in ("document", "end"):  # what fits nowhere
            self.take()
        return root

    def _value(self, way: NodeWay, column: int, deep: int) -> YamlNode:
        """A value of what stands at a column: on the same line, or further right on later ones."""
        begin = self.now
        if deep > _DEEPEST:
            self.take()
            return YamlScalar(way, _stretch(begin, begin), "")
        if begin.kind in ("[", "{"):
            node = self._flow(way, deep)
            if self.now.kind == "broken":
                self.take()
            return node
        if begin.kind == "-":
            return self._list(way, begin.column, deep)
        if begin.kind == "scalar":
            self.take()
            if self.now.kind == ":" and self.now.line == begin.line:
                return self._map(way, begin, deep)
            return self._scalar(way, begin, column)
        self.take()
        return YamlScalar(way, _stretch(begin, begin), "")

    def _scalar(self, way: NodeWay, begin: Token, column: int) -> YamlScalar:
        """A text, which may go on in lines further right."""
        while self.now.kind == "scalar" and self.now.first and self.now.column > column >= 0:
            self.take()
        return YamlScalar(way, _stretch(begin, begin), begin.text, begin.quoted)

    def _list(self, way: NodeWay, column: int, deep: int) -> YamlList:
        begin = self.now
        items: list[YamlNode] = []
        while self.now.kind == "-" and self.now.column == column:
            dash, at = self.take(), (way, len(items))
            items.append(self._below(at, dash, column, deep))
        return YamlList(way, _stretch(begin, self._last), tuple(items))

    def _map(self, way: NodeWay, key: Token, deep: int) -> YamlMap:
        """A mapping whose first key was taken; a word at its column without a colon is a key that is being typed."""
        items: dict[str, YamlNode] = {}
        stretches: dict[str, Stretch] = {}
        begin, column = key, key.column
        while True:
            at = (way, key.text)
            stretches[key.text] = _stretch(key, key)
            items[key.text] = YamlScalar(at, stretches[key.text], "")
            if self.now.kind == ":" and self.now.line == key.line:
                self.take()
                items[key.text] = self._below(at, key, column, deep)
            while self.now.kind not in ("document", "end") and self.now.column > column:
                self.take()  # what fits nowhere
            if self.now.kind != "scalar" or self.now.column != column:
                return YamlMap(way, _stretch(begin, self._last), items, tuple(stretches.values()))
            key = self.take()

    def _below(self, way: NodeWay, owner: Token, column: int, deep: int) -> YamlNode:
        """The value of a key or dash, or where that stands if there is none."""
        now = self.now
        dash = now.kind == "-" and owner.kind != "-" and now.column == column
        if now.kind in ("document", "end", "broken") or (now.line > owner.line and now.column <= column and not dash):
            return YamlScalar(way, _stretch(owner, owner), "")
        return self._value(way, column, deep + 1)

    def _flow(self, way: NodeWay, deep: int) -> YamlNode:
        """What stands in brackets, up to the closing one, or to what shows that it was left out."""
        begin = self.take()
        items: dict[str, YamlNode] = {}
        stretches: dict[str, Stretch] = {}
        listed: list[YamlNode] = []
        while self.now.kind not in ("]", "}", "document", "end", "broken"):
            if begin.kind == "[":
                if self.now.kind == ",":
                    self.take()
                else:
                    listed.append(self._entry((way, len(listed)), deep))
            else:
                self._pair(way, deep, items, stretches)
        if self.now.kind in ("]", "}"):
            self.take()
        end = _stretch(begin, self._last)
        return YamlList(way, end, tuple(listed)) if begin.kind == "[" else YamlMap(
            way, end, items, tuple(stretches.values())
        )  # fmt: skip

    def _item(self, way: NodeWay, deep: int) -> YamlNode:
        if self.now.kind in ("[", "{") and deep <= _DEEPEST:
            return self._flow(way, deep + 1)
        word = self.take()
        return YamlScalar(way, _stretch(word, word), word.text, word.quoted)

    def _entry(self, way: NodeWay, deep: int) -> YamlNode:
        """An item of a list in brackets, which may be a pair without braces: `[use: login]`."""
        begin, node = self.now, self._item(way, deep)
        if self.now.kind != ":" or begin.kind != "scalar":
            return node
        key = _stretch(begin, begin)
        self.take()
        value = self._item((way, begin.text), deep) if self.now.kind in _VALUES else YamlScalar(way, key, "")
        return YamlMap(way, _stretch(begin, self._last), {begin.text: value}, (key,))

    def _pair(self, way: NodeWay, deep: int, items: dict[str, YamlNode], stretches: dict[str, Stretch]) -> None:
        key = self.take()
        if key.kind != "scalar":
            return
        at = (way, key.text)
        stretches[key.text] = _stretch(key, key)
        items[key.text] = YamlScalar(at, stretches[key.text], "")
        if self.now.kind == ":":
            self.take()
            if self.now.kind in _VALUES:
                items[key.text] = self._item(at, deep)


def _stretch(start: Token, end: Token) -> Stretch:
    return stretch_between(MarkAt(start.line, start.column), MarkAt(end.line, end.end))
