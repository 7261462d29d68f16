"""What coverage needs of one call, read out of its trace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.exploring.coverage.passage import session_of, steps
from simulator.exploring.search.classes import leg_class
from simulator.model.call.event import Answered, Ended, LegEnded, Refused
from simulator.model.reports.trail import Trail

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from simulator.model.call.event import Event
    from simulator.model.scenario.verdict import KeptRun


def trail_of(run: KeptRun, faults: Iterable[str] = ()) -> Trail:
    """What coverage counts of a run, in which faults of these kinds were injected."""
    trace = run.trace
    return Trail(
        steps(trace, session_of(run)), tuple(_legs(trace)), tuple(faults), tuple(_codes(run)), tuple(_errors(trace))
    )


def _legs(trace: Sequence[Event]) -> Iterator[str]:
    for event in trace:
        if isinstance(event, Answered | LegEnded) and (found := leg_class(event)):
            yield f"{event.leg} {found}"


def _codes(run: KeptRun) -> Iterator[str]:
    if run.answer is not None:
        yield str(run.answer["statusCode"])
    for event in run.trace:
        if isinstance(event, Refused) and event.unusable.status_code is not None:
            yield str(event.unusable.status_code)


def _errors(trace: Sequence[Event]) -> Iterator[str]:
    for event in trace:
        if isinstance(event, Ended) and event.error is not None:
            yield str(event.error)
