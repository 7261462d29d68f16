"""What stands at a place of a text: a key, a value, and the way that leads there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.loading.yaml.nodes import YamlList, YamlMap, YamlScalar, span_of
from simulator.lsp.base.places import within
from simulator.model.record import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from simulator.loading.yaml.nodes import NodeWay, YamlNode
    from simulator.model.diagnostic import Span

NodeSteps = tuple[str | int, ...]
"""Keys and numbers that lead from the top of a document to a node."""


@frozen
class Spot:
    """A key or a value at a place: the `root` of its document, its way there, and its stretch."""

    root: YamlNode
    steps: NodeSteps
    node: YamlNode
    span: Span
    is_key: bool = False


def steps_of(way: NodeWay) -> NodeSteps:
    """A way as the keys and numbers that it takes."""
    found: list[str | int] = []
    while way:
        way, step = way
        found.append(step)
    return tuple(reversed(found))


def spot_at(roots: Iterable[YamlNode], line: int, column: int) -> Spot | None:
    """The innermost key or single value at a place; None where there is neither."""
    for root in roots:
        node: YamlNode | None = root
        while node is not None:
            if isinstance(node, YamlScalar):
                here = within(node.span, line, column)
                return Spot(root, steps_of(node.way), node, node.span) if here else None
            if isinstance(node, YamlMap) and (found := _key_at(root, node, line, column)):
                return found
            node = next((one for one in _below(node) if within(one.span, line, column)), None)
    return None


def _key_at(root: YamlNode, node: YamlMap, line: int, column: int) -> Spot | None:
    for (key, item), stretch in zip(node.items.items(), node.stretches, strict=True):
        span = span_of(stretch)
        if within(span, line, column):
            return Spot(root, (*steps_of(node.way), key), item, span, is_key=True)
    return None


def _below(node: YamlList | YamlMap) -> Iterable[YamlNode]:
    return node.items if isinstance(node, YamlList) else node.items.values()


def at(node: YamlNode | None, *steps: str | int) -> YamlNode | None:
    """What stands at some steps below a node; None where there is nothing."""
    for step in steps:
        if isinstance(node, YamlMap) and isinstance(step, str):
            node = node.items.get(step)
        elif isinstance(node, YamlList) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            return None
    return node


def items_at(node: YamlNode | None, *steps: str | int) -> tuple[YamlNode, ...]:
    """The items of a list at some steps below a node; one that stands alone counts as a list of one."""
    found = at(node, *steps)
    if found is None:
        return ()
    return found.items if isinstance(found, YamlList) else (found,)


def texts(node: YamlNode) -> Iterator[YamlScalar]:
    """Every single value at and below a node."""
    waiting = [node]
    while waiting:
        found = waiting.pop()
        if isinstance(found, YamlScalar):
            yield found
        else:
            waiting.extend(_below(found))
