"""Text: the differences by kind, most serious first, each with the keys that show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.render.ansi import paint
from simulator.render.diff_words import TITLES, also, compared, counts, entries_tried, gravest, left_out, standing, told
from simulator.render.width import safe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.model.reports.difference import Comparison, Difference

FORMAT = "text"


def render(comparison: Comparison, colour: bool = False) -> str:
    """All of it; keys are written as `callflow run` takes them."""
    return "\n".join(_lines(comparison, colour)) + "\n"


def _lines(comparison: Comparison, colour: bool) -> Iterator[str]:
    yield paint(safe(gravest(comparison)), "strong", colour)
    yield safe(f"{comparison.old} -> {comparison.new}")
    yield f"{counts(comparison)}; {compared(comparison)}"
    for kind, title in TITLES.items():
        found = comparison.of(kind)
        if found:
            yield ""
            yield paint(f"{title} ({kind})", "strong", colour)
            for one in found:
                yield from map(safe, _difference(one))
    yield from _scenarios(comparison, colour)
    if entered := list(entries_tried(comparison)):
        yield ""
        yield paint("Entries that were tried", "strong", colour)
        yield from (f"  {safe(words)}" for words in entered)
    if not comparison.complete:
        yield ""
        yield paint("Not compared", "strong", colour)
        yield from (f"  {safe(why)}" for why in left_out(comparison))


def _difference(found: Difference) -> Iterator[str]:
    more = also(found)
    yield f"  {found.way.told}{f'  ({more})' if more else ''}"
    old, new = standing(found)
    yield f"    at      {old}"
    if old != new:
        yield f"    now at  {new}"
    before, now = told(found)
    yield f"    before  {before}"
    yield f"    now     {now}"


def _scenarios(comparison: Comparison, colour: bool) -> Iterator[str]:
    if not comparison.played:
        return
    yield ""
    number = f"{len(comparison.scenarios)} of {comparison.played}"
    yield paint(f"Scenarios that end differently: {number}", "strong", colour)
    for one in comparison.scenarios:
        yield safe(f"  {one.file}:{one.line}: {one.name}")
        yield safe(f"    before  {one.before}")
        yield safe(f"    now     {one.now}")
