"""Bytes become data, strictly as JSON has it; whatever keeps them from it is a -1001 that says what and where.

Documented: a body that is no JSON is answered with -1001. Assumed: the limits of size and nesting
(settings `maxBodyBytes` and `maxNesting`).
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from simulator.loading.faults import syntax
from simulator.loading.json.places import TextPlaces
from simulator.loading.signs import wide
from simulator.loading.words import printable
from simulator.model.diagnostic import NO_MARK, Span
from simulator.model.record import record

if TYPE_CHECKING:
    from simulator.model.assumptions import Assumptions
    from simulator.model.diagnostic import Finding

BOM = b"\xef\xbb\xbf"
DEEPEST = 400
"""Levels that are never exceeded, whatever the setting says: the standard library reads by recursion."""

_YAML = re.compile(r"(?:[ \t]*(?:#.*|---[ \t]*)?\r?\n)*(?P<line>[A-Za-z_][\w-]*:(?![^ \t\r\n]).*)")
"""A text that begins as YAML does, with a key in no quotes."""
_BAD_BYTES = re.compile(r"[\udc80-\udcff]+")
_BRACKETS = re.compile(r'"[^"\\]*(?:\\[\s\S][^"\\]*)*"?|([{\[])|([}\]])')


@record
class Document:
    """A body as text and as data; `data` means nothing where there are faults."""

    text: str
    data: Any = None
    faults: tuple[Finding, ...] = ()


def read_json(raw: bytes, settings: Assumptions) -> Document:
    """Read a body; never raises, whatever the bytes are."""
    if len(raw) > settings.max_body_bytes:
        hint = f"the body has {len(raw)} bytes, more than the {settings.max_body_bytes} that are read"
        return Document("", faults=(syntax(hint, Span()),))
    if encoding := wide(raw):
        return Document("", faults=(syntax(f"the body is {encoding}: save it as UTF-8", Span()),))
    text, bad = _decoded(raw)
    if too_deep := _too_deep(text, min(settings.max_nesting, DEEPEST)):
        return Document(text, faults=(*bad, too_deep))
    data, sound = _loaded(text)
    if sound and not bad:
        return Document(text, data)
    if (line := _YAML.match(text)) and not bad:
        what = f"the body is YAML (`{printable(line['line'].strip())}`)"
        hint = f"{what}: write JSON, or put it under `request:` in a flow file, NAME.flow.yaml"
        return Document(text, faults=(syntax(hint, TextPlaces(text).span(line.start("line"), line.end("line"))),))
    from simulator.loading.json.syntax import syntax_faults

    faults = (*bad, *syntax_faults(text)) or (syntax("the body cannot be read as JSON", Span()),)
    return Document(text, faults=faults)


def _decoded(raw: bytes) -> tuple[str, tuple[Finding, ...]]:
    """The text after a byte order mark, and a finding for the mark and for each stretch that is not UTF-8."""
    marked, rest = raw.startswith(BOM), raw.removeprefix(BOM)
    mark = (
        (syntax("the body begins with a byte order mark (BOM): save it as UTF-8 without one", Span(), NO_MARK),)
        if marked
        else ()
    )
    try:
        return rest.decode(), mark
    except UnicodeDecodeError:
        text = rest.decode(errors="surrogateescape")
    places = TextPlaces(text)
    bad = tuple(
        syntax(
            f"{_bytes(found.group())} at byte offset {_offset(text, found.start()) + 3 * marked} "
            "is not UTF-8: save the body as UTF-8",
            places.span(found.start(), found.end()),
        )
        for found in list(_BAD_BYTES.finditer(text))[:20]
    )
    return _BAD_BYTES.sub(lambda found: "\ufffd" * len(found.group()), text), (*mark, *bad)


def _offset(text: str, start: int) -> int:
    return len(text[:start].encode(errors="surrogateescape"))


def _bytes(escaped: str) -> str:
    values = escaped[:8].encode(errors="surrogateescape")
    return " ".join(f"0x{value:02X}" for value in values)


def _too_deep(text: str, deepest: int) -> Finding | None:
    """The bracket that nests too deeply, found without reading the text by recursion."""
    if text.count("[") + text.count("{") <= deepest:
        return None
    depth = 0
    for found in _BRACKETS.finditer(text):
        if found.group(1):
            depth += 1
        elif found.group(2):
            depth = max(depth - 1, 0)
        if depth > deepest:
            span = TextPlaces(text).span(found.start(), found.end())
            return syntax(f"the body nests more than {deepest} levels deep here: make it flatter", span)
    return None


def _loaded(text: str) -> tuple[Any, bool]:
    """The data, and whether the text is JSON: no name twice, no NaN."""
    try:
        return _decode(text), True
    except ValueError:
        # Not only JSONDecodeError: a number of thousands of digits is a plain ValueError.
        return None, False


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) != len(pairs):
        raise ValueError("a name stands twice")
    return data


def _no_number(name: str) -> None:
    raise ValueError(name)


_decode = json.JSONDecoder(object_pairs_hook=_unique, parse_constant=_no_number).decode
