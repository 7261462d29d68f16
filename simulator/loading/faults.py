"""Findings of reading itself; their messages are the platform's own, from the catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from simulator.model.diagnostic import Finding, Instead
from simulator.model.status import STATUS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from simulator.model.diagnostic import Fix, Span

ENVELOPE_CAUSE = "envelope"
"""The cause of a -1009 of the envelope, which comes earlier in the answer order than those of entries."""


def syntax(hint: str, span: Span | None = None, fix: Fix | None = None) -> Finding:
    """A -1001: the body is no JSON object; `span` says where, since no path can."""
    return Finding(-1001, "$", STATUS[-1001].message, hint, span=span, fix=fix)


def fault(code: int, path: str, hint: str, cause: str = "", fix: Instead | None = None) -> Finding:
    """A finding with the message of its code."""
    return Finding(code, path, STATUS[code].message, hint, cause=cause, fix=fix)


def shape(path: str, problem: str, hint: str, cause: str = "", fix: Instead | None = None) -> Finding:
    """A -1009: the message says at which path, and what is wrong in the words of a schema validator."""
    return Finding(-1009, path, f"{STATUS[-1009].message}{path}: {problem}", hint, cause=cause, fix=fix)


MISSING = "is missing but it is required"


def wrong_type(found: str, expected: str) -> str:
    """What a schema validator says of a value of another type."""
    return f"{found} found, {expected} expected"


def unknown_field(path: str, hint: str, cause: str = "", fix: Instead | None = None) -> Finding:
    """A -1009 for a field that no schema has; raised only where the account is strict."""
    problem = "is not defined in the schema and the schema does not allow additional properties"
    return evolve(shape(path, problem, hint, cause, fix), key=path)


def renamed(name: str, names: Mapping[str, str]) -> Instead | None:
    """What a misspelt name should be, where `names` says what each of them should be."""
    return Instead(name, names[name], name=True) if name in names else None
