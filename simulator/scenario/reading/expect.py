"""The `expect` of a scenario: each key is read as its file says, every value with its place."""

from __future__ import annotations

from collections.abc import Mapping as Map
from functools import cached_property
from typing import TYPE_CHECKING, Any

from simulator.errors import UsageError
from simulator.loading.yaml.fields import Fields
from simulator.loading.yaml.nodes import YamlList, YamlMap
from simulator.loading.yaml.text import load_yaml
from simulator.model.scenario.scenario import Expected
from simulator.scenario.expectations.base.known import expectations
from simulator.scenario.writing.yaml_words import value as written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.yaml.nodes import YamlNode
    from simulator.model.diagnostic import Span


def read_expect(node: YamlNode, fields: Fields) -> tuple[Expected, ...]:
    """What is expected, in the order of the file; what is at fault is left out."""
    known = expectations()
    given = fields.known(node, known, "`expect`")
    if isinstance(node, YamlMap):
        given |= {key: item for key, item in node.items.items() if key in known and known[key].NULLABLE}
    found = []
    for key, item in sorted(given.items(), key=lambda pair: pair[1].stretch):
        before = len(fields.findings)
        value = known[key].value_of(item, fields)
        if len(fields.findings) == before:
            found.append(Expected(key, value, item.span, PlacesBelow(item)))
    return tuple(found)


def expectation(key: str, value: Any) -> Expected:
    """One key, with its value as a scenario file has it. Raises UsageError where it is at fault."""
    document, fields = load_yaml(written({key: value}).encode()), Fields()
    found = read_expect(document.root, fields) if document.root is not None else ()
    if not found:
        faults = [f"{one.message}: {one.hint}" for one in (*document.findings, *fields.findings)]
        raise UsageError("; ".join(faults) or f"`{key}` is given no value")
    return found[0]


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
