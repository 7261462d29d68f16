"""What a key of our YAML files may hold, declared once: the loaders read by it, the JSON Schemas are made of it."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any, assert_never

from attrs import frozen

if TYPE_CHECKING:
    from attrs import frozen as _kind

    from simulator.loading.yaml.fields import Fields
    from simulator.loading.yaml.nodes import YamlNode
else:
    # Nobody compares two kinds, and what attrs would write for that is half of what importing this takes.
    _kind = frozen(slots=False, eq=False, repr=False)


class Form:
    """A regular expression that is compiled when a value is first held against it: most keys are never used."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """The match of a whole text, as that of a compiled pattern."""
        return self._compiled.fullmatch(text)


@_kind
class Text:
    """A text, quoted or not; with a `pattern` one of that form, which `what` names and `hint` explains.

    `numbers` are ranges of whole numbers that, read as texts, have the form: an editor sees `+6562345678` without
    quotes as a number. So have, where these are set, numbers that are not whole, and `true` and `false`.
    """

    doc: str = ""
    pattern: re.Pattern[str] | Form | None = None
    what: str = ""
    hint: str = ""
    numbers: tuple[tuple[int, int], ...] = ()
    fractions: bool = False
    booleans: bool = False


@_kind
class Choice:
    """One of a few texts."""

    choices: tuple[str, ...]
    doc: str = ""


@_kind
class Integer:
    """A whole number without quotes, from `low` to `high` where these are given."""

    low: int | None = None
    high: int | None = None
    doc: str = ""


@_kind
class Number:
    """A number without quotes, from `low` to `high` where these are given."""

    low: float | None = None
    high: float | None = None
    doc: str = ""


@_kind
class Boolean:
    """`true` or `false`."""

    doc: str = ""


@_kind
class Null:
    """Nothing: an empty value, `~` or `null`."""

    doc: str = ""


@_kind
class Anything:
    """Whatever YAML can say: it is checked by other rules, or not at all."""

    doc: str = ""


@_kind
class ListOf:
    """A list whose items are all of one kind; `least` is the fewest that it may have."""

    item: FieldKind
    doc: str = ""
    least: int = 0


@_kind
class Keys:
    """A mapping that may have only these keys, `required` among them; a null is "not given".

    `others` are further keys: the form that they have, and the kind of their values.
    """

    what: str
    keys: dict[str, FieldKind]
    doc: str = ""
    required: tuple[str, ...] = ()
    others: tuple[re.Pattern[str] | Form, FieldKind] | None = None


@_kind
class MapOf:
    """A mapping with free keys (of the form `key`, where it is given) and items of one kind."""

    what: str
    item: FieldKind
    doc: str = ""
    key: re.Pattern[str] | Form | None = None


@_kind
class AnyOf:
    """One of several kinds; the loader tells them apart by the shape of what it finds."""

    kinds: tuple[FieldKind, ...]
    doc: str = ""


@_kind
class Inline:
    """What another schema describes (request, reply, account), written in place."""

    schema: str
    doc: str = ""


FieldKind = Text | Choice | Integer | Number | Boolean | Null | Anything | ListOf | Keys | MapOf | AnyOf | Inline
Simple = Text | Choice | Integer | Number | Boolean


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
            return fields.boolean(node)
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
    return fields.matching(node, kind.pattern, kind.what, kind.hint)


def _simple(kind: FieldKind) -> Simple:
    assert isinstance(kind, Simple)
    return kind
