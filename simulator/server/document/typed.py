"""Types as JSON Schema: of a `TypedDict` each field that it names, and no other."""

from __future__ import annotations

import types
from typing import Annotated, Any, Literal, NotRequired, Union, get_args, get_origin, get_type_hints, is_typeddict

from attrs import define, field

from simulator.server.document.says import Refers, Says

JsonSchema = dict[str, Any]
_PLAIN: dict[Any, JsonSchema] = {
    Any: {},
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    types.NoneType: {"type": "null"},
    dict[str, Any]: {"type": "object"},
}


@define(eq=False)
class Typed:
    """Makes schemas of types; a `TypedDict` is a part of its own, to which the others refer."""

    parts: dict[str, JsonSchema] = field(factory=dict)

    def of(self, kind: Any) -> JsonSchema:
        """The schema of a type."""
        if is_typeddict(kind):
            return self._part(kind)
        if kind in _PLAIN:
            return dict(_PLAIN[kind])
        origin, inner = get_origin(kind), get_args(kind)
        if origin is Annotated:
            said: Says | Refers = inner[1]
            return {**self.of(inner[0]), **said.keywords} if isinstance(said, Says) else reference(said.name)
        if origin is Literal:
            return {"enum": list(inner)}
        if origin in (Union, types.UnionType):
            return self._any_of([self.of(one) for one in inner])
        if origin in (list, tuple):
            return {"type": "array", "items": self.of(inner[0])}
        if origin is dict:
            return {"type": "object", "additionalProperties": self.of(inner[1])}
        raise TypeError(f"no schema is known of {kind!r}")

    def _part(self, kind: Any) -> JsonSchema:
        name = kind.__name__
        if name not in self.parts:
            self.parts[name] = {}  # it may hold itself
            hints = get_type_hints(kind, include_extras=True)
            self.parts[name] = self.record(hints, (kind.__doc__ or "").partition("\n")[0])
        return reference(name)

    def record(self, hints: dict[str, Any], words: str = "") -> JsonSchema:
        """An object with these fields; `NotRequired` ones may be missing."""
        fields = {name: _needed(hint) for name, hint in hints.items()}
        return {
            **({"description": words} if words else {}),
            "type": "object",
            "properties": {name: self.of(hint) for name, (hint, _) in fields.items()},
            "required": [name for name, (_, needed) in fields.items() if needed],
            "additionalProperties": False,
        }

    def _any_of(self, listed: list[JsonSchema]) -> JsonSchema:
        plain = [one for one in listed if one != {"type": "null"}]
        if len(plain) == 1 and len(listed) == 2 and isinstance(plain[0].get("type"), str):
            return {**plain[0], "type": [plain[0]["type"], "null"]}
        return {"anyOf": listed}


def reference(name: str) -> JsonSchema:
    """What refers to a part of the document."""
    return {"$ref": f"#/components/schemas/{name}"}


def _needed(hint: Any) -> tuple[Any, bool]:
    return (get_args(hint)[0], False) if get_origin(hint) is NotRequired else (hint, True)
