"""HTML: one self-contained page with the facts, plots of our own and the tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.render.page.markup import Html, joined, tag
from simulator.render.page.page import page
from simulator.render.page.table import table
from simulator.render.reporting.plotting import drawn_plot
from simulator.render.reporting.traffic_report import shown_value

if TYPE_CHECKING:
    from simulator.render.reporting.traffic_report import Fact, Plot, ReportTable, TrafficReport

FORMAT = "html"
BIG = 4
"""So many facts stand large at the top."""


def render(report: TrafficReport, colour: bool = False) -> str:  # noqa: ARG001 - every format takes it
    """The page; it needs no server and no network, and runs nothing."""
    first = [tag("li", tag("b", _value(one)), one.words) for one in report.facts[:BIG]]
    rest = [[one.words, _value(one)] for one in report.facts[BIG:]]
    parts = [
        tag("ul", first, class_="sum"),
        _warnings(report.warnings),
        [_plot(number, one) for number, one in enumerate(report.plots, 1)],
        _part("more", "More of a call", table(["What", "How much"], rest, "more of a call")) if rest else None,
        [_table(number, one) for number, one in enumerate(report.tables, 1)],
    ]
    return page(report.title, report.known, *parts)


def _value(fact: Fact) -> str:
    return shown_value(fact.value, fact.unit) or "unknown"


def _warnings(found: tuple[str, ...]) -> Html | None:
    return tag("ul", [tag("li", tag("strong", one)) for one in found], class_="failures warn") if found else None


def _part(name: str, title: str, *inside: object) -> Html:
    return tag("section", tag("h2", title, id=name), *inside, aria_labelledby=name)


def _plot(number: int, plot: Plot) -> Html:
    return _part(f"plot{number}", plot.title, drawn_plot(plot))


def _table(number: int, found: ReportTable) -> Html:
    units = [column.unit for column in found.columns]
    rows = [[_cell(shown_value(*pair)) for pair in zip(row, units, strict=True)] for row in found.rows]
    heads = [column.head for column in found.columns]
    names = [column.words or column.head for column in found.columns]
    note = tag("p", found.note, class_="soft") if found.note else None
    return _part(f"table{number}", found.title, joined([note, table(heads, rows, found.title.lower(), names)]))


def _cell(words: str) -> str | None:
    return words or None
