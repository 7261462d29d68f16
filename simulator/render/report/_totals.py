"""The last line of every report: how many of what."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simulator.model.scenario.verdict import SuiteResult


def totals(result: SuiteResult) -> str:
    """How many of what, in one line."""
    words = (
        ("fail", "failed"),
        ("warn", "passed with a warning"),
        ("pass", "passed"),
        ("xfail", "failed as expected"),
        ("skip", "skipped"),
    )
    counts = [f"{result.count(name)} {word}" for name, word in words if result.count(name)]  # type: ignore[arg-type]
    if result.unreadable:
        counts.append(f"{len(result.unreadable)} file{'s' * (len(result.unreadable) != 1)} at fault")
    counts += [
        f"{number} {word}" for number, word in ((result.deselected, "left out"), (result.not_run, "not run")) if number
    ]
    return ", ".join(counts) or "nothing was run"
