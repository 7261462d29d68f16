"""A key that is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.loading.yaml.nodes import YamlMap, YamlScalar
from simulator.model.diagnostic import Span

if TYPE_CHECKING:
    from simulator.loading.yaml.fields import Fields
    from simulator.loading.yaml.nodes import YamlNode


def missing(fields: Fields, node: YamlNode, key: str, what: str) -> None:
    """Note a key that is not there: the place is the key without a value, else where its mapping begins.

    What is neither a mapping nor null has a finding of its own already.
    """
    if isinstance(node, YamlMap):
        begin = Span(node.span.line, node.span.column, node.span.line, node.span.column + 1)
        fields.fault("F006", node, f"{what} is missing here", f"add `{key}:`", node.keys.get(key, begin))
    elif isinstance(node, YamlScalar) and node.is_null:
        fields.fault("F006", node, f"{what} is missing here", f"add `{key}:`")
