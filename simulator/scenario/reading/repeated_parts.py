"""Scenario files without a fault, quickly: a text that stands under a key again and again is read once.

A file is cut where each document and each of its keys begins; equal texts are composed once, and what they say is
moved to the line of each. Whatever is out of the ordinary (a finding, `blocks`, `examples`, an account, an anchor
that reaches further) is left to the reader of whole documents, which says the same of all others.
"""

from __future__ import annotations

import re
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any

from attrs import evolve

from simulator.loading.yaml.composing import compose
from simulator.loading.yaml.fields import Fields
from simulator.loading.yaml.nodes import YamlMap
from simulator.model.diagnostic import Span
from simulator.model.record import frozen
from simulator.model.scenario.scenario import CallerStep, Expected, Scenario
from simulator.scenario.reading.document import DocumentReader
from simulator.scenario.reading.expect import PlacesBelow
from simulator.scenario.reading.unused import unfilled, unsaid

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from simulator.loading.files.account_file import Read

_KEYS = ("scenario", "flow", "request", "tags", "skip", "xfail", "at", "seed", "legs", "caller", "faults", "expect")
_CUT = re.compile(rf"^(?:---\n|({'|'.join(_KEYS)}):(?=[ \n]))", re.MULTILINE)
_NOTHING = re.compile(r"(?: *(?:#[^\n]*)?\n)*")
_UNUSUAL = re.compile(r"^(?:---[^\n]|%|\.\.\.)", re.MULTILINE)


_Place = tuple[str, str, int]
"""A key of a document, the text from it to the next, and the line (from 0) on which it stands."""


@frozen
class _Part:
    """What such a text says where it stands on `line`."""

    line: int
    values: dict[str, Any]


def read_parts(raw: bytes, folder: Path, file: str, read: Read) -> list[Scenario] | None:
    """The scenarios of a file in its order, or None where the reader of whole documents must decide."""
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        return None
    if not text.endswith("\n") or "\r" in text or _UNUSUAL.search(text):
        return None
    documents = _cut(text)
    texts = {part: key for document in documents or () for key, part, _ in document}
    parts = _parts(texts, folder, read)
    if documents is None or parts is None:
        return None
    return [_scenario(document, parts, file, number) for number, document in enumerate(documents)]


def _cut(text: str) -> list[list[_Place]] | None:
    """Each document as its keys; None where some text belongs to none of them, or a key stands twice."""
    cuts = [*_CUT.finditer(text), None]
    if cuts[0] is None or not _NOTHING.fullmatch(text, 0, cuts[0].start()):
        return None
    documents: list[list[_Place]] = [[]]
    line = text.count("\n", 0, cuts[0].start())
    for cut, onward in pairwise(cuts):
        assert cut is not None
        part = text[cut.start() : onward.start() if onward else len(text)]
        if cut[1]:
            documents[-1].append((cut[1], part, line))
        elif not _NOTHING.fullmatch(part, 4):
            return None
        elif cut is not cuts[0]:
            documents.append([])
        line += part.count("\n")
    while len(documents) > 1 and not documents[-1]:
        documents.pop()
    return documents if all(map(_whole, documents)) else None


def _whole(document: list[_Place]) -> bool:
    keys = {key for key, _, _ in document}
    return len(keys) == len(document) and "scenario" in keys and ("flow" in keys) != ("request" in keys)


def _parts(texts: dict[str, str], folder: Path, read: Read) -> dict[str, _Part] | None:
    """What each text says; None where one of them is at fault."""
    documents = compose("---\n".join(texts))
    if documents is None or len(documents) != len(texts):
        return None
    fields = Fields()
    reader = DocumentReader(fields, folder, read, {})
    parts = {}
    for (text, key), (node, findings) in zip(texts.items(), documents, strict=True):
        if findings or not isinstance(node, YamlMap) or list(node.items) != [key] or not reader.given(node):
            return None
        if any(chain(unsaid(node), unfilled(node))):
            return None
        parts[text] = _Part(node.span.line - 1, reader.values(key, node.items[key]))
    return None if fields.findings else parts


def _scenario(document: list[_Place], parts: dict[str, _Part], file: str, number: int) -> Scenario:
    values: dict[str, Any] = {}
    for key, text, line in document:
        part = parts[text]
        move, lines = _MOVES.get(key), line - part.line
        values |= part.values if move is None or not lines else move(part.values, lines)
        if key == "scenario":
            span = Span(line + 1, 1, line + 1, 9)
    return Scenario(file=file, span=span, number=number, **values)


def _legs(values: dict[str, Any], lines: int) -> dict[str, Any]:
    return {**values, "leg_spans": tuple([span.moved(lines) for span in values["leg_spans"]])}


def _steps(values: dict[str, Any], lines: int) -> dict[str, Any]:
    spans = tuple([span.moved(lines) for span in values["timed_spans"]])
    return {**values, "steps": tuple([_step(step, lines) for step in values["steps"]]), "timed_spans": spans}


def _step(step: CallerStep, lines: int) -> CallerStep:
    span = step.span.moved(lines)
    return CallerStep(step.token, step.hears, span, span if step.hears is None else step.hears_span.moved(lines))


def _faults(values: dict[str, Any], lines: int) -> dict[str, Any]:
    return {"faults": tuple(evolve(fault, span=fault.span.moved(lines)) for fault in values["faults"])}


def _expect(values: dict[str, Any], lines: int) -> dict[str, Any]:
    return {"expect": tuple([_expected(one, lines) for one in values["expect"]])}


def _expected(one: Expected, lines: int) -> Expected:
    assert isinstance(one.places, PlacesBelow)
    return Expected(one.key, one.value, one.span.moved(lines), one.places.moved(lines))


_MOVES: dict[str, Callable[[dict[str, Any], int], dict[str, Any]]] = {
    "legs": _legs,
    "caller": _steps,
    "faults": _faults,
    "expect": _expect,
}
"""What the values of these keys say of places, moved by so many lines."""
