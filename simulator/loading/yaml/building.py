"""The events of a YAML parser become nodes: ways, marks, copied aliases, and duplicate keys as findings."""

from __future__ import annotations

import re
from functools import cached_property
from sys import intern
from typing import TYPE_CHECKING, Any

from simulator.loading.yaml.nodes import (
    MarkAt,
    YamlList,
    YamlMap,
    YamlNode,
    YamlScalar,
    path_of,
    span_of,
    stretch_between,
)
from simulator.loading.yaml.quiet_slips import cut_by_comma, cut_by_hash, hashes, hidden_before, hidden_key, tagged
from simulator.model.diagnostic import LINE_BREAK, Finding, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.yaml.nodes import Mark, NodeWay, Stretch
    from simulator.loading.yaml.quiet_slips import QuietSlip

    Built = tuple[YamlNode | None, tuple[Finding, ...]]
    """The root of a document, None where it is beyond reason, and what is wrong with it."""

_EATEN = re.compile(r":\s+#[0-9*#]*\s*$")
"""What looks like keys and is a comment to YAML: `press: #`, `press: #1`."""

_DEEPEST = 100
_MOST = 1_000_000
"""Nodes of one document that aliases may add to those which its text has."""

_MERGE = "tag:yaml.org,2002:merge"


class _UnreadableError(Exception):
    """A document refers to itself, is beyond reason, or has a key that nobody can read; `finding` says where."""

    def __init__(self, what: str, hint: str, stretch: Stretch) -> None:
        super().__init__(what)
        self.finding = broken(what, hint, span_of(stretch))


