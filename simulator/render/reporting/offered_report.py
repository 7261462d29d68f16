"""What calls ask of trunks, a backend and agents, as facts, a table and plots."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.populations.offering.arrivals import HOURS
from simulator.populations.offering.offered import ANSWERED_WITHIN, ENOUGH
from simulator.render.reporting.traffic_report import Column, Fact, Plot, PlotLine, ReportTable, TrafficReport

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.populations.offering.offered import AgentsOffered, Offered

LEVEL = f"answered within {ANSWERED_WITHIN:g} s"


def offered_report(found: Offered, title: str) -> TrafficReport:
    """A report of it alone."""
    known = "By Erlang's formulas, and by calls whose lengths follow the law where that is known."
    data = {"title": title, "offered": offered_data(found)}
    return TrafficReport(
        f"{title}: offered {found.arrivals.text}", known, tuple(offered_facts(found)), tuple(offered_tables(found)),
        tuple(offered_plots(found)), data=data,
    )  # fmt: skip


def offered_facts(found: Offered) -> Iterator[Fact]:
    """What there is to say in single numbers."""
    yield Fact("callsPerHour", found.per_hour, "number", f"calls in the busy hour ({found.arrivals.text})")
    yield Fact("erlangs", found.erlangs, "number", f"erlangs: these calls, of {found.seconds:.1f} s each")
    yield Fact("ports", found.ports, "count", "ports" if found.given else f"ports are enough for {ENOUGH:.0%} blocked")
    yield Fact("blocking", found.blocking, "share", "of the calls find no port (-2010), by Erlang B")
    if found.seen is not None:
        words = f"of {found.seen.calls} calls by chance found no port (standard error {found.seen.error:.2%})"
        yield Fact("blockingSeen", found.seen.share, "share", words)
    if found.given:
        yield Fact("portsEnough", found.enough, "count", f"ports would be enough for {ENOUGH:.0%}")
    if found.peak is not None:
        yield Fact("peak", found.peak, "number", "ports are busy on average at the busiest minute of the day")
        yield Fact("peakPorts", found.peak_ports, "count", "ports: more are busy there in one moment of a hundred")
    if found.webhooks is not None:
        yield Fact("webhooksPerSecond", found.webhooks, "number", "questions to the webhook a second, in the busy hour")
    if found.agents is not None:
        yield from _agents(found.agents)


def _agents(found: AgentsOffered) -> Iterator[Fact]:
    yield Fact("agents", found.agents, "count", f"agents, who are asked for {found.erlangs:.2f} erlangs")
    yield Fact("waiting", found.waiting, "share", "of those for them wait, by Erlang C")
    wait = "until an agent answers, on average (ASA)" if found.wait is not None else "ASA: the queue only grows"
    yield Fact("asa", found.wait, "seconds", wait)
    yield Fact("serviceLevel", found.level, "share", f"{LEVEL} (service level)")


def offered_tables(found: Offered) -> Iterator[ReportTable]:
    """The hours of a day, where it has any."""
    if len(found.arrivals.hourly) == HOURS and found.busy:
        rows = tuple(
            (f"{hour:02}:00", calls, max(found.busy[60 * hour : 60 * hour + 60]))
            for hour, calls in enumerate(found.arrivals.hourly)
        )
        columns = (Column("Hour"), Column("calls", "number"), Column("ports busy", "number", "at its busiest minute"))
        yield ReportTable("The day", columns, rows)


def offered_plots(found: Offered) -> Iterator[Plot]:
    """The ports over the day."""
    if len(found.arrivals.hourly) == HOURS and found.busy:
        points = tuple((minute / 60, value) for minute, value in enumerate(found.busy) if not minute % 5)
        line = PlotLine("busy", (*points, (float(HOURS), found.busy[-1])))
        yield Plot("Ports over the day", "hour", "ports busy on average", (line,))


def offered_data(found: Offered) -> dict[str, Any]:
    """All of it, for programs."""
    agents, seen = found.agents, found.seen
    return {
        "arrivals": found.arrivals.text, "hourly": list(found.arrivals.hourly), "callsPerHour": found.per_hour,
        "seconds": found.seconds, "erlangs": found.erlangs, "ports": found.ports, "portsGiven": found.given,
        "portsForOnePercent": found.enough, "blocking": found.blocking,
        "blockingSeen": None if seen is None else {"share": seen.share, "error": seen.error, "calls": seen.calls},
        "peak": found.peak, "peakPorts": found.peak_ports, "webhooksPerSecond": found.webhooks,
        "agents": None if agents is None else {
            "agents": agents.agents, "erlangs": agents.erlangs, "waiting": agents.waiting, "asa": agents.wait,
            "serviceLevel": agents.level,
        },
    }  # fmt: skip
