"""Markdown, for the summary of a CI step: the differences by kind, most serious first, and what was compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.behaviour.ground import IN_WORDS
from simulator.render.base.markdown import code, escaped, table
from simulator.render.diff_words import TITLES, also, compared, counts, gravest, left_out, standing, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.model.reports.difference import Comparison, Difference

FORMAT = "markdown"


def render(comparison: Comparison, colour: bool = False) -> str:  # noqa: ARG001 - every format takes it
    """The summary."""
    return "\n".join(_lines(comparison)) + "\n"


def _lines(comparison: Comparison) -> Iterator[str]:
    yield f"## {escaped(comparison.old)} → {escaped(comparison.new)}"
    yield ""
    yield escaped(gravest(comparison))
    yield ""
    known = IN_WORDS[comparison.ground]
    yield f"{counts(comparison)}; {escaped(compared(comparison))}. How that is known: {known}."
    for kind, title in TITLES.items():
        if found := comparison.of(kind):
            yield from ("", f"### {title} ({kind})", "")
            yield from table(("Where", "Before", "Now", "Keys"), map(_difference, found))
    if comparison.played:
        yield from ("", f"### Scenarios that end differently: {len(comparison.scenarios)} of {comparison.played}")
    if comparison.scenarios:
        yield ""
        rows = ((one.name, f"{one.file}:{one.line}", one.before, one.now) for one in comparison.scenarios)
        yield from table(("Scenario", "Where", "Before", "Now"), ([*map(escaped, cells)] for cells in rows))
    if not comparison.complete:
        yield from ("", "### Not compared", "")
        yield from (f"- {escaped(why)}" for why in left_out(comparison))


def _difference(found: Difference) -> tuple[str, ...]:
    before, now = map(escaped, told(found))
    more = also(found)
    keys = f"{escaped(found.way.said)} {code(found.way.options)}" if found.way.options else escaped(found.way.told)
    return escaped(standing(found)[0]), before, now, f"{keys} ({more})" if more else keys
