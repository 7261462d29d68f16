"""Read simple values, lists and mappings as their kinds say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, assert_never

from simulator.loading.yaml.kinds import Boolean, Choice, Integer, Keys, Number, Simple, Text

if TYPE_CHECKING:
    from simulator.loading.yaml.fields import Fields
    from simulator.loading.yaml.kinds import FieldKind, ListOf, MapOf
    from simulator.loading.yaml.nodes import YamlNode


def read(kind: Simple, node: YamlNode, fields: Fields) -> Any:
    """The value of a node, or None where it is at fault (which is noted in `fields`)."""
    match kind:
        case Text():
            return _text(kind, node, fields)
        case Choice(choices):
            return fields.choice(node, choices)
        case Integer(low, high):
            return fields.integer(node, low, high)
        case Number(slow, fast):
            return fields.number(node, slow, fast)
        case Boolean():
            return _boolean(kind, node, fields)
        case _:
            assert_never(kind)


def read_list(kind: ListOf, node: YamlNode, fields: Fields) -> tuple[Any, ...]:
    """The items of a list of simple values; those at fault are left out."""
    item = kind.item
    assert isinstance(item, Simple)
    return fields.listing(node, lambda found: read(item, found, fields))


def read_map(kind: Keys | MapOf, node: YamlNode, fields: Fields) -> dict[str, Any]:
    """The items of a mapping of simple values by key; those at fault are left out."""
    if isinstance(kind, Keys):
        given = fields.known(node, kind.keys, kind.what)
        values = {key: read(_simple(kind.keys[key]), item, fields) for key, item in given.items()}
    else:
        given = fields.mapping(node, kind.what)
        values = {key: read(_simple(kind.item), item, fields) for key, item in given.items()}
    return {key: value for key, value in values.items() if value is not None}


def _text(kind: Text, node: YamlNode, fields: Fields) -> str | None:
    if kind.pattern is None:
        return fields.text(node)
    return fields.matching(node, kind.pattern, kind.what, kind.advise or kind.hint)


def _boolean(kind: Boolean, node: YamlNode, fields: Fields) -> bool | None:
    value = fields.boolean(node)
    if kind.only is None or value in (None, kind.only):
        return value
    said, needed = str(value).lower(), str(kind.only).lower()
    fields.fault("F004", node, f"`{said}` says nothing here", f"write {needed}, or leave the key out")
    return None


def _simple(kind: FieldKind) -> Simple:
    assert isinstance(kind, Simple)
    return kind
