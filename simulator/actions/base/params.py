"""How an action file declares its parameters: type, range, and which status code owns a fault in them.

The declarations are read by the strict structuring (types and ranges), by the JSON Schema and by the manual.
"""

from __future__ import annotations

from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Literal

import attrs

from simulator.model.record import frozen

if TYPE_CHECKING:
    from collections.abc import Callable

ParamKind = Literal["string", "integer", "number", "boolean"]


@frozen
class Param:
    """One parameter: `low` and `high` bound a number, or the length of a text in characters.

    `owner` is the status code that a wrong type or a missing value is answered with (-1009 unless said).
    `range_owner` lists the codes that own a value out of range, where a rule raises one of them. `spoken` is a text
    that the caller hears, `dialled` a number that is called, `address` an absolute http or https address.
    """

    kind: ParamKind
    low: float | None = None
    high: float | None = None
    required: bool = False
    owner: int = -1009
    range_owners: tuple[int, ...] = ()
    requests: bool = True
    spoken: bool = False
    dialled: bool = False
    address: bool = False
    doc: str = ""


def param(kind: ParamKind, doc: str, *, required: bool = False, default: Any = None, **more: Any) -> Any:
    """An attrs field that carries its declaration; `null` in a body means "not given"."""
    declared = Param(kind, required=required, doc=doc, **more)
    if required:
        return attrs.field(metadata={"param": declared}, kw_only=True)
    return attrs.field(default=default, metadata={"param": declared}, kw_only=True)


def camel(name: str) -> str:
    """`prompt_message` as the platform spells it: `promptMessage`."""
    head, *rest = name.split("_")
    return head + "".join(map(str.capitalize, rest))


@cache
def params_of(action: type[Any]) -> dict[str, Param]:
    """The parameters of an action class by the platform's spelling, in the order of their declaration."""
    return {camel(f.name): f.metadata["param"] for f in attrs.fields(action) if "param" in f.metadata}


def numbers(action: Any) -> object:
    """An action's numbers and switches: all that has a bearing on what follows what in a list."""
    return _numbers(action.__class__)(action)


def lasting(action: Any) -> object:
    """All parameters of an action but what differs from call to call: what is spoken, and the number dialled."""
    return _lasting(action.__class__)(action)


def given(action: Any) -> dict[str, Any]:
    """What an action was given, by the platform's spelling in the order of the alphabet."""
    names, values = _spelled(action.__class__)
    return {name: value for name, value in zip(names, values(action), strict=False) if value is not None}


@cache
def _spelled(action: type[Any]) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    """How the fields of an action are spelled, and what reads their values."""
    fields = sorted((camel(field.name), field.name) for field in attrs.fields(action))
    # A second name, which nobody looks at, makes a tuple of one field or none.
    values = attrgetter(*(name for _, name in fields), "NAME", "NAME")
    return tuple(spelled for spelled, _ in fields), values


@cache
def _numbers(action: type[Any]) -> Callable[[Any], object]:
    return _values(action, lambda declared: declared.kind != "string")


@cache
def _lasting(action: type[Any]) -> Callable[[Any], object]:
    return _values(action, lambda declared: not declared.spoken and not declared.dialled)


def _values(action: type[Any], wanted: Callable[[Param], bool]) -> Callable[[Any], object]:
    names = [f.name for f in attrs.fields(action) if "param" in f.metadata and wanted(f.metadata["param"])]
    return attrgetter(*names) if names else lambda _: ()
