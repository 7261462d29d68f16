"""What coverage needs of one call, and no more: small enough to be sent from a process to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from simulator.exploring.coverage.walk import steps
from simulator.exploring.search.classes import leg_class
from simulator.model.call.event import Answered, Ended, LegEnded, Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from simulator.exploring.coverage.walk import Passed
    from simulator.model.call.event import Event
    from simulator.running.dry_run import Run


@frozen(slots=False)
class Trail:
    """The way of one call, the outcomes of its legs (`A busy`), and the codes that were seen.

    `faults` are the kinds of those that were injected; `codes` the status codes of the answer and of replies that
    broke a rule, `errors` the session error.
    """

    steps: tuple[Passed, ...] = ()
    legs: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()


def trail_of(run: Run, faults: Iterable[str] = ()) -> Trail:
    """What coverage counts of a run, in which faults of these kinds were injected."""
    trace = run.trace
    return Trail(steps(trace), tuple(_legs(trace)), tuple(faults), tuple(_codes(run)), tuple(_errors(trace)))


def _legs(trace: Sequence[Event]) -> Iterator[str]:
    for event in trace:
        if isinstance(event, Answered | LegEnded) and (found := leg_class(event)):
            yield f"{event.leg} {found}"


def _codes(run: Run) -> Iterator[str]:
    if run.answer is not None:
        yield str(run.answer["statusCode"])
    for event in run.trace:
        if isinstance(event, Refused) and event.unusable.status_code is not None:
            yield str(event.unusable.status_code)


def _errors(trace: Sequence[Event]) -> Iterator[str]:
    for event in trace:
        if isinstance(event, Ended) and event.error is not None:
            yield str(event.error)
