"""A misspelt field and the field that is missing for it are one fault: the error says so, at the misspelt name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import evolve

from simulator.loading.paths import parent, steps
from simulator.loading.words import printable

if TYPE_CHECKING:
    from simulator.model.diagnostic import Finding


def with_slips_joined(findings: list[Finding], data: Any) -> list[Finding]:
    """The findings, where an error that a field is missing takes the place of a lint of its misspelling."""
    for slip in [one for one in findings if one.meant and not _stands(data, one.meant)]:
        missing = [one for one in findings if _misses(one, slip.meant)]
        if missing:
            hint = f"found `{printable(_name(slip.path))}`: {slip.hint}"
            findings = [
                evolve(one, hint=hint, key=slip.path, fix=slip.fix) if one in missing and not one.key else one
                for one in findings if one is not slip
            ]  # fmt: skip
    return findings


def _misses(finding: Finding, path: str) -> bool:
    """Whether it is an error that nothing stands at this path."""
    if finding.severity != "error":
        return False
    return finding.path == path or (finding.path == parent(path) and finding.cause == _name(path))


def _name(path: str) -> str:
    return str(list(steps(path))[-1])


def _stands(data: Any, path: str) -> bool:
    for step in steps(path):
        if isinstance(step, str) and not (isinstance(data, dict) and step in data):
            return False
        data = data[step]
    return True