class Builder:
    """Builds the nodes of the documents of one text; `meant` is what its stand-ins mean.

    Raises whatever its parser raises.
    """

    def __init__(self, events: Iterator[Any], text: str, meant: dict[int, str] | None = None) -> None:
        from ruamel.yaml import events as kinds

        self._kinds = kinds
        self._events, self._text, self._meant = events, text, meant
        # A file without a last line break ends where its last line does, whatever the parser says.
        self._cut = bool(text) and not LINE_BREAK.fullmatch(text[-1])
        self._tags, self._hashes = "!" in text, hashes(text)
        self._findings: list[Finding] = []
        self._anchors: dict[str, YamlNode | None] = {}
        self._copies = 0

    def documents(self) -> Iterator[Built]:
        """Each document, as soon as its end was seen: what comes right after it may be wrong.

        The last is one that refers to itself, is nested too deeply, grows too large by its aliases, or has signs
        in a key that nobody sees.
        """
        try:
            for event in self._events:
                if isinstance(event, self._kinds.DocumentStartEvent):
                    yield self._document(event)
        except _UnreadableError as error:
            yield None, (error.finding,)

    def _document(self, begin: Any) -> Built:
        self._findings, self._anchors, self._copies = [], {}, 0
        root = self._node(next(self._events), (), 0)
        if root.absent:
            root = YamlScalar((), self._stretch(begin.start_mark, begin.end_mark), "")
        next(self._events)
        return root, tuple(self._findings)

    def _node(self, event: Any, way: NodeWay, deep: int) -> YamlNode:
        """The node that begins with an event, and all below it."""
        if deep > _DEEPEST:
            raise _too_deep(self._stretch(event.start_mark, event.end_mark))
        if type(event) is self._kinds.AliasEvent:
            return self._copied(self._named(event), way, deep)
        if self._tags and event.tag is not None:
            said = event.value if type(event) is self._kinds.ScalarEvent else ""
            self._tell(way, tagged(str(event.tag), said), self._stretch(event.start_mark, event.end_mark))
        name = event.anchor
        if name is None:
            return self._built(event, way, deep)
        self._anchors[name] = None  # until its last event, whatever refers to it refers to itself
        node = self._built(event, way, deep)
        if self._anchors[name] is None:
            self._anchors[name] = node
        return node

    def _built(self, event: Any, way: NodeWay, deep: int) -> YamlNode:
        if type(event) is self._kinds.ScalarEvent:
            said = self._said(event.value)
            if not event.style and not said.isascii():
                self._tell(way, hidden_before(said), self._stretch(event.start_mark, event.end_mark))
            if self._hashes and not event.style and event.end_mark.line in self._hashes:
                self._cut_text(way, said, event)
            return YamlScalar(way, self._stretch(event.start_mark, event.end_mark), said, bool(event.style))
        if type(event) is self._kinds.MappingStartEvent:
            return self._mapping(event, way, deep)
        items: list[YamlNode] = []
        while type(item := next(self._events)) is not self._kinds.SequenceEndEvent:
            items.append(self._node(item, (way, len(items)), deep + 1))
        return YamlList(way, self._stretch(event.start_mark, item.end_mark), tuple(items))

    def _mapping(self, event: Any, way: NodeWay, deep: int) -> YamlMap:
        items: dict[str, YamlNode] = {}
        stretches: dict[str, Stretch] = {}
        merged: dict[str, tuple[YamlNode, Stretch]] = {}
        cuts: dict[int, tuple[Stretch, list[str]]] = {}
        while type(begin := next(self._events)) is not self._kinds.MappingEndEvent:
            key, stretch = self._key(begin, deep)
            if key is None:
                hint = "put a list or mapping behind a key, and a text that begins with a bracket in quotes"
                self._fault(way, "a key must be a text", hint, span_of(stretch))
                self._passed_over(deep)
            elif key == "<<" and _merges(begin):
                self._merge(way, deep, merged, stretch)
            elif key in items:
                what = f"the key `{key}` stands here twice, first on line {span_of(stretches[key]).line}"
                self._fault(way, what, "keep one of the two", span_of(stretch))
                self._passed_over(deep)
            else:
                value = self._value((way, key), stretch, deep)
                if event.flow_style and value.stretch == stretch and self._rest(stretch)[:1] != ":":
                    cuts.setdefault(len(items), (stretch, []))[1].append(key)
                else:
                    items[key], stretches[key] = value, stretch
        for number, (stretch, keys) in cuts.items():
            before = list(items.values())[number - 1] if number else None
            said = before.text if isinstance(before, YamlScalar) and not before.quoted else ""
            self._tell(way, cut_by_comma(said, keys), stretch)
        for key, (node, stretch) in merged.items():
            items.setdefault(key, node)
            stretches.setdefault(key, stretch)
        return YamlMap(way, self._stretch(event.start_mark, begin.end_mark), items, tuple(stretches.values()))

    def _key(self, event: Any, deep: int) -> tuple[str | None, Stretch]:
        """A key and where it stands; None where it is no text."""
        if type(event) is self._kinds.ScalarEvent and event.anchor is None:
            key, stretch = self._said(event.value), self._stretch(event.start_mark, event.end_mark)
            if not event.style and not key.isascii() and (words := hidden_key(key)):
                raise _UnreadableError(*words, stretch)
            return key, stretch
        node = self._node(event, (), deep + 1)
        return node.text if isinstance(node, YamlScalar) else None, node.stretch

    def _value(self, way: NodeWay, key: Stretch, deep: int) -> YamlNode:
        """The value of a key; one that is not there stands, for messages, where its key stands."""
        value = self._node(next(self._events), way, deep + 1)
        if not value.absent:
            return value
        return YamlScalar(way, key, "", commented=bool(_EATEN.match(self._rest(key))))

    def _passed_over(self, deep: int) -> None:
        """A value that counts for nothing but the anchors in it."""
        known = len(self._findings)
        self._node(next(self._events), (), deep + 1)
        del self._findings[known:]

    def _merge(self, way: NodeWay, deep: int, merged: dict[str, tuple[YamlNode, Stretch]], at: Stretch) -> None:
        """`<<: *base`, or a list of such: the first that names a key wins."""
        given = self._value(way, at, deep)
        parts = [self._copied(one, way, deep + 1) for one in given.items] if isinstance(given, YamlList) else [given]
        for node in parts:
            if not isinstance(node, YamlMap):
                self._fault(way, "`<<` needs a mapping", "merge a mapping, or quote the key", node.span)
                continue
            for (key, value), stretch in zip(node.items.items(), node.stretches, strict=True):
                merged.setdefault(key, (value, stretch))

    def _said(self, text: str) -> str:
        """What a scalar says; one object for equal ones, since large tables say the same again and again."""
        if self._meant:
            text = text.translate(self._meant)
        return intern(text if text.isascii() else _whole(text))

    def _named(self, event: Any) -> YamlNode:
        """What an alias stands for."""
        if event.anchor not in self._anchors:
            from ruamel.yaml.composer import ComposerError

            raise ComposerError(None, None, f"found undefined alias {event.anchor!r}", event.start_mark)
        node = self._anchors[event.anchor]
        if node is None:
            what = f"the anchor `{event.anchor}` holds an alias of itself"
            raise _UnreadableError(what, "write out what is meant", self._stretch(event.start_mark, event.end_mark))
        return node

    def _copied(self, node: YamlNode, way: NodeWay, deep: int) -> YamlNode:
        """A node in another place, and all below it."""
        self._copies += 1
        if deep > _DEEPEST:
            raise _too_deep(node.stretch)
        if self._copies > _MOST:
            what = f"its aliases repeat more than {_MOST:,} values, the last ones of which stand here"
            raise _UnreadableError(what, "write it with fewer aliases", node.stretch)
        if isinstance(node, YamlScalar):
            return YamlScalar(way, node.stretch, node.text, node.quoted, node.commented)
        if isinstance(node, YamlList):
            items = [self._copied(item, (way, number), deep + 1) for number, item in enumerate(node.items)]
            return YamlList(way, node.stretch, tuple(items))
        below = {key: self._copied(item, (way, key), deep + 1) for key, item in node.items.items()}
        return YamlMap(way, node.stretch, below, node.stretches)

    def _stretch(self, start: Mark, end: Mark) -> Stretch:
        if self._cut and end.line >= len(self._lines):
            end = MarkAt(len(self._lines) - 1, len(self._lines[-1]))
        return stretch_between(start, end)

    @cached_property
    def _lines(self) -> list[str]:
        return LINE_BREAK.split(self._text)

    def _rest(self, stretch: Stretch) -> str:
        """What stands on the line after it."""
        span = span_of(stretch)
        return self._lines[span.end_line - 1][span.end_column - 1 :].lstrip()

    def _cut_text(self, way: NodeWay, said: str, event: Any) -> None:
        """A text without quotes on a line with a comment that may be a part of it."""
        end = event.end_mark
        line, (at, sure) = self._lines[end.line], self._hashes[end.line]
        if (sure or " " in said) and at >= end.column and not line[end.column : at].strip():
            self._tell(way, cut_by_hash(said, line[at:].rstrip()), self._stretch(event.start_mark, end))

    def _tell(self, way: NodeWay, words: QuietSlip | None, stretch: Stretch) -> None:
        if words is not None:
            self._fault(way, *words, span_of(stretch))

    def _fault(self, way: NodeWay, what: str, hint: str, span: Span) -> None:
        self._findings.append(Finding("F001", path_of(way), what, hint, "error", span=span))


def broken(what: str, hint: str, span: Span) -> Finding:
    """A finding about a text that cannot be read."""
    return Finding("F001", "$", f"not readable as YAML: {what}", hint, "error", span=span)


def _too_deep(stretch: Stretch) -> _UnreadableError:
    return _UnreadableError(f"more than {_DEEPEST} levels are nested here", "write it flatter", stretch)


def _merges(event: Any) -> bool:
    """Whether the key `<<` is YAML's own: it stands there without quotes, or is tagged so."""
    return event.tag == _MERGE if event.tag is not None else bool(event.implicit and event.implicit[0])


def _whole(text: str) -> str:
    """Surrogate pairs written as two escapes, which JSON allows, become one character."""
    if any("\ud800" <= c <= "\udfff" for c in text):
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text
