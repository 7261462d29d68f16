"""What is expected of callers, as a report: the waterfall, containment, who reaches a person and how, and times."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from simulator.exploring.expecting.expected import LEAST
from simulator.exploring.expecting.passed_places import Exit
from simulator.model.behaviour.ground import IN_WORDS
from simulator.model.behaviour.input_class import HANGUP, in_words
from simulator.model.behaviour.words import why_so
from simulator.render.drawing.place_words import input_words, place_title, purposes
from simulator.render.reporting.expected_data import expected_data
from simulator.render.reporting.offered_report import offered_facts, offered_plots, offered_tables
from simulator.render.reporting.traffic_report import Column, Fact, Plot, PlotLine, ReportTable, TrafficReport

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from simulator.exploring.expecting.expected import ExpectedCalls
    from simulator.exploring.expecting.passed_places import PlacePassed, Traffic
    from simulator.exploring.expecting.time_law import TimeLaw
    from simulator.model.behaviour.behaviour import Behaviour
    from simulator.model.behaviour.way import Way
    from simulator.populations.offering.offered import Offered

USUAL_IVR = (10, 180)
"""Seconds in the IVR: a mean outside is a warning (3.8 million calls of 2023: mean 48 s, median 40 s)."""
HUNG_UP = Exit(HANGUP, "COMPLETED", 0.0)
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99)


class ToldCalls(NamedTuple):
    """All that a report is made of: `ivr` is the law of the time in the IVR, None where numpy is missing."""

    found: ExpectedCalls
    behaviour: Behaviour
    traps: tuple[tuple[float, tuple[str, ...], Way], ...] = ()
    ivr: TimeLaw | None = None
    offered: Offered | None = None
    callers: str = ""
    unmet: tuple[str, ...] = ()


def expected_report(told: ToldCalls) -> TrafficReport:
    """The whole report."""
    found, behaviour, offered = told.found, told.behaviour, told.offered
    traffic = found.traffic
    tables = [_places(traffic, behaviour), _ways(traffic, behaviour)]
    if traffic.opt_outs or traffic.unasked:
        tables.append(_opt_outs(traffic, behaviour))
    if told.traps:
        tables.append(_traps(told))
    return TrafficReport(
        f"Callers of {behaviour.title}{f' ({told.callers})' if told.callers else ''}",
        known_so(behaviour),
        (*_facts(told), *(offered_facts(offered) if offered else ())),
        (*tables, *(offered_tables(offered) if offered else ())),
        (*_plots(told), *(offered_plots(offered) if offered else ())),
        (*_warnings(found), *told.unmet),
        expected_data(told.found, behaviour, told.traps, told.ivr, offered, QUANTILES),
        behaviour.secrets,
        main=1,
    )


def known_so(behaviour: Behaviour) -> str:
    """How the numbers are known."""
    known = IN_WORDS[behaviour.ground]
    return f"Worked out exactly, no call was drawn, from places and ways that are {known}: {why_so(behaviour)}."


def _facts(told: ToldCalls) -> Iterator[Fact]:
    found = told.found
    fates = found.traffic.fates
    yield Fact("containedLoose", 1 - found.person, "share", "contained, loose: no person answers (abandoned ones too)")
    yield Fact("containedTrue", fates.goal, "share", f"contained, true: {_goals(fates.goal)}")
    yield Fact("person", found.person, "share", "a person answers")
    yield Fact("abandoned", fates.abandoned, "share", "hang up before a person or a goal")
    yield Fact("trapped", fates.trapped, "share", "are trapped: no key leads out")
    yield Fact("ended", fates.ended, "share", "the call ends without a person, a goal or their hanging up")
    for end, share in found.ends:
        who = {"caller": ", the caller hangs up", "simulator": ", stopped by the simulator"}.get(end[1], "")
        yield Fact("end", share, "share", f"end {end[0]}{who}")
    if not _leave(found):
        yield Fact("seconds", None, "seconds", "nobody leaves: there is no time to tell")
    else:
        yield from _times(told)
    yield Fact("entries", found.moments["entries"].mean, "number", "entries (turns) a call")
    yield Fact("keys", found.traffic.keys, "number", "keys a call")
    yield Fact("retries", found.traffic.retries, "number", "retries (rejected entries) a call")
    yield Fact("webhooks", found.traffic.webhooks, "number", "questions to the webhook a call")


def _leave(found: ExpectedCalls) -> bool:
    """Whether some callers are not trapped: times are theirs."""
    return sum(one.share for one in found.trapped) < 1 - LEAST


def _times(told: ToldCalls) -> Iterator[Fact]:
    rows = (("seconds", "a call"), ("ivr", "in the IVR"), ("ring", "ringing"), ("talk", "with leg B"))
    for name, words in rows:
        mean, variance = told.found.moments[name]
        yield Fact(name, mean, "seconds", f"{words}, on average (sd {variance**0.5:.1f})")
    if told.ivr is not None:
        for share, value in zip(QUANTILES, told.ivr.quantiles(QUANTILES), strict=True):
            yield Fact(f"ivr{share:g}", value, "seconds", f"in the IVR, at most, of {share:.0%} of the calls")
    else:
        yield Fact("ivr quantiles", None, "seconds", "quantiles of it need the extra `population` (numpy)")


def _goals(goal: float | None) -> str:
    return "unknown, since the callers have no goals" if goal is None else "a goal is reached and no person answers"


def _warnings(found: ExpectedCalls) -> Iterator[str]:
    mean, (least, most) = found.moments["ivr"].mean, USUAL_IVR
    caught = sum(one.share for one in found.trapped)
    if caught > LEAST:
        yield (
            f"{caught:.2%} of the callers are trapped: times and entries are those of the others; keys, retries and "
            "questions are counted until then"
        )
    if _leave(found) and not least <= mean <= most:
        yield (
            f"the mean time in the IVR is {mean:.1f} s, outside {least} to {most} s: in 3.8 million calls of 2023 it "
            "was 48 s; look at the prompts' lengths and at who these callers are"
        )
    left = sum(share for end, share in found.ends if end[0] == "not reached")
    if left:
        yield f"{left:.2%} of the callers come to places that were not explored"


def _places(traffic: Traffic, behaviour: Behaviour) -> ReportTable:
    columns = (
        Column("Place"), Column("come", "number", "callers who come, a call"),
        Column("entries", "number", "entries of a stay"),
        Column("no input", "share", "of the entries, those without a key"),
        Column("no match", "share", "of the entries, keys that nobody offers"),
        Column("rejected", "share", "of the entries, those that the platform rejects"),
        Column("hang up", "share", "of those who come"),
        Column("abandon", "share", "of those who come: they hang up before a person or a goal"),
        Column("to a person", "share", "of those who come: leg B is dialled next"),
        Column("mean", "seconds", "a stay"), Column("sd", "seconds", "its standard deviation"),
    )  # fmt: skip
    names = titles(behaviour)
    rows = tuple(
        (names[one.place], one.arrivals, _of(one.entries, one.arrivals), _of(one.no_input, one.entries),
         _of(one.no_match, one.entries), _of(one.rejected, one.entries), _of(one.hung_up, one.arrivals),
         _of(one.abandoned, one.arrivals), _of(one.transferred, one.arrivals), one.seconds.mean,
         one.seconds.variance**0.5)
        for one in traffic.places if one.arrivals
    )  # fmt: skip
    note = "No input, no match and rejected are shares of the entries there, the others of the callers who come."
    return ReportTable("Places", columns, rows, note)


def _of(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def titles(behaviour: Behaviour) -> dict[str, str]:
    """The places with their numbers, in the order of finding."""
    there = [place for place in behaviour.places.values() if not place.is_end]
    return {place.id: f"{number}. {place_title(place)}" for number, place in enumerate(there, 1)}


def _ways(traffic: Traffic, behaviour: Behaviour) -> ReportTable:
    columns = (
        Column("Place"), Column("input"), Column("leads to"), Column("of those who come", "share"),
        Column("a call", "number"),
    )  # fmt: skip
    names = titles(behaviour)
    rows = tuple(
        (names[one.place], said(behaviour, one.place, way.input_class), _dest(way, names),
         _of(way.share, one.arrivals), way.share)
        for one in traffic.places for way in _with_hangups(one)
    )  # fmt: skip
    note = "Who is asked again stays at the place; all others go on, so that they are 100 % together."
    return ReportTable("Ways", columns, rows, note)


def _with_hangups(one: PlacePassed) -> Iterator[Exit]:
    yield from one.exits
    if one.hung_up:
        yield HUNG_UP._replace(share=one.hung_up)


def said(behaviour: Behaviour, place: str, input_class: str) -> str:
    """An input class at a place, with what it is for."""
    at = behaviour.places[place]
    return input_words(at, input_class, purposes(at)) if at.kind == "capture" else in_words(input_class)


def _dest(way: Exit, names: Mapping[str, str]) -> str:
    if way.asked_again:
        return "asked again"
    return names.get(way.dest, f"the end: {way.dest.removesuffix(' platform')}")


def _opt_outs(traffic: Traffic, behaviour: Behaviour) -> ReportTable:
    names = titles(behaviour)
    rows = [
        (names[one.place], said(behaviour, one.place, one.input_class), "wanted" if one.wanted else "by failure",
         one.share)
        for one in traffic.opt_outs
    ]  # fmt: skip
    if traffic.unasked:
        rows.append(("", "nothing was asked", "as the flow wants", traffic.unasked))
    columns = (Column("Place"), Column("last input"), Column("why"), Column("of all callers", "share"))
    note = "Wanted: what they pressed is offered. By failure: wrong, too late or nothing."
    return ReportTable("Who reaches a person", columns, tuple(rows), note)


def _traps(told: ToldCalls) -> ReportTable:
    names = titles(told.behaviour)
    rows = tuple(
        (", ".join(names[one] for one in places if one in names), share, way.said, way.options)
        for share, places, way in told.traps
    )
    columns = (Column("Places"), Column("of all callers", "share"), Column("who"), Column("as `callflow run` takes it"))
    return ReportTable("Traps", columns, rows)


def _plots(told: ToldCalls) -> Iterator[Plot]:
    traffic = told.found.traffic
    names = titles(told.behaviour)
    shown = [one for one in traffic.places if one.arrivals]
    counts = {
        "go on": [max(one.arrivals - one.hung_up - one.transferred, 0.0) for one in shown],
        "to a person": [one.transferred for one in shown],
        "hang up": [one.hung_up for one in shown],
    }
    lines = tuple(PlotLine(label, tuple(enumerate(values))) for label, values in counts.items())
    places = tuple(names[one.place] for one in shown)
    yield Plot("Callers at each place", "place", "callers a call", lines, names=places)
    if told.ivr is not None:
        yield Plot("Still in the IVR", "seconds in the IVR", "callers", (survival_line("all", told.ivr),), percent=True)


def survival_line(label: str, law: TimeLaw, points: int = 300) -> PlotLine:
    """Who is still there, up to the time that one call in a thousand exceeds."""
    far = int(law.quantile(0.999) * 1000 / law.grid) + 1
    survival = [1.0, *law.survival[: far + 1]]
    step = max(1, len(survival) // points)
    return PlotLine(label, tuple((at * law.grid / 1000, survival[at]) for at in range(0, len(survival), step)))
