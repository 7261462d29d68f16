"""What is wrong with a value of a wrong type or out of its range, and what to write instead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from simulator.loading.words import MEANT_BOOLEANS, quoted
from simulator.model.diagnostic import Instead

if TYPE_CHECKING:
    from simulator.actions.base.params import Param

_WHOLE = re.compile(r"0|[1-9][0-9]{0,9}")


def range_problem(declared: Param, value: Any) -> str:
    """How a number, or the length of a text, is out of range, in the words of a schema validator; else nothing."""
    text = isinstance(value, str)
    size = len(value) if text else value
    if declared.low is not None and size < declared.low:
        bound = f"{declared.low:g}"
        return f"must be at least {bound} characters long" if text else f"must have a minimum value of {bound}"
    if declared.high is not None and size > declared.high:
        bound = f"{declared.high:g}"
        return f"may only be {bound} characters long" if text else f"must have a maximum value of {bound}"
    return ""


def range_hint(declared: Param, value: Any) -> str:
    """What was found, and what would do."""
    if isinstance(value, str):
        return f"found {len(value)} characters: write {declared.low:g} to {declared.high:g}" if (
            declared.high) else "found an empty text: write something"  # fmt: skip
    bounds = f"{declared.low:g} to {declared.high:g}" if declared.high else f"{declared.low:g} or more"
    return f"found {quoted(value)}: write {bounds}"


def type_hint(declared: Param, value: Any) -> str:
    """What was found, and how to write a value of the type that is declared."""
    found = f"found {quoted(value)}"
    if declared.kind == "string" and isinstance(value, int) and not isinstance(value, bool):
        return f"{found}: write it in quotes"
    if declared.kind in ("integer", "number") and isinstance(value, str):
        return f"{found}: {_number(value)}"
    if declared.kind == "integer" and isinstance(value, float):
        return f"{found}: write a whole number without a point"
    if declared.kind == "boolean":
        meant = MEANT_BOOLEANS.get(value.lower()) if isinstance(value, str) else None
        return f"{found}: write {meant or 'true or false'}, without quotes"
    return f"{found}: write {'an' if declared.kind == 'integer' else 'a'} {declared.kind}"


def _number(text: str) -> str:
    """How a number is written which is none to JSON, nor to YAML: `02`, `+5`, `1_000`."""
    plain = _plain(text)
    return (
        f"write {plain}, a plain number without quotes" if plain and plain != text else "write a number without quotes"
    )


def _plain(text: str) -> str:
    """The digits of a whole number that is written otherwise; nothing where it is none."""
    plain = text.replace("_", "").lstrip("+").lstrip("0") or text
    return plain if text[:1] in "+0123456789" and _WHOLE.fullmatch(plain) else ""


def as_typed(declared: Param, value: Any) -> Instead | None:
    """The same value in the type that is declared, where quotes alone, or their lack, made it another one."""
    if declared.kind == "string":
        return Instead(value, str(value)) if type(value) is int else None
    if not isinstance(value, str):
        return None
    if declared.kind == "boolean":
        right = MEANT_BOOLEANS.get(value.lower(), value)
        return Instead(value, right == "true") if right in ("true", "false") else None
    return Instead(value, int(plain)) if (plain := _plain(value)) else None
