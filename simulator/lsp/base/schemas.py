"""What the JSON Schemas say of a place: the schemas of `callflow schema`, followed along the keys that lead there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from simulator.loading.yaml.nodes import YamlMap, YamlScalar
from simulator.lsp.base.nodes import at
from simulator.schema.documents import document as schema_document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.yaml.nodes import YamlNode
    from simulator.lsp.base.nodes import NodeSteps

SchemaPart = dict[str, Any]
_ALTERNATIVES = ("anyOf", "oneOf")


class Schemas:
    """The schema of a kind of file, at any place of a document."""

    def __init__(self, kind: str) -> None:
        self._whole = schema_document(kind)

    def at(self, root: YamlNode | None, steps: NodeSteps) -> tuple[SchemaPart, ...]:
        """Every schema that what stands at some steps may follow; none where the key is not known."""
        found = tuple(self._flat(self._whole, root))
        for number, step in enumerate(steps, 1):
            node = at(root, *steps[:number])
            below = (one for schema in found for one in _below(schema, step))
            found = tuple(flat for one in below for flat in self._flat(one, node))
        return found

    def _flat(self, schema: SchemaPart, node: YamlNode | None) -> Iterator[SchemaPart]:
        """A schema, its alternatives, and what it says of a node like this one."""
        if "$ref" in schema:
            name = schema["$ref"].removeprefix("#/definitions/")
            said = {key: value for key, value in schema.items() if key == "description"}
            yield from self._flat({**self._whole["definitions"][name], **said}, node)
            return
        yield schema
        for kind in _ALTERNATIVES:
            for one in schema.get(kind, ()):
                yield from self._flat(one, node)
        for one in schema.get("allOf", ()):
            if "if" not in one:
                yield from self._flat(one, node)
            elif _holds(one["if"], node):
                yield from self._flat(one["then"], node)


def _below(schema: SchemaPart, step: str | int) -> Iterator[SchemaPart]:
    if isinstance(step, int):
        if isinstance(schema.get("items"), dict):
            yield schema["items"]
    elif step in schema.get("properties", {}):
        yield schema["properties"][step]
    else:
        others = schema.get("patternProperties", {}).items()
        named = [one for pattern, one in others if re.search(pattern, step)]
        more = schema.get("additionalProperties")
        yield from named or ([more] if isinstance(more, dict) else [])


def _holds(condition: SchemaPart, node: YamlNode | None) -> bool:
    """Whether a node has the values that a condition names."""
    wanted = condition["properties"]
    return isinstance(node, YamlMap) and all(_says(node.items.get(key), one["const"]) for key, one in wanted.items())


def _says(node: YamlNode | None, text: str) -> bool:
    return isinstance(node, YamlScalar) and node.text == text


def described(schemas: tuple[SchemaPart, ...]) -> str:
    """What schemas say in words: each description once, then what may stand there."""
    said = dict.fromkeys(one["description"] for one in schemas if one.get("description"))
    forms = dict.fromkeys(form for one in schemas if (form := _form(one)))
    return "\n\n".join(filter(None, (*said, " or ".join(forms))))


def _form(schema: SchemaPart) -> str:
    """The type and range of a value."""
    if "enum" in schema:
        return "one of " + ", ".join(f"`{one}`" for one in schema["enum"])
    kinds = schema.get("type", [])
    named = [one for one in ([kinds] if isinstance(kinds, str) else kinds) if one != "null"]
    text = "string" in named
    low, high = (schema.get(key) for key in (("minLength", "maxLength") if text else ("minimum", "maximum")))
    unit = " characters" if text else ""
    if low is None and high is None:
        return " or ".join(named)
    bounds = f"{low} or more" if high is None else f"up to {high}" if low is None else f"{low} to {high}"
    return f"{' or '.join(named)}, {bounds}{unit}"
