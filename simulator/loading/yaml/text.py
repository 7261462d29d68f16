"""YAML bytes become nodes with places; scalars are kept as the text that was written.

A YAML library's own values are not used: they turn `012` into 10, `1:30` into 90 and `no` into False,
which ruins digits and phone numbers. The field that a value stands for decides its type (`yaml_fields`).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from simulator.loading.signs import named, wide
from simulator.loading.yaml.building import Builder, broken
from simulator.loading.yaml.composing import compose
from simulator.loading.yaml.nodes import YamlNode, spans_of
from simulator.loading.yaml.stand_ins import stand_in
from simulator.model.diagnostic import LINE_BREAK, Finding, Span
from simulator.model.record import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping as Map


@frozen
class YamlDocument:
    """One YAML document: its `root` (None where it is empty or broken), and what is wrong with it."""

    root: YamlNode | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def data(self) -> Any:
        """The content as JSON would read it, with digits that JSON would not write so kept as texts."""
        return None if self.root is None else self.root.plain

    @property
    def spans(self) -> Map[str, Span]:
        """The place of every path of the document."""
        return {} if self.root is None else spans_of(self.root)


def load_yaml(raw: bytes) -> YamlDocument:
    """The first document of a file; a second one is a finding (F001)."""
    first, *more = load_yaml_all(raw)
    if not more or more[0].root is None:
        return YamlDocument(first.root, (*first.findings, *(f for d in more for f in d.findings)))
    extra = broken("a second document begins here", "keep one document per file", more[0].root.span)
    return YamlDocument(first.root, (*first.findings, extra))


def load_yaml_all(raw: bytes) -> tuple[YamlDocument, ...]:
    """Every document of a file, parted by `---`; at least one, and the last may be the one that breaks."""
    if encoding := wide(raw):
        return (YamlDocument(None, (broken(f"the file is {encoding}", "save it as UTF-8", Span()),)),)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        what = f"byte {error.start + 1} (0x{raw[error.start]:02x}) is not UTF-8"
        return (YamlDocument(None, (broken(what, "save the file as UTF-8", Span(line, 1, line, 2)),)),)
    return _documents(text)


def _documents(text: str) -> tuple[YamlDocument, ...]:
    found = compose(text)
    return _slowly(text) if found is None else _given([YamlDocument(*one) for one in found])


@lru_cache(maxsize=1)  # a file at fault is read once more for the places in it, and 1 MB takes two seconds
def _slowly(text: str) -> tuple[YamlDocument, ...]:
    """The parser in Python, which knows best what is wrong and where."""
    from ruamel.yaml.error import YAMLError

    from simulator.loading.yaml.scanning import parsed

    given, meant = stand_in(text)
    found: list[YamlDocument] = []
    try:
        found += (YamlDocument(*one) for one in Builder(parsed(given), text, meant).documents())
    except (YAMLError, ValueError, OverflowError) as error:  # a bare ValueError: an escape beyond Unicode
        found.append(YamlDocument(None, (_syntax(error, text),)))
    return _given(found)


def _given(found: list[YamlDocument]) -> tuple[YamlDocument, ...]:
    """At least one document; after the first, a `---` that nothing comes after begins none."""
    while len(found) > 1 and (last := found[-1].root) is not None and last.absent:
        found.pop()
    return tuple(found) or (YamlDocument(),)


def _syntax(error: Exception, text: str) -> Finding:
    """A syntax error in our words."""
    if getattr(error, "problem_mark", None) or getattr(error, "context_mark", None):
        from simulator.loading.yaml.slips import told

        return broken(*told(error, text))
    if (position := getattr(error, "position", None)) is not None:
        what = f"{named(text[position])} stands here, which no YAML file may hold"
        return broken(what, "remove it, or write its escape in a text in double quotes", _at(position, text))
    return broken("an escape stands for no character", 'write "\\u0041" with a number up to 10FFFF', Span())


def _at(position: int, text: str) -> Span:
    """The place of a character that is counted from the beginning of the file."""
    before = LINE_BREAK.split(text[:position])
    line, column = len(before), len(before[-1]) + 1
    return Span(line, column, line, column + 1)
