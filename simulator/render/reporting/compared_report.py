"""Two versions side by side, and one number over a range, as reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.render.reporting.traffic_report import (
    Column,
    Fact,
    Plot,
    PlotLine,
    ReportTable,
    TrafficReport,
    shown_value,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.exploring.expecting.time_law import TimeLaw
    from simulator.populations.versions.differing import Differing, Measured
    from simulator.render.reporting.traffic_report import CellValue, Unit

NEEDED = "real calls of each version, to see it with a power of 80 % at 5 %"


def compared_report(
    names: tuple[str, str], found: Sequence[Differing], known: str, survivals: Sequence[PlotLine] = (),
    secrets: tuple[str, ...] = (), more: dict[str, Any] | None = None,
) -> TrafficReport:  # fmt: skip
    """What differs, the surest first in the facts, and all of it in the table."""
    differ = [one for one in found if one.needed is not None]
    surest = sorted(differ, key=lambda one: one.needed or 0)[:4]
    facts = [Fact(one.name, _signed(one), "text", one.words) for one in surest]
    if not facts:
        facts = [Fact("difference", "none", "text", "difference was found in what is compared")]
    columns = (
        Column("What"), Column("old"), Column("new"), Column("difference"),
        Column("95 % interval", "text", "where calls were drawn"), Column("calls to see it", "count", NEEDED),
    )  # fmt: skip
    rows = tuple(
        (one.words, _value(one.old, one.unit), _value(one.new, one.unit), _signed(one), _interval(one), one.needed)
        for one in found
    )
    plain = tuple((one.words, one.old, one.new, one.difference, _range(one), one.needed) for one in found)
    table = ReportTable("Compared", columns, rows, f"Calls to see it: {NEEDED}.", plain)
    plots = (Plot("Still in the IVR", "seconds in the IVR", "callers", tuple(survivals), percent=True),)
    data = {"old": names[0], "new": names[1], "known": known, "differences": [_data(one) for one in found]}
    return TrafficReport(
        f"{names[0]} and {names[1]}", known, tuple(facts), (table,), plots if survivals else (),
        data={**data, **(more or {})}, secrets=secrets,
    )  # fmt: skip


def _value(value: float | None, unit: Unit) -> str:
    return shown_value(value, unit)


def _signed(one: Differing) -> str:
    if one.difference is None:
        return ""
    return f"{one.difference * 100:+.2f} points" if one.unit == "share" else f"{one.difference:+.3f}"


def _interval(one: Differing) -> str:
    if one.interval is None:
        return ""
    times = 100 if one.unit == "share" else 1
    return f"{one.interval[0] * times:+.2f} to {one.interval[1] * times:+.2f}"


def _range(one: Differing) -> str | None:
    """The interval for a program: in brackets, so that a spreadsheet takes none for a formula."""
    return None if one.interval is None else f"[{one.interval[0]:.9g}; {one.interval[1]:.9g}]"


def _data(one: Differing) -> dict[str, Any]:
    return {
        "name": one.name, "old": one.old, "new": one.new, "difference": one.difference,
        "interval": None if one.interval is None else list(one.interval), "callsNeeded": one.needed,
    }  # fmt: skip


def swept_report(
    title: str, name: str, values: Sequence[float], found: Sequence[Sequence[Measured]], known: str,
    secrets: tuple[str, ...] = (), more: dict[str, Any] | None = None,
) -> TrafficReport:  # fmt: skip
    """A row for each value, and a plot of the shares and of the time in the IVR."""
    by_name = [{one.name: one for one in measures} for measures in found]
    heads = {one.name: one for measures in found for one in measures}
    columns = (Column(name, "number"), *(Column(one.name, one.unit, one.words) for one in heads.values()))
    rows: list[tuple[CellValue, ...]] = []
    for value, measures in zip(values, by_name, strict=True):
        rows.append((value, *(measures[head].value if head in measures else None for head in heads)))
    shares = tuple(_line(head, values, by_name) for head, one in heads.items() if one.unit == "share")
    plots = (
        Plot(f"Shares by {name}", name, "callers", shares, percent=True),
        Plot(f"Time in the IVR by {name}", name, "seconds", (_line("ivr", values, by_name),)),
    )
    least = min(zip((one["ivr"].value for one in by_name), values, strict=True))
    fact = Fact("least", least[0], "seconds", f"in the IVR at {name} {least[1]:g}, the least of these values")
    data = [
        {"value": value, "measures": {one.name: one.value for one in measures}}
        for value, measures in zip(values, found, strict=True)
    ]
    return TrafficReport(
        f"{title} by {name}", known, (fact,), (ReportTable("Swept", columns, tuple(rows)),), plots,
        data={"title": title, "sweep": name, "known": known, "values": data, **(more or {})}, secrets=secrets,
    )  # fmt: skip


def _line(name: str, values: Sequence[float], found: Sequence[dict[str, Measured]]) -> PlotLine:
    pairs = zip(values, found, strict=True)
    return PlotLine(name, tuple((value, one[name].value if name in one else 0.0) for value, one in pairs))


def survival_lines(names: Sequence[str], laws: Sequence[TimeLaw | None]) -> list[PlotLine]:
    """Who is still in the IVR, for each of which the law is known."""
    from simulator.render.reporting.expected_report import survival_line

    return [survival_line(name, law) for name, law in zip(names, laws, strict=True) if law is not None]
