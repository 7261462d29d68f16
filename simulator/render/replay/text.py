"""Text: a line for each session, where it leaves the path of the log, and what was compared and what no log told."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from simulator.model.reports.session_replay import ASPECTS
from simulator.render.ansi import paint
from simulator.render.width import safe

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from simulator.model.reports.session_replay import Departure, SessionReplay

FORMAT = "text"


def render(replays: Sequence[SessionReplay], colour: bool = False) -> str:
    """Every session, then how many took the same path."""
    lines = [line for one in replays for line in _session(one, colour)]
    return "\n".join([*lines, "", _sum(replays)]) + "\n"


def _sum(replays: Sequence[SessionReplay]) -> str:
    same, unknown = sum(one.same is True for one in replays), sum(one.same is None for one in replays)
    told = f"{same} of {len(replays)} sessions take the same path, as far as the log tells"
    return f"{told}; of {unknown} the log does not tell the path" if unknown else told


def _session(one: SessionReplay, colour: bool) -> Iterator[str]:
    count = one.questions
    yield f"{_verdict(one, colour)}  session {safe(one.session_id)}, {count} question{'' if count == 1 else 's'}"
    for departure in one.differences:
        yield from _departure(departure, one.questions)
    within = f"durations (within {one.tolerance:g} s)"
    compared = [within if what == "duration" else ASPECTS[what] for what in one.compared]
    yield f"    compared:  {', '.join(compared) or 'nothing'}"
    if one.skipped:
        skipped = ", ".join(ASPECTS[what] for what in one.skipped)
        yield f"    not compared, since the path is left before:  {skipped}"
    for why, whats in groupby(one.not_told, lambda part: part.why):
        yield f"    not told:  {', '.join(ASPECTS[part.what] for part in whats)}: {safe(why)}"
    if one.unknown:
        entries = "1 entry" if one.unknown == 1 else f"{one.unknown} entries"
        yield f"    {entries} of captures that no webhook told of: nobody knows what was pressed there"


def _verdict(one: SessionReplay, colour: bool) -> str:
    if one.same is None:
        return paint("unknown", "warning", colour)
    if not one.same:
        return paint("leaves", "error", colour)
    return paint("same, as far as told" if one.not_told or one.unknown else "same", "good", colour)


def _departure(departure: Departure, questions: int) -> Iterator[str]:
    place = f" (in {departure.state})" if departure.state else ""
    goal = f"question {departure.number}" if departure.number <= questions else "the end"
    yield f"    on the way to {goal}{place}: {ASPECTS[departure.what]}"
    yield f"    log:   {safe(departure.logged)}"
    yield f"    flow:  {safe(departure.found)}"
