"""A schema whose single values may also be `${name}`: what a row of `examples` fills in, wherever it stands.

Whether the value of a row then fits depends on the row, which no schema can follow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.scenario.reading.values import LATER, PLACEHOLDER
from simulator.schema._kinds import schema_of

if TYPE_CHECKING:
    from simulator.schema._kinds import Schema

_LATER: Schema = schema_of(LATER)
_BEGINS = r"\$\{"
"""What every pattern has that leaves room for a placeholder."""
_SINGLE = {"string", "integer", "number", "boolean"}
_NARROWER = ("enum", "pattern", "minLength", "maxLength")
"""What keeps a schema of texts from taking every text."""


def fillable(schema: Schema) -> Schema:
    """The schema, and everything that it holds, with placeholders for single values; keys are as they were."""
    if _takes_placeholders(schema):
        return schema
    if "anyOf" in schema:
        return {**schema, "anyOf": _alternatives(schema["anyOf"])}
    if _single(schema):
        return _or_placeholder(schema)
    return {key: _below(key, value) for key, value in schema.items()}


def _below(key: str, value: Any) -> Any:
    if key in ("properties", "patternProperties"):
        return {name: fillable(item) for name, item in value.items()}
    if key == "allOf":
        return [fillable(one) for one in value]
    return fillable(value) if key in ("items", "additionalProperties", "then") and value else value


def _alternatives(listed: list[Schema]) -> list[Schema]:
    below = [one if _single(one) else fillable(one) for one in listed]
    has_one = any(_takes_placeholders(one) for one in listed) or not any(_single(one) for one in listed)
    return below if has_one else [*below, _LATER]


def _or_placeholder(schema: Schema) -> Schema:
    types = _types(schema)
    if types and "string" not in types:  # bounds hold for numbers only, a pattern for texts only
        return {**schema, "type": [*types, "string"], "pattern": PLACEHOLDER.pattern}
    doc = {"description": schema["description"]} if "description" in schema else {}
    plain = {key: value for key, value in schema.items() if key != "description"}
    return {**doc, "anyOf": [plain, _LATER]}


def _single(schema: Schema) -> bool:
    return "enum" in schema or bool(_SINGLE.intersection(_types(schema)))


def _takes_placeholders(schema: Schema) -> bool:
    every = "string" in _types(schema) and not any(key in schema for key in _NARROWER)
    return every or _BEGINS in schema.get("pattern", "")


def _types(schema: Schema) -> list[str]:
    types = schema.get("type", [])
    return [types] if isinstance(types, str) else types
