"""A declared kind of value as JSON Schema: what our YAML loaders take, as an editor sees it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, assert_never

from simulator.loading.yaml.kinds import (
    AnyOf,
    Anything,
    Boolean,
    Choice,
    Inline,
    Integer,
    Keys,
    ListOf,
    MapOf,
    Null,
    Number,
    Text,
)
from simulator.loading.yaml.nodes import INTEGER

if TYPE_CHECKING:
    from simulator.loading.yaml.kinds import FieldKind

Schema = dict[str, Any]
SCALAR = ["string", "number", "boolean"]
"""What an editor takes a text without quotes for."""


def schema_of(kind: FieldKind) -> Schema:
    """The schema of a kind, with its description."""
    found = _schema(kind)
    return {"description": kind.doc, **found} if kind.doc else found


def whole(pattern: str) -> str:
    """The pattern of a whole text; `$` alone is for `re` also before a last line end."""
    return rf"^(?:{pattern})$(?!\n)"


def optional(schema: Schema) -> Schema:
    """The same, or null: "not given"."""
    if schema.get("type") == "null":
        return schema
    if isinstance(schema.get("type"), str) and "enum" not in schema:
        return {**schema, "type": [schema["type"], "null"]}
    if isinstance(schema.get("type"), list):
        return {**schema, "type": [*schema["type"], "null"]}
    doc = {"description": schema["description"]} if "description" in schema else {}
    plain = {key: value for key, value in schema.items() if key != "description"}
    if "anyOf" in plain:
        return {**doc, "anyOf": [*plain["anyOf"], {"type": "null"}]}
    return {**doc, "anyOf": [plain, {"type": "null"}]}


def _schema(kind: FieldKind) -> Schema:
    match kind:
        case Text():
            return _text(kind)
        case Choice(choices):
            return {"enum": [*choices, *(json.loads(word) for word in choices if INTEGER.fullmatch(word))]}
        case Integer(low, high):
            return {"type": "integer", **_bounds(low, high)}
        case Number(low, high):
            return {"type": "number", **_bounds(low, high)}
        case Boolean(_, only):
            return {"type": "boolean"} if only is None else {"enum": [only]}
        case Null():
            return {"type": "null"}
        case Anything():
            return {}
        case Inline(name):
            return {"$ref": f"#/definitions/{name}"}
        case _:
            return _compound(kind)


def _compound(kind: ListOf | Keys | MapOf | AnyOf) -> Schema:
    match kind:
        case ListOf(item, _, least, most):
            bounds = {"minItems": least} if least else {}
            bounds |= {"maxItems": most} if most else {}
            return {"type": "array", "items": schema_of(item), **bounds}
        case Keys():
            return _keys(kind)
        case MapOf(_, item, _, key):
            names = {"propertyNames": {"pattern": whole(key.pattern)}} if key else {}
            return {"type": "object", "additionalProperties": schema_of(item), **names}
        case AnyOf(kinds):
            return {"anyOf": [schema_of(one) for one in kinds]}
        case _:
            assert_never(kind)


def _text(kind: Text) -> Schema:
    if kind.pattern is None:
        return {"type": SCALAR}
    form: Schema = {"type": "string", "pattern": whole(kind.pattern.pattern)}
    others: list[Schema] = [{"type": "integer", "minimum": low, "maximum": high} for low, high in kind.numbers]
    if kind.fractions:
        others.append({"type": "number", "not": {"type": "integer"}, **_between(kind.numbers)})
    if kind.booleans:
        others.append({"type": "boolean"})
    return {"anyOf": [form, *others]} if others else form


def _between(numbers: tuple[tuple[int, int], ...]) -> Schema:
    """The bounds of a fraction (it is none itself): those of the whole numbers that may stand in its place."""
    return {"minimum": min(low for low, _ in numbers), "maximum": max(high for _, high in numbers) + 1}


def _keys(kind: Keys) -> Schema:
    properties = {
        key: schema_of(item) if key in kind.required else optional(schema_of(item)) for key, item in kind.keys.items()
    }
    required = {"required": list(kind.required)} if kind.required else {}
    others: Schema = {}
    if kind.others:
        form, item = kind.others
        others = {"patternProperties": {whole(form.pattern): schema_of(item)}}
    some: Schema = {"oneOf": [given(key) for key in kind.one]} if kind.one else {}
    some |= {"not": {"allOf": [given(key) for key in kind.not_both]}} if kind.not_both else {}
    return {"type": "object", "properties": properties, **others, "additionalProperties": False, **required, **some}


def given(key: str) -> Schema:
    """That a key is there, and not null."""
    return {"required": [key], "properties": {key: {"not": {"type": "null"}}}}


def _bounds(low: float | None, high: float | None) -> Schema:
    found = {"minimum": low, "maximum": high}
    return {key: bound for key, bound in found.items() if bound is not None}
