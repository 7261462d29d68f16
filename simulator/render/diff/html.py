"""HTML: one self-contained page with the differences by kind, and the scenarios that end differently."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from simulator.render.diff_words import TITLES, also, compared, counts, left_out, same, standing, told
from simulator.render.page.markup import Html, joined, tag
from simulator.render.page.page import page
from simulator.render.page.table import table
from simulator.render.page.ways import way_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from simulator.model.reports.difference import Comparison, Difference
    from simulator.model.reports.difference_kinds import DifferenceKind

FORMAT = "html"
BADGES: dict[DifferenceKind, str] = {"outcome": "fail", "routing": "fail", "timing": "warn", "wording": ""}


def render(comparison: Comparison, colour: bool = False) -> str:  # noqa: ARG001 - every format takes it
    """The page; it needs no server and no network."""
    kinds = [_kind(kind, comparison.of(kind)) for kind in TITLES if comparison.of(kind)]
    parts = kinds or [tag("p", same(comparison))]
    if comparison.played:
        parts.append(_scenarios(comparison))
    if not comparison.complete:
        reasons = tag("ul", [tag("li", why, dir="auto") for why in left_out(comparison)])
        parts.append(_part("left", "Not compared", reasons))
    title = " → ".join(_names(comparison))
    return page(title, f"What its callers notice: {counts(comparison)}; {compared(comparison)}.", *parts)


def _names(comparison: Comparison) -> list[str]:
    """The two versions, without folders where their names differ."""
    files = [comparison.old, comparison.new]
    names = [PurePath(file).name for file in files]
    return names if names[0] != names[1] else files


def _part(name: str, title: object, *inside: object) -> Html:
    return tag("section", tag("h2", title, id=name), *inside, aria_labelledby=name)


def _kind(kind: DifferenceKind, found: Iterable[Difference]) -> Html:
    badge = tag("span", kind, class_=f"badge {BADGES[kind]}".strip())
    rows = [_difference(one) for one in found]
    return _part(kind, joined([TITLES[kind], " ", badge]), _table(("Where", "Before", "Now", "Keys"), rows, kind))


def _difference(found: Difference) -> tuple[object, ...]:
    more = also(found)
    keys = joined([way_words(found.way), tag("p", more, class_="soft") if more else None])
    old, new = standing(found)
    where = joined([old, tag("p", f"now: {new}", class_="soft") if new != old else None])
    return (where, *told(found), keys)


def _scenarios(comparison: Comparison) -> Html:
    title = f"Scenarios that end differently: {len(comparison.scenarios)} of {comparison.played}"
    if not comparison.scenarios:
        return _part("scenarios", title)
    rows = [
        (joined([one.name, " ", tag("code", f"{one.file}:{one.line}")]), one.before, one.now)
        for one in comparison.scenarios
    ]
    return _part("scenarios", title, _table(("Scenario", "Before", "Now"), rows, "scenarios"))


def _table(heads: tuple[str, ...], rows: Sequence[tuple[object, ...]], label: str) -> Html:
    return table(heads, rows, f"differences: {label}")
