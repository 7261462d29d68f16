"""HTML: one self-contained page with the differences by kind, and the scenarios that end differently."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.render.diff_words import TITLES, also, compared, counts, left_out, same, standing, told
from simulator.render.page.markup import Html, joined, tag
from simulator.render.page.page import page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.model.reports.difference import Comparison, Difference, ScenarioChange
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
    title = f"{comparison.old} → {comparison.new}"
    return page(title, f"What its callers notice: {counts(comparison)}; {compared(comparison)}.", *parts)


def _part(name: str, title: object, *inside: object) -> Html:
    return tag("section", tag("h2", title, id=name), *inside, aria_labelledby=name)


def _kind(kind: DifferenceKind, found: Iterable[Difference]) -> Html:
    badge = tag("span", kind, class_=f"badge {BADGES[kind]}".strip())
    rows = [_difference(one) for one in found]
    return _part(kind, joined([TITLES[kind], " ", badge]), _table(("Keys", "Where", "Before", "Now"), rows, kind))


def _difference(found: Difference) -> Html:
    more = also(found)
    keys = tag("code", found.way.options) if found.way.options else "any call"
    old, new = standing(found)
    where = [old, tag("p", f"now: {new}", class_="soft") if new != old else None]
    sides = [tag("td", words, dir="auto") for words in told(found)]
    return tag(
        "tr", tag("td", keys, tag("p", more, class_="soft") if more else None), tag("td", where, dir="auto"), sides
    )


def _scenarios(comparison: Comparison) -> Html:
    title = f"Scenarios that end differently: {len(comparison.scenarios)} of {comparison.played}"
    if not comparison.scenarios:
        return _part("scenarios", title)
    rows = [_scenario(one) for one in comparison.scenarios]
    return _part("scenarios", title, _table(("Scenario", "Name", "Before", "Now"), rows, "scenarios"))


def _scenario(one: ScenarioChange) -> Html:
    cells = [tag("td", words, dir="auto") for words in (one.name, one.before, one.now)]
    return tag("tr", tag("td", tag("code", f"{one.file}:{one.line}")), cells)


def _table(heads: Iterable[str], rows: list[Html], label: str) -> Html:
    top = tag("thead", tag("tr", [tag("th", name, scope="col") for name in heads]))
    table = tag("table", top, tag("tbody", rows), class_="findings")
    return tag("div", table, class_="wide", tabindex="0", role="group", aria_label=f"differences: {label}")
