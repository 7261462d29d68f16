"""What a suite came to, in a heading; and the last line of every report: how many of what."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simulator.model.scenario.verdict import SuiteResult


def came_to(result: SuiteResult) -> str:
    """What may be said of the whole: of what did not run nothing, and what fails as expected does not hold."""
    if not result.ok:
        return "Not every scenario holds"
    known = result.count("xfail")
    if not (known or result.count("pass") or result.count("warn")):
        return "No scenario ran"
    ran = " that ran" if known or result.count("skip") or result.deselected or result.not_run else ""
    return f"Every scenario{ran} holds" + (f", but for {known} that failed as expected" if known else "")


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
