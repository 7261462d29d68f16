"""The `examples` of a scenario: a table whose rows are filled in for `${name}`, everywhere in the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from simulator.loading.yaml.nodes import YamlList, YamlMap, YamlScalar
from simulator.registry import nearest
from simulator.scenario.reading.values import PLACEHOLDER

if TYPE_CHECKING:
    import re

    from simulator.loading.yaml.fields import Fields
    from simulator.loading.yaml.nodes import YamlNode
    from simulator.model.diagnostic import Span

LONGEST = 100_000
"""Characters of a text with a row filled in: more says nothing that a call could have."""

ExampleRow = dict[str, YamlScalar]
"""The values as they were written: one that fills a place of its own keeps its quotes, or that it has none."""


def read_examples(node: YamlNode, fields: Fields) -> tuple[ExampleRow, ...]:
    """The rows of the table; a table without a row is a finding."""
    if isinstance(node, YamlList) and not node.items:
        fields.fault("F004", node, "`examples` has no row", "give it a row, or leave it out")
    return fields.listing(node, lambda item: _row(item, fields))


def _row(node: YamlNode, fields: Fields) -> ExampleRow:
    found: ExampleRow = {}
    for name, item in fields.mapping(node, "an example").items():
        if not PLACEHOLDER.fullmatch(f"${{{name}}}"):
            hint = "letters, digits and _, no digit first"
            fields.fault("F004", item, f"`{name}` is no name that can be filled in", hint, _key(node, name))
        elif _says(item, fields):
            assert isinstance(item, YamlScalar)  # nothing else is a text
            found[name] = item
    return found


def _says(item: YamlNode, fields: Fields) -> bool:
    """A text, or a null that stands for nothing."""
    return (isinstance(item, YamlScalar) and item.is_null and not item.commented) or fields.text(item) is not None


def _key(node: YamlNode, name: str) -> Span:
    return node.keys[name] if isinstance(node, YamlMap) else node.span


def fill(node: YamlNode, row: ExampleRow, fields: Fields) -> YamlNode:
    """The node with a row filled in; a name that the row does not have is a finding."""
    if isinstance(node, YamlList):
        return attrs.evolve(node, items=tuple(fill(item, row, fields) for item in node.items))
    if isinstance(node, YamlMap):
        keys = {key: _text(key, row, node, fields) for key in node.items}
        items = {keys[key]: fill(item, row, fields) for key, item in node.items.items()}
        stretches = {keys[key]: at for key, at in zip(node.items, node.stretches, strict=True)}
        return attrs.evolve(node, items=items, stretches=tuple(stretches.values()))
    if "${" not in node.text:
        return node
    whole = PLACEHOLDER.fullmatch(node.text)
    if whole and whole[1] in row:
        return attrs.evolve(node, text=row[whole[1]].text, quoted=row[whole[1]].quoted)
    return attrs.evolve(node, text=_text(node.text, row, node, fields))


def _text(text: str, row: ExampleRow, node: YamlNode, fields: Fields) -> str:
    def value(found: re.Match[str]) -> str:
        name = found[1]
        if name in row:
            return row[name].text
        near = nearest(name, row, 1)
        hint = f"did you mean `${{{near[0]}}}`?" if near else f"known here: {', '.join(row) or 'nothing'}"
        fields.fault("F004", node, f"`{found[0]}` is in no column of this row of `examples`", hint)
        return found[0]

    if "${" not in text:
        return text
    length = sum(len(row[found[1]].text) for found in PLACEHOLDER.finditer(text) if found[1] in row)
    if length > LONGEST:
        what = f"this text has more than {LONGEST:,} characters with a row of `examples` filled in"
        fields.fault("F004", node, what, "fill in less")
        return text
    return PLACEHOLDER.sub(value, text)
