"""A report as data: facts, tables and plots, and what programs are told. Each format shows it in its own way."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

from attrs import field

from simulator.model.record import frozen

Unit = Literal["text", "share", "number", "seconds", "count"]
"""What a value is: a text, a share (0 to 1), a number, seconds, or a whole number."""
CellValue = str | float | None
"""None: there is none, or it is not known."""


class Fact(NamedTuple):
    """One number and what it is; `name` is for programs and columns, `words` for people."""

    name: str
    value: CellValue
    unit: Unit
    words: str


class Column(NamedTuple):
    """The head of a column, and what is in it; `words` say more than the head has room for."""

    head: str
    unit: Unit = "text"
    words: str = ""


@frozen
class ReportTable:
    """A table; `note` is what to know of it. Its columns are the same in each format.

    `plain` are the rows as programs read them, where those for people are texts.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[CellValue, ...], ...]
    note: str = ""
    plain: tuple[tuple[CellValue, ...], ...] = ()


@frozen
class PlotLine:
    """A line of a plot, or its bars: points from left to right."""

    label: str
    points: tuple[tuple[float, float], ...]


@frozen
class Plot:
    """A plot; `percent` where its values are shares. Bars have their names in place of numbers below."""

    title: str
    across: str
    up: str
    lines: tuple[PlotLine, ...]
    percent: bool = False
    names: tuple[str, ...] = ()


@frozen
class TrafficReport:
    """A whole report: `known` says how its numbers are known, `main` names the table that a CSV file has."""

    title: str
    known: str
    facts: tuple[Fact, ...]
    tables: tuple[ReportTable, ...]
    plots: tuple[Plot, ...] = ()
    warnings: tuple[str, ...] = ()
    data: dict[str, Any] = field(factory=dict, hash=False)
    secrets: tuple[str, ...] = ()
    main: int = 0


def shown_value(value: CellValue, unit: Unit) -> str:
    """A value as people read it."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    match unit:
        case "share":
            return f"{value:.2%}"
        case "seconds":
            return f"{value:.1f} s"
        case "count":
            return f"{value:.0f}"
    return f"{value:.3f}"
