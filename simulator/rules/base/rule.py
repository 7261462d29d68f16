"""What a rule is, and what it may look at.

A rule file declares `CODE` and a `check(body, context)` that yields findings. Its docstring has a first
line that names it, then `## What`, `## Why`, `## Wrong` and `## Right`; the two examples are run by a
test, and all of it is what `callflow explain` prints.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.loading.words import escaped
from simulator.model.account import Account
from simulator.model.diagnostic import Code, Finding, Instead, Severity
from simulator.model.number import as_meant
from simulator.model.record import frozen
from simulator.model.status import STATUS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.body.body import Body


@frozen
class Context:
    """All that a check depends on beside the body.

    `now` is the simulated now in ms since 1970. `free_legs` is how many legs a reply may still dial (2 for
    a request; 1 for a reply while leg A is up). Without `lints` only errors are looked for.
    """

    account: Account = Account()
    now: int = 0
    free_legs: int = 2
    lints: bool = True


def status(
    code: int, path: str, hint: str, *, detail: str = "", cause: str = "", fix: Instead | None = None
) -> Finding:
    """A finding with a status code: its message is the platform's own, from the catalogue."""
    return Finding(code, path, STATUS[code].message + detail, hint, "error", cause, fix=fix)


def lint(
    code: Code,
    path: str,
    message: str,
    hint: str,
    severity: Severity = "warning",
    fix: Instead | None = None,
    *,
    key: str = "",
    meant: str = "",
) -> Finding:
    """A finding of our own: never an error. What a body says may be quoted in it as it is."""
    return Finding(code, path, escaped(message), escaped(hint), severity, key=key, meant=meant, fix=fix)


def number_as_meant(number: str) -> Instead | None:
    """The number that a text certainly means, to be written in its place."""
    right = as_meant(number)
    return None if right is None else Instead(number, right)


def claimed(body: Body, code: int) -> Iterator[Finding]:
    """The findings with this code that reading the body brought up already."""
    return (fault for fault in body.faults if fault.code == code)
