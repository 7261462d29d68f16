"""Examples of schemas, put together of those of their parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from simulator.server.document.typed import JsonSchema

_OF_TYPES: dict[str, Any] = {"string": "", "integer": 1, "number": 1.5, "boolean": True, "null": None}


def example_of(schema: JsonSchema, parts: dict[str, JsonSchema]) -> Any:
    """A value that the schema takes; `parts` are those that it may refer to."""
    if "$ref" in schema:
        return example_of(parts[schema["$ref"].rpartition("/")[2]], parts)
    if "examples" in schema:
        return schema["examples"][0]
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return schema["enum"][0]
    for several in ("anyOf", "allOf"):
        if several in schema:
            return _of_several([example_of(one, parts) for one in schema[several]], several)
    kind = schema.get("type", "object")
    kind = kind if isinstance(kind, str) else kind[0]
    if kind == "object":
        return {name: example_of(one, parts) for name, one in schema.get("properties", {}).items()}
    if kind == "array":
        return [example_of(schema["items"], parts)]
    return _OF_TYPES[kind]


def _of_several(found: list[Any], how: str) -> Any:
    if how == "anyOf":
        return found[0]
    whole: dict[str, Any] = {}
    for one in found:
        whole |= one
    return whole
