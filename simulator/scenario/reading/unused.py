"""What stands in a scenario file and does nothing: blocks and columns that are used nowhere, keys without a value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.loading.calling.steps import Use
from simulator.loading.yaml.nodes import YamlList, YamlMap, YamlScalar
from simulator.model.diagnostic import Finding
from simulator.scenario.expectations.base.known import expectations
from simulator.scenario.reading.values import PLACEHOLDER

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from simulator.loading.yaml.nodes import YamlNode
    from simulator.scenario.reading.examples import ExampleRow

DEEPEST = 50
"""Blocks that use one another."""


def unused_block(name: str, node: YamlNode) -> Finding:
    """A block that no caller uses."""
    return Finding("F004", node.path, f"no caller uses the block `{name}`", f"write - use: {name}, or leave it out",
                   "warning", span=node.span)  # fmt: skip


def unused_columns(
    rows: Iterable[ExampleRow | None], root: YamlNode, blocks: Mapping[str, YamlNode]
) -> Iterator[Finding]:
    """Columns of `examples` that are filled in nowhere, each once."""
    columns = {name: node for row in rows for name, node in reversed((row or {}).items())}
    used = {name for node in (root, *blocks.values()) for text in _texts(node) for name in PLACEHOLDER.findall(text)}
    for name, node in columns.items():
        if name not in used:
            hint = f"write ${{{name}}} where it belongs, or leave it out"
            what = f"the column `{name}` of `examples` is used nowhere"
            yield Finding("F004", node.path, what, hint, "warning", span=node.span)


def unsaid(root: YamlNode) -> Iterator[Finding]:
    """What is to be compared and has no value, so that nothing is: `captured:` in `expect`, `hears:` in a step."""
    parts = root.items if isinstance(root, YamlMap) else {}
    for key in ("expect", "caller"):
        yield from _unsaid(parts.get(key), {name for name, known in expectations().items() if known.NULLABLE})


def unfilled(root: YamlNode) -> Iterator[Finding]:
    """What must never be heard and has a place for a value of `examples`, where there are none: nobody ever says it."""
    expect = root.items.get("expect") if isinstance(root, YamlMap) else None
    never = expect.items.get("never") if isinstance(expect, YamlMap) else None
    for item in never.items if isinstance(never, YamlList) else ():
        found = PLACEHOLDER.search(item.text) if isinstance(item, YamlScalar) else None
        if found:
            what = f"`{found[0]}` is no value: the scenario has no `examples`"
            yield Finding("F004", item.path, what, "add `examples`, or write the words", "warning", span=item.span)


def _unsaid(node: YamlNode | None, nullable: Container[str] = ()) -> Iterator[Finding]:
    """Below an item of `bodies`, paths begin with `$`, and null is what stands there."""
    if isinstance(node, YamlList):
        for item in node.items:
            yield from _unsaid(item)
    elif isinstance(node, YamlMap):
        for key, item in node.items.items():
            if not isinstance(item, YamlScalar):
                yield from _unsaid(item)
            elif item.is_null and key not in nullable and not key.startswith("$"):
                what = f"`{key}` has no value, so that nothing is compared"
                yield Finding("F004", item.path, what, "write what it should be, or leave it out", "warning",
                              span=node.keys[key])  # fmt: skip


def _texts(node: YamlNode) -> Iterator[str]:
    if isinstance(node, YamlScalar):
        yield node.text
    elif isinstance(node, YamlList):
        for item in node.items:
            yield from _texts(item)
    else:
        for key, item in node.items.items():
            yield key
            yield from _texts(item)


def circles(blocks: Mapping[str, Sequence[object]]) -> Iterator[Use]:
    """The uses that lead back into a block that they stand in, each block looked at once."""
    seen: set[str] = set()
    for name in blocks:
        yield from _circle(name, (), blocks, seen)


def _circle(
    name: str, inside: tuple[str, ...], blocks: Mapping[str, Sequence[object]], seen: set[str]
) -> Iterator[Use]:
    if name in seen or len(inside) > DEEPEST:
        return
    seen.add(name)
    for step in blocks[name]:
        if isinstance(step, Use) and step.name in (*inside, name):
            yield step
        elif isinstance(step, Use) and step.name in blocks:
            yield from _circle(step.name, (*inside, name), blocks, seen)
