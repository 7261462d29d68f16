"""Plots as SVG of ours: lines and bars in the colours of the page, light and dark; nothing is fetched, nothing runs."""

from __future__ import annotations

from math import floor, log10
from typing import TYPE_CHECKING

from simulator.model.drawing.words import shortened
from simulator.render.page.markup import Html, joined, tag

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.render.reporting.traffic_report import Plot, PlotLine

WIDE, HIGH, LEFT, BELOW, TOP = 760, 260, 64, 44, 14
COLOURS = ("--platform", "--caller", "--backend", "--warn")
BAR, NAME = 22, 240
LONGEST_NAME = 34


def drawn_plot(plot: Plot) -> Html:
    """A plot with its legend; a reader of the page hears what it is of."""
    inside, high = _bars(plot) if plot.names else (_lines(plot), HIGH + BELOW + TOP)
    label = f"plot: {plot.title}, {plot.up} by {plot.across}"
    box = f"0 0 {WIDE + LEFT + 16} {high}"
    style = f"width:100%;max-width:{WIDE + LEFT}px;height:auto;font:12px system-ui,sans-serif"
    svg = tag("svg", tag("title", label), inside, viewBox=box, role="img", style=style, aria_label=label)
    legend = [_named(number, line) for number, line in enumerate(plot.lines)] if len(plot.lines) > 1 else None
    return tag("figure", svg, tag("figcaption", legend, class_="soft") if legend else None, style="margin:0")


def _named(number: int, line: PlotLine) -> Html:
    return tag("span", tag("span", "■ ", style=f"color:{_colour(number)}"), line.label, " ")


def _colour(number: int) -> str:
    return f"var({COLOURS[number % len(COLOURS)]})"


def _lines(plot: Plot) -> Html:
    most_x = max((x for line in plot.lines for x, _ in line.points), default=0.0)
    least_x = min((x for line in plot.lines for x, _ in line.points), default=0.0)
    top = _round_up(max((y for line in plot.lines for _, y in line.points), default=0.0), percent=plot.percent)
    span = (most_x - least_x) or 1.0

    def at(x: float, y: float) -> str:
        return f"{LEFT + WIDE * (x - least_x) / span:.1f},{TOP + HIGH * (1 - y / top):.1f}"

    drawn = [
        tag("polyline", points=" ".join(at(*point) for point in line.points), fill="none",
            style=f"stroke:{_colour(number)};stroke-width:2")
        for number, line in enumerate(plot.lines)
    ]  # fmt: skip
    return joined([list(_grid(plot, top, least_x, span)), drawn])


def _grid(plot: Plot, top: float, least: float, span: float) -> Iterator[Html]:
    for part in range(5):
        y = TOP + HIGH * (1 - part / 4)
        yield tag("line", x1=LEFT, x2=LEFT + WIDE, y1=f"{y:.1f}", y2=f"{y:.1f}", style="stroke:var(--line)")
        yield _words(LEFT - 6, y + 4, _number(top * part / 4, percent=plot.percent), "end")
        yield _words(LEFT + WIDE * part / 4, TOP + HIGH + 18, _number(least + span * part / 4), "middle")
    yield _words(LEFT + WIDE / 2, TOP + HIGH + 38, plot.across, "middle")


def _bars(plot: Plot) -> tuple[Html, int]:
    """A bar for each name, parted among the lines."""
    most = max((sum(values) for values in _stacked(plot)), default=0.0) or 1.0
    parts: list[Html] = []
    for row, (name, values) in enumerate(zip(plot.names, _stacked(plot), strict=True)):
        y, x = 8 + row * BAR, float(NAME)
        parts.append(_words(NAME - 8, y + 12, shortened(name, LONGEST_NAME), "end"))
        for number, value in enumerate(values):
            wide = (WIDE + LEFT - NAME - 60) * value / most
            parts.append(
                tag("rect", x=f"{x:.1f}", y=y, width=f"{wide:.1f}", height=BAR - 6, style=f"fill:{_colour(number)}")
            )
            x += wide
        parts.append(_words(x + 6, y + 12, _number(sum(values), percent=plot.percent), "start"))
    return joined(parts), 16 + BAR * len(plot.names)


def _stacked(plot: Plot) -> list[list[float]]:
    return [[line.points[at][1] for line in plot.lines] for at in range(len(plot.names))]


def _words(x: float, y: float, words: str, anchor: str) -> Html:
    return tag("text", words, x=f"{x:.1f}", y=f"{y:.1f}", text_anchor=anchor, style="fill:var(--soft)")


def _round_up(value: float, *, percent: bool) -> float:
    """The end of an axis: one, two, two and a half or five times a power of ten."""
    if value <= 0:
        return 1.0
    power = 10.0 ** floor(log10(value))
    found = next(power * part for part in (1, 2, 2.5, 5, 10) if power * part >= value * (1 - 1e-9))
    return min(found, 1.0) if percent else found


def _number(value: float, *, percent: bool = False) -> str:
    return f"{value:.3g}" if not percent else f"{value * 100:.3g} %"
