"""The `expect` of a scenario: a method for each of its keys, every value with its place."""

from __future__ import annotations

from collections.abc import Mapping as Map
from functools import cached_property
from typing import TYPE_CHECKING, Any

from simulator.loading.files.flow_parts import missing
from simulator.loading.yaml.nodes import YamlList, YamlMap, YamlScalar
from simulator.loading.yaml.reading import read
from simulator.model.scenario.scenario import BodyCheck, Duration, Expected, Words
from simulator.scenario.reading.kinds import (
    BODY_FIELD,
    DIGITS,
    EXPECT,
    LAST_ACTION,
    SESSION,
    SESSION_CODE,
    STATUS_CODE,
    WEBHOOK,
    WEBHOOKS,
)
from simulator.scenario.reading.words import read_time, read_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.yaml.fields import Fields
    from simulator.loading.yaml.nodes import YamlNode
    from simulator.model.diagnostic import Span

NULLABLE = ("session", "error", "lastAction")
"""Keys where null says something: there is none."""


def read_expect(node: YamlNode, fields: Fields) -> tuple[Expected, ...]:
    """What is expected, in the order of the file; what is at fault is left out."""
    given = fields.known(node, EXPECT, "`expect`")
    if isinstance(node, YamlMap):
        given |= {key: node.items[key] for key in NULLABLE if key in node.items}
    reader = _Expect(fields)
    found = []
    for key, item in sorted(given.items(), key=lambda pair: (pair[1].start.line, pair[1].start.column)):
        before = len(fields.findings)
        value = getattr(reader, key)(item)
        if len(fields.findings) == before:
            found.append(Expected(key, value, item.span, PlacesBelow(item)))
    return tuple(found)


class PlacesBelow(Map[str, "Span"]):
    """The place of everything below a node, by its keys and numbers: `VCA`, `0`, `1/$.payload.dtmf`.

    They are worked out when someone asks for one. The same text further down has the same, moved by `lines`.
    """

    def __init__(self, node: YamlNode, lines: int = 0) -> None:
        self._node, self._lines = node, lines

    def moved(self, lines: int) -> PlacesBelow:
        """The same, so many lines further down."""
        return PlacesBelow(self._node, self._lines + lines)

    @cached_property
    def _found(self) -> dict[str, Span]:
        return {name: node.span.moved(self._lines) for name, node in _below(self._node)}

    def __getitem__(self, name: str) -> Span:
        return self._found[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def __reduce__(self) -> tuple[type[dict[str, Span]], tuple[dict[str, Span]]]:
        """Another process needs the places, and none of the nodes."""
        return dict, (self._found,)


def _below(node: YamlNode, name: str = "") -> Iterator[tuple[str, YamlNode]]:
    if isinstance(node, YamlList):
        below = {str(number): item for number, item in enumerate(node.items)}
    else:
        below = node.items if isinstance(node, YamlMap) else {}
    for key, item in below.items():
        own = f"{name}/{key}" if name else key
        yield own, item
        yield from _below(item, own)


class _Expect:
    """Methods are named as the keys are."""

    def __init__(self, fields: Fields) -> None:
        self._fields = fields

    def answer(self, node: YamlNode) -> int | None:
        return self._code(node, STATUS_CODE)

    def session(self, node: YamlNode) -> str | None:
        return None if _null(node) else read(SESSION, node, self._fields)

    def error(self, node: YamlNode) -> int | None:
        return None if _null(node) else self._code(node, SESSION_CODE)

    def lastAction(self, node: YamlNode) -> str | None:  # noqa: N802 - the key's own spelling
        return None if _null(node) else read(LAST_ACTION, node, self._fields)

    def captured(self, node: YamlNode) -> tuple[str | None, ...]:
        if not isinstance(node, YamlList):
            self._fields.listing(node, self._fields.text)
            return ()
        return tuple(None if _null(item) else read(DIGITS, item, self._fields) for item in node.items)

    def hears(self, node: YamlNode) -> tuple[Words, ...]:
        return self._fields.listing(node, lambda item: read_words(item, self._fields))

    def never(self, node: YamlNode) -> tuple[Words, ...]:
        return self.hears(node)

    def webhooks(self, node: YamlNode) -> dict[str, int | None]:
        given = self._fields.known(node, WEBHOOKS, "`webhooks`")
        return {kind: self._fields.integer(item, 0) for kind, item in given.items()}

    def duration(self, node: YamlNode) -> Duration:
        given = self._fields.known(node, ("below", "warn"), "`duration`")
        return Duration(**{key: read_time(item, self._fields) for key, item in given.items()})

    def bodies(self, node: YamlNode) -> tuple[BodyCheck, ...]:
        return self._fields.listing(node, self._body)

    def _body(self, node: YamlNode) -> BodyCheck | None:
        paths = tuple(key for key in node.items if BODY_FIELD.fullmatch(key)) if isinstance(node, YamlMap) else ()
        given = self._fields.known(node, ("type", "at", *paths), "an item of `bodies`")
        if "type" not in given:
            missing(self._fields, node, "type", "`type` of the webhook")
            return None
        kind = read(WEBHOOK, given["type"], self._fields)
        at = self._fields.integer(given["at"], 1) if "at" in given else 1
        assert isinstance(node, YamlMap)
        return BodyCheck(kind, at or 1, {path: node.items[path].plain for path in paths})

    def _code(self, node: YamlNode, choice: Any) -> int | None:
        text = read(choice, node, self._fields)
        return None if text is None else int(text)


def _null(node: YamlNode) -> bool:
    return isinstance(node, YamlScalar) and node.is_null and not node.commented
