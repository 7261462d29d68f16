"""What a key of our YAML files may hold, declared once: `reading.py` reads by it, the JSON Schemas are made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    import re
    from collections.abc import Callable
    from collections.abc import Mapping as Map

    from attrs import frozen as _kind

    from simulator.loading.yaml.form import Form
else:
    # Nobody compares two kinds, and what attrs would write for that is half of what importing this takes.
    _kind = frozen(slots=False, eq=False, repr=False)


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
    advise: Callable[[str], str] | None = None


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
    """`true` or `false`; where the other one would say nothing, `only` this."""

    doc: str = ""
    only: bool | None = None


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
    """A list whose items are all of one kind, `least` of them or more, and no more than `most` (0: any number)."""

    item: FieldKind
    doc: str = ""
    least: int = 0
    most: int = 0


@_kind
class Keys:
    """A mapping that may have only these keys, `required` among them; a null is "not given".

    `others` are further keys: the form that they have, and the kind of their values. Of `one` exactly one is given, and
    of the two of `not_both` at most one.
    """

    what: str
    keys: Map[str, FieldKind]
    doc: str = ""
    required: tuple[str, ...] = ()
    others: tuple[re.Pattern[str] | Form, FieldKind] | None = None
    one: tuple[str, ...] = ()
    not_both: tuple[str, ...] = ()


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
    """What another schema describes (request, reply, account, invariants), written in place."""

    schema: str
    doc: str = ""


FieldKind = Text | Choice | Integer | Number | Boolean | Null | Anything | ListOf | Keys | MapOf | AnyOf | Inline
Simple = Text | Choice | Integer | Number | Boolean
