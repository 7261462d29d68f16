"""A failure as lines that a person reads: the text report, JUnit and pytest show the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.call.words import clock
from simulator.render.width import safe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.model.scenario.verdict import Failure, Unreadable, Verdict

MOST_HEARD = 12
"""Things heard that are shown: the last ones, which led to the failure."""


def failure_lines(failure: Failure) -> Iterator[str]:
    """What was expected and found, and everything that helps to see why."""
    mark = "warning: " if failure.severity == "warn" else ""
    yield f"{mark}{failure.what}"
    for name, text in _fields(failure):
        first, *rest = text.split("\n")
        yield f"  {name:<10}{safe(first)}"
        for line in rest:
            yield f"  {'':<10}{safe(line)}"


def _fields(failure: Failure) -> Iterator[tuple[str, str]]:
    yield "expected", failure.expected
    yield "found", failure.found
    others = {
        "heard": "\n".join(_heard(failure)),
        "keys": failure.keys,
        "state": failure.state,
        "details": failure.details,
        "scenario": failure.place,
        "flow": failure.flow_place,
        "again": failure.reproduce,
    }
    yield from ((name, text) for name, text in others.items() if text)


def _heard(failure: Failure) -> Iterator[str]:
    left_out = len(failure.heard) - MOST_HEARD
    if left_out > 0:
        yield f"({left_out} earlier)"
    for item in failure.heard[-MOST_HEARD:]:
        yield f"{clock(item.at)} {item.words}{' (interrupted)' if item.interrupted else ''}"


def verdict_text(verdict: Verdict) -> str:
    """All failures of a verdict."""
    return "\n".join(line for failure in verdict.failures for line in failure_lines(failure))


def fault_lines(unreadable: Unreadable) -> Iterator[str]:
    """Every fault of a file, one line each, with its place."""
    for found in unreadable.diagnostics:
        hint = f" ({safe(found.hint)})" if found.hint else ""
        place = f"{found.file}:{found.span.line}:{found.span.column}"
        yield f"{place}: {safe(found.message)}{hint} [{found.code}]"
