"""Data becomes actions, strictly: nothing is coerced, and every fault is kept with its JSON path.

A boolean is no integer, `"2"` is not 2, 2.0 is no integer; `null` means "not given" (documented). Types,
ranges and owners are those that the action files declare.
"""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any

import attrs

from simulator.actions.base.params import Param, camel, params_of
from simulator.loading.body.ranges import as_typed, range_hint, range_problem, type_hint
from simulator.loading.faults import MISSING, fault, shape, wrong_type
from simulator.loading.paths import child
from simulator.loading.web_repair import how_to_write
from simulator.loading.words import json_type, quoted
from simulator.model.kept import Cache
from simulator.model.record import record
from simulator.model.web_address import is_address

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.actions.base.position import Action
    from simulator.model.diagnostic import Finding

    Hook = Callable[[Any, Any], Any]

_TYPES: dict[str, frozenset[type]] = {
    "string": frozenset({str}), "integer": frozenset({int}), "number": frozenset({int, float}),
    "boolean": frozenset({bool}),
}  # fmt: skip

KEPT, BYTES = 1024, 16 << 20
"""Actions without a fault that are kept for the next list with the same, and about how large they are."""
LEAST = 64
"""Characters that such an action has at least."""
_KINDS = frozenset({str, int, bool, type(None)})
"""Types of values of which two that are equal are the same, where their types are."""


@record
class Structured:
    """An action, or what keeps it from being one.

    `bad` names every parameter with a fault; those in `beyond` are out of a range that status codes of
    their own watch over, so that the rules decide which code it is, and `faults` says nothing of them.
    """

    value: Action | None
    faults: tuple[Finding, ...] = ()
    bad: frozenset[str] = frozenset()
    beyond: frozenset[str] = frozenset()


_known: Cache[tuple[object, ...], Structured] = Cache(KEPT, BYTES)


class _MissingError(ValueError):
    """A required parameter is null, or blank where its owner treats that as missing."""


class _TypeFaultError(ValueError):
    """A parameter is of another type."""


class _AddressError(ValueError):
    """A text is no address."""


class _RangeError(ValueError):
    """A parameter is out of its range; the message says how."""


def structure(action: type[Action], given: dict[str, Any], path: str, spelled: dict[str, str]) -> Structured:
    """One structuring of an action's `params`, which stand at `path`; `spelled` renames them in messages."""
    with suppress(ValueError, TypeError):
        return _sound(action, given)
    from cattrs import ClassValidationError  # only a fault is worth importing what tells all of them apart

    try:
        return Structured(_reader(action)(given, action))
    except ClassValidationError as error:
        found = error.group_exceptions()[0]
    declared = params_of(action)
    faults: list[Finding] = []
    bad: dict[str, bool] = {}
    for problem, note in found:
        name = camel(note.name)
        bad[name] = isinstance(problem, _RangeError) and bool(declared[name].range_owners)
        if not bad[name]:
            at = child(path, spelled.get(name, name))
            faults.append(_finding(problem, at, name, declared[name], given.get(name)))
    return Structured(None, tuple(faults), frozenset(bad), frozenset(name for name in bad if bad[name]))


def _sound(action: type[Action], given: dict[str, Any]) -> Structured:
    """What parameters without a fault come to: the same of the same texts, so that calls share them.

    Raises ValueError or TypeError at the first fault.
    """
    values = given.values()
    size = sum([len(value) for value in values if type(value) is str])
    if size < LEAST or not _KINDS.issuperset(map(type, values)):
        return Structured(_taken(action, given))
    key = (action, *given.items(), *map(type, values))
    found = _known.get(key)
    if found is None:
        found = _known.keep(key, Structured(_taken(action, given)), 2 * size)
    return found


def _taken(action: type[Action], given: dict[str, Any]) -> Action:
    """The action, of parameters without a fault. Raises ValueError or TypeError at the first fault."""
    hooks, taken = _by_spelling(action), {}
    for key, value in given.items():
        if key in hooks:
            name, hook = hooks[key]
            taken[name] = hook(value, None)
    return action(**taken)


@cache
def _by_spelling(action: type[Action]) -> dict[str, tuple[str, Hook]]:
    return {key: (name, hook) for name, (key, hook) in _hooks(action).items()}


@cache
def _hooks(action: type[Action]) -> dict[str, tuple[str, Hook]]:
    """For each parameter of an action class how it is spelled, and what reads it strictly."""
    fields = attrs.fields(action)  # type: ignore[arg-type]  # every action is an attrs class
    return {field.name: (camel(field.name), _hook(field.metadata["param"])) for field in fields}


@cache
def _reader(action: type[Action]) -> Callable[[dict[str, Any], type[Action]], Action]:
    """The structuring function of an action class, which collects what every hook says; built once."""
    from cattrs import Converter
    from cattrs.gen import make_dict_structure_fn, override

    fields = {name: override(rename=key, struct_hook=hook) for name, (key, hook) in _hooks(action).items()}
    return make_dict_structure_fn(action, Converter(), _cattrs_detailed_validation=True, **fields)  # type: ignore[arg-type]


def _hook(declared: Param) -> Hook:
    types, required = _TYPES[declared.kind], declared.required
    bounded = declared.low is not None or declared.high is not None
    never_blank = required and declared.owner != -1009

    def read(value: Any, _: Any) -> Any:
        if value is None:
            if required:
                raise _MissingError
            return None
        if type(value) not in types:
            raise _TypeFaultError
        if bounded and (problem := range_problem(declared, value)):
            raise _RangeError(problem)
        if declared.address and not is_address(value):
            raise _AddressError
        if never_blank and not value.strip():
            raise _MissingError
        return value

    return read


def _finding(problem: Exception, path: str, name: str, declared: Param, value: Any) -> Finding:
    owner = declared.owner
    if isinstance(problem, _RangeError):
        return shape(path, str(problem), range_hint(declared, value), name)
    if isinstance(problem, _AddressError):
        hint = f"found {quoted(value)}: {how_to_write(value)}"
        return shape(path, "does not match the uri pattern", hint, name)
    if not isinstance(problem, _TypeFaultError):
        if owner == -1009:
            return shape(path, MISSING, f"add `{name}`: {declared.doc}", name)
        return fault(owner, path, f"`{name}` is missing, null or blank: write the {declared.doc}", name)
    if name == "destination" and isinstance(value, list):
        return fault(-1011, path, f"found the list {quoted(value)}: write one number, as a text", name)
    hint, fix = type_hint(declared, value), as_typed(declared, value)
    if owner == -1009:
        return shape(path, wrong_type(json_type(value), declared.kind), hint, name, fix)
    return fault(owner, path, hint, name, fix)
