"""Changes of a YAML text at places: a scalar in the quoting it had, items of a list in the style it had."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from attrs import frozen

from simulator.model.diagnostic import LINE_BREAK
from simulator.model.scenario.miss import REMOVE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from simulator.model.diagnostic import Span
    from simulator.model.scenario.miss import ListChange

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*(?: [A-Za-z0-9_.-]+)*|[0-9]+(?:\.[0-9]+)?s")
_WORDS = ("null", "true", "false", "yes", "no", "on", "off", "y", "n")
_BOM = b"\xef\xbb\xbf"


@frozen(order=True)
class Edit:
    """What stands from one offset to another, counted in characters, becomes `text`."""

    start: int
    end: int
    text: str


class EditedText:
    """The text of a file, with the offset of each of its places."""

    def __init__(self, raw: bytes) -> None:
        self._bom = raw.startswith(_BOM)
        self.text = raw.decode("utf-8-sig")
        first = LINE_BREAK.search(self.text)
        self._break = first[0] if first else "\n"
        self._lines = [0, *(found.end() for found in LINE_BREAK.finditer(self.text))]

    def offset(self, line: int, column: int) -> int:
        """The offset of a place; both count from 1."""
        return min(self._lines[line - 1] + column - 1, len(self.text)) if line <= len(self._lines) else len(self.text)

    def ends(self, span: Span) -> tuple[int, int]:
        """Where a place begins and ends."""
        return self.offset(span.line, span.column), self.offset(span.end_line, span.end_column)

    def at(self, span: Span) -> str:
        """What stands there."""
        start, end = self.ends(span)
        return self.text[start:end]

    def line_of(self, offset: int) -> tuple[int, int]:
        """Where the line around an offset begins and ends, its break included."""
        start = max(one for one in self._lines if one <= offset)
        return start, min((one for one in self._lines if one > offset), default=len(self.text))

    def scalar(self, span: Span, value: Any) -> Edit:
        """Another value in place of a scalar."""
        start, end = self.ends(span)
        old = self.text[start:end]
        new = scalar(value, old[:1])
        if self.text[end : end + 1] == ":":
            # A value that is not there has the place of its key.
            return Edit(end + 1, end + 1, f" {new}")
        if start == end and self.text[start - 1 : start] not in (" ", "["):
            new = f" {new}"
        return Edit(start, end, new + "\n" * old.endswith("\n"))

    def changed(self, edits: Iterable[Edit]) -> bytes:
        """The file with edits made; they must not overlap, and equal ones count once."""
        text = self.text
        for edit in sorted(set(edits), reverse=True):
            text = text[: edit.start] + edit.text.replace("\n", self._break) + text[edit.end :]
        return _BOM * self._bom + text.encode()


def scalar(value: Any, quote: str = "") -> str:
    """A value as YAML, in the quotes that were there; without quotes only where nothing can go wrong."""
    if not isinstance(value, str):
        return json.dumps(value)
    if quote == "'" and value.isprintable():
        return "'" + value.replace("'", "''") + "'"
    if quote != '"' and _PLAIN.fullmatch(value) and value.lower() not in _WORDS:
        return value
    return json.dumps(value, ensure_ascii=False)


def list_edits(text: EditedText, whole: Span, items: Sequence[Span], change: ListChange) -> tuple[Edit, ...]:
    """The edits that change a list; an item that is filled in from `examples` is left alone."""
    if any("${" in text.at(items[number]) for number in change.items):
        return ()
    found = [text.scalar(items[n], now) for n, now in change.items.items() if now is not REMOVE]
    removed = {n for n, now in change.items.items() if now is REMOVE}
    flow = text.at(whole)[:1] == "["
    if removed:
        found += _flow_removed(text, items, removed) if flow else _block_removed(text, items, removed)
    if change.added:
        found.append(_flow_added(text, whole, items, change) if flow else _block_added(text, items[-1], change))
    return tuple(found)


def _flow_removed(text: EditedText, items: Sequence[Span], removed: set[int]) -> Iterator[Edit]:
    ends = [text.ends(span) for span in items]
    kept = [number for number in range(len(items)) if number not in removed]
    if not kept:
        yield Edit(ends[0][0], ends[-1][1], "")
        return
    if kept[0]:
        yield Edit(ends[0][0], ends[kept[0]][0], "")
    for number in sorted(removed):
        if number > kept[0]:
            yield Edit(ends[number - 1][1], ends[number][1], "")


def _block_removed(text: EditedText, items: Sequence[Span], removed: set[int]) -> Iterator[Edit]:
    ends = [text.ends(span) for span in items]
    lines = [(text.line_of(start)[0], text.line_of(max(start, end - 1))[1]) for start, end in ends]
    if len(removed) == len(items):
        first = text.text[lines[0][0] :]
        indent = first[: len(first) - len(first.lstrip(" "))]
        yield Edit(lines[0][0], lines[-1][1], f"{indent}  []\n")
        return
    for number in sorted(removed):
        yield Edit(*lines[number], "")


def _flow_added(text: EditedText, whole: Span, items: Sequence[Span], change: ListChange) -> Edit:
    new = ", ".join(map(scalar, change.added))
    if items:
        end = text.ends(items[-1])[1]
        return Edit(end, end, f", {new}")
    start, end = text.ends(whole)
    return Edit(start, end, f"[{new}]")


def _block_added(text: EditedText, last: Span, change: ListChange) -> Edit:
    start, end = text.ends(last)
    begin = text.line_of(start)[0]
    line = text.text[begin:start]
    indent = line[: line.index("-")] if "-" in line else ""
    at = text.line_of(max(start, end - 1))[1]
    broken = text.text[at - 1 : at] in ("\n", "\r")
    new = "".join(f"{indent}- {scalar(value)}\n" for value in change.added)
    return Edit(at, at, new if broken else f"\n{new}")
