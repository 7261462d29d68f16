"""A failure as lines that a person reads: the text report, JUnit and pytest show the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.call.words import clock
from simulator.render.width import safe

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from simulator.model.scenario.verdict import Failure, Unreadable, Verdict

BACKEND, REPLY = "backend", "reply"
"""What the failure is called that the others come of, and what a remark is that fails nothing."""
TOLD = (BACKEND, REPLY)
"""Those of which it is of no use to say what was expected."""
MOST_NAMED = 3
"""Scenarios that are named where one cause keeps all of them from being run."""
MOST_HEARD = 12
"""Things heard that are shown: the last ones, which led to the failure."""
MOST_PRINTED = 20
"""Lines that a backend printed that are shown: the last ones."""


def blocks(failures: Sequence[Failure]) -> Iterator[tuple[Failure, tuple[Failure, ...]]]:
    """The failures that are told at length, each with those that only came of it: what a backend did is told once."""
    remarks = [one for one in failures if one.what == REPLY]
    others = [one for one in failures if one.what != REPLY]
    if others and others[0].what == BACKEND:
        yield others[0], tuple(others[1:])
    else:
        yield from ((one, ()) for one in others)
    yield from ((one, ()) for one in remarks)


def headline(failure: Failure) -> str:
    """A failure in one line."""
    mark = "warning: " if failure.severity == "warn" else ""
    if failure.what in TOLD:
        return f"{mark}{failure.what}: {failure.found}"
    return f"{mark}{failure.what}: expected {failure.expected}, found {failure.found}"


def failure_lines(failure: Failure, after: Sequence[Failure] = ()) -> Iterator[str]:
    """What was expected and found, everything that helps to see why, and a line for each failure that came `after`."""
    if failure.what in TOLD:
        yield safe(headline(failure))
    else:
        yield safe(f"{'warning: ' if failure.severity == 'warn' else ''}{failure.what}")
    for name, (first, *rest) in (*_fields(failure), *(("then", [f"{headline(one)} ({one.place})"]) for one in after)):
        yield f"  {name:<10}{safe(first)}"
        for line in rest:
            yield f"  {'':<10}{safe(line)}"


def _fields(failure: Failure) -> Iterator[tuple[str, list[str]]]:
    """Each with its lines; what a user's file says is one, whatever it holds."""
    if failure.what not in TOLD:
        yield "expected", [failure.expected]
        yield "found", [failure.found]
    others = {
        "heard": list(_heard(failure)),
        "keys": [failure.keys],
        "state": [failure.state],
        "details": failure.details.split("\n"),
        "scenario": [failure.place],
        "flow": [failure.flow_place],
        "again": [failure.reproduce],
    }
    yield from ((name, lines) for name, lines in others.items() if any(lines))


def _heard(failure: Failure) -> Iterator[str]:
    left_out = len(failure.heard) - MOST_HEARD
    if left_out > 0:
        yield f"({left_out} earlier)"
    for item in failure.heard[-MOST_HEARD:]:
        yield f"{clock(item.at)} {item.words}{' (interrupted)' if item.interrupted else ''}"


def verdict_text(verdict: Verdict) -> str:
    """All failures of a verdict."""
    return "\n".join(line for failure, after in blocks(verdict.failures) for line in failure_lines(failure, after))


def excuse(verdict: Verdict) -> str:
    """Why a scenario that does not pass fails nothing: it is skipped, or expected to fail; "" for all others."""
    scenario = verdict.scenario
    if verdict.outcome == "skip":
        return f"skipped: {scenario.skip}"
    if verdict.outcome == "xfail":
        first = next(one for one in verdict.failures if one.severity == "fail")
        return f"failed as expected, for {scenario.xfail}: {headline(first)}"
    return ""


def printed_lines(printed: str) -> Iterator[str]:
    """What a backend printed, the last lines of it; nothing where it was silent."""
    lines = printed.splitlines()
    if len(lines) > MOST_PRINTED:
        lines = [f"({len(lines) - MOST_PRINTED} lines earlier)", *lines[-MOST_PRINTED:]]
    if lines:
        yield "the backend printed"
        yield from (f"  {safe(line)}" for line in lines)


def unreached_lines(cause: str, verdicts: Sequence[Verdict]) -> Iterator[str]:
    """Why some scenarios did not run, once for all of them: the cause, their number, and the first of them."""
    first, *rest = cause.split("\n")
    number = len(verdicts)
    yield f"{number} scenario{' ' if number == 1 else 's '}did not run: {safe(first)}"
    for line in rest:
        yield f"    {safe(line)}"
    names = [f"{one.scenario.file}:{one.scenario.line} {one.scenario.name}" for one in verdicts[:MOST_NAMED]]
    names += [f"and {number - MOST_NAMED} more"] if number > MOST_NAMED else []
    for line in names:
        yield f"  {safe(line)}"


def fault_lines(unreadable: Unreadable) -> Iterator[str]:
    """Every fault of a file, one line each, with its place."""
    for found in unreadable.diagnostics:
        hint = f" ({safe(found.hint)})" if found.hint else ""
        place = f"{safe(found.file)}:{found.span.line}:{found.span.column}"
        yield f"{place}: {safe(found.message)}{hint} [{found.code}]"
