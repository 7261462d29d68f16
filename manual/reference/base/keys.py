"""The keys of a kind of file as rows, from the declarations that its loader reads by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from manual.reference.base.page import code
from simulator.loading.files.account_file import FIELDS as ACCOUNT
from simulator.loading.files.callers_file import CALLERS
from simulator.loading.files.flow_fields import FIELDS as FLOW
from simulator.loading.files.invariant_keys import INVARIANTS, SCOPE_KEYS
from simulator.loading.yaml.kinds import (
    AnyOf,
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
from simulator.scenario.reading.kinds import SCENARIO
from simulator.scenario.reading.values import LATER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.yaml.kinds import FieldKind

FILES: dict[str, FieldKind] = {
    "flow": Keys("the flow file", FLOW),
    "scenario": SCENARIO,
    "account": Keys("the account file", ACCOUNT),
    "callers": CALLERS,
}
"""Every kind of YAML file, and what it may hold."""
PARTS: dict[str, FieldKind] = {"invariants": INVARIANTS, "scope": SCOPE_KEYS}
"""What stands in line in one of them; other inline kinds have pages of their own."""
ANY = "*"
"""A name of the writer's own in a path: `lines.*`."""
_TIME = "a length of time"


@define
class Key:
    """One key by its path (`replies[].when.digits`); several forms of its value are one key."""

    path: str
    needed: bool = True
    types: list[str] = field(factory=list)
    units: list[str] = field(factory=list)
    docs: list[str] = field(factory=list)

    @property
    def top(self) -> str:
        """The key of the file that it stands below."""
        return self.path.split(".")[0].split("[")[0]

    def add(self, kind: FieldKind) -> None:
        """Take in a form of its value."""
        if kind is LATER or (isinstance(kind, Null) and self.types):
            return
        _note(self.docs, kind.doc)
        if isinstance(kind, AnyOf):
            for one in kind.kinds:
                self.add(one)
            return
        _note(self.types, type_of(kind))
        _note(self.units, unit_of(kind))


def keys_of(file: str) -> dict[str, Key]:
    """Every key of a kind of file by its path, in the order of their declaration."""
    found: dict[str, Key] = {}
    for path, kind, needed in _walk(FILES[file], ""):
        key = found.setdefault(path, Key(path))
        key.needed &= needed
        key.add(kind)
    return found


def _walk(kind: FieldKind, path: str) -> Iterator[tuple[str, FieldKind, bool]]:
    match kind:
        case Keys():
            yield from _keys(kind, f"{path}." if path else "")
        case MapOf(_, item):
            yield f"{path}.{ANY}", item, False
            yield from _walk(item, f"{path}.{ANY}")
        case ListOf(item):
            yield from _walk(item, f"{path}[]")
        case AnyOf(kinds):
            always = _in_all([one.required for one in kinds if isinstance(one, Keys)])
            for one in kinds:
                for below, item, needed in _walk(one, path):
                    beside = below.removeprefix(f"{path}.") in _names(one)
                    yield below, item, needed and (not beside or below.removeprefix(f"{path}.") in always)
        case Inline(name) if name in PARTS:
            yield from _walk(PARTS[name], path)


def _in_all(required: list[tuple[str, ...]]) -> set[str]:
    """What each of several forms of a mapping needs: of the others, which form it is decides."""
    return set.intersection(*map(set, required)) if required else set()


def _names(kind: FieldKind) -> set[str]:
    return set(kind.keys) if isinstance(kind, Keys) else set()


def _keys(kind: Keys, below: str) -> Iterator[tuple[str, FieldKind, bool]]:
    for name, item in kind.keys.items():
        yield f"{below}{name}", item, name in kind.required
        yield from _walk(item, f"{below}{name}")
    if kind.others:
        yield f"{below}{ANY}", kind.others[1], False


def type_of(kind: FieldKind) -> str:
    """The type of a value in words; its range is a part of it."""
    match kind:
        case Text(_, _, what):
            return "text" if what in ("", _TIME) else what.removeprefix("a ").removeprefix("an ")
        case Choice(choices):
            return " or ".join(map(code, choices))
        case Integer(low, high) | Number(low, high):
            return f"{'whole number' if isinstance(kind, Integer) else 'number'}{_range(low, high)}"
        case Boolean(_, only):
            return "`true` or `false`" if only is None else code(str(only).lower())
        case ListOf(item, _, least, most):
            return f"list of {_items(item)}{_range(least or None, most or None)}"
        case Inline(name):
            return f"[{name}]({name}.md)" if name not in PARTS else "keys" if name == "scope" else "list of keys"
        case Keys() | MapOf():
            return "keys"
        case Null():
            return "nothing (`null`)"
    return "anything"


def _items(kind: FieldKind) -> str:
    kinds = kind.kinds if isinstance(kind, AnyOf) else (kind,)
    found: dict[str, None] = {}
    for one in kinds:
        if one is not LATER:
            found[_items(one) if isinstance(one, AnyOf) else type_of(one)] = None
    return " or ".join(found)


def _range(low: float | None, high: float | None) -> str:
    if low is None and high is None:
        return ""
    if high is None:
        return f", {low} or more"
    return f", {low} to {high}" if low != high else f", {low} of them"


def unit_of(kind: FieldKind) -> str:
    """What a value counts; nothing for most."""
    match kind:
        case Text(_, _, what) if what in (_TIME, "a law of chance", "a time"):
            return "a time with its unit: `6s`, `1.5s`, `300ms`, `2m`"
        case Number(0, 1):
            return "a chance"
        case ListOf(item):
            return unit_of(item)
    return ""


def _note(known: list[str], word: str) -> None:
    if word and word not in known:
        known.append(word)
