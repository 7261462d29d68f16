"""A call that was run, as a scenario file that passes: what was done and what came of it, each line explained."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.callers.scripted import left_keys
from simulator.model.call.event import EntryEnded
from simulator.model.call.words import REASONS, clock
from simulator.scenario.expectations.base.known import expectations
from simulator.scenario.writing import yaml_words as words
from simulator.scenario.writing.retold import Retold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Mapping as Wanted

    from simulator.model.call.keys import TimedToken
    from simulator.model.scenario.scenario import Scenario
    from simulator.running.dry_run import DryRun


def saved(
    scenario: Scenario,
    run: DryRun,
    file: Path,
    request: str | None = None,
    expect: Wanted[str, Any] | None = None,
    *,
    loose: bool = False,
    again: DryRun | None = None,
) -> str:
    """The text of a scenario file `file` that plays the same call and expects what came of it.

    `request` is the path of the request body; without it a body is written inline. Keys that no entry was left for or
    that came too late are dropped, and legs that were never dialled, since a scenario must not have any. `expect` takes
    the place of what came of the call; where it is empty nothing is expected. A `loose` one lets other prompts be heard
    between, and says nothing of numbers and time. `again` is the same call in another session: what it heard otherwise
    is left open.
    """
    seen = Retold(run, not loose, again)
    given = [f"expect: {words.value(dict(expect))}"] if expect else []
    expected = _expected(run, seen) if expect is None else given
    return "\n".join([*heading(scenario, file, request), *_done(scenario, run, seen), *expected]) + "\n"


def heading(scenario: Scenario, file: Path, request: str | None = None) -> Iterator[str]:
    """The lines that say what is called, when, and as whom."""
    yield f"scenario: {words.value(scenario.name)}"
    if scenario.flow is not None:
        yield f"flow: {words.value(_beside(scenario.flow, file))}"
    elif scenario.inbound is not None:
        numbers = {"source": scenario.inbound.source, "destination": scenario.inbound.destination}
        yield f"inbound: {words.value(numbers)}"
    elif request is not None:
        yield f"request: {words.value(_beside(request, file))}"
    else:
        yield f"request: {words.value(json.loads(scenario.request or b'{}'))}"
    if scenario.tags:
        yield f"tags: {words.value(list(scenario.tags))}"
    if scenario.at is not None:
        yield f"at: {words.moment(scenario.at)}  # the simulated now"
    if scenario.seed is not None:
        yield f"seed: {scenario.seed}  # drives the ids"
    if scenario.laid_over:
        yield f"account: {words.value(scenario.laid_over)}  # laid over the flow's account"


def _beside(path: str, file: Path) -> str:
    """A path as the saved file names it: from its own folder, where both are on one drive."""
    try:
        return Path(os.path.relpath(path, file.parent)).as_posix()
    except ValueError:
        return Path(path).absolute().as_posix()


def _done(scenario: Scenario, run: DryRun, seen: Retold) -> Iterator[str]:
    legs = scenario.legs[: -len(run.call.unused_legs) or None] if run.call else ()
    if legs:
        yield "legs:  # what each dial comes to, in order"
        yield from (f"  - {words.leg(leg)}" for leg in legs)
    steps = list(_steps(scenario, run, seen))
    if steps:
        yield "caller:"
        yield from steps
    if scenario.faults:
        yield "faults:  # each is used once, at the next opportunity"
        yield from (f"  - {words.fault(fault)}" for fault in scenario.faults)


def _steps(scenario: Scenario, run: DryRun, seen: Retold) -> Iterator[str]:
    late = () if run.call is None else left_keys(scenario.timed, run.call.call)
    yield from timed_steps([one for one in scenario.timed if one not in late])
    entries = [event for event in run.trace if isinstance(event, EntryEnded)]
    begun = run.call.call.entry if run.call else 0
    for number, step in enumerate(scenario.steps[:begun]):
        said = seen.said[slice(*seen.until(number))]
        press = f"press: {words.value(step.token)}"
        if number < len(entries):
            ended = entries[number]
            press += f"  # {clock(ended.at)} {ended.outcome}: {REASONS[ended.reason]}"
        if said and said[-1].strip():
            yield f"  - hears: {words.value(said[-1])}"
            yield f"    {press}"
        else:
            yield f"  - {press}"


def timed_steps(timed: Iterable[TimedToken]) -> Iterator[str]:
    """The steps that answer no entry."""
    for one in timed:
        yield f"  - {words.value(one.text)}  # so long after answering, whatever is going on"


def _expected(run: DryRun, seen: Retold) -> Iterator[str]:
    yield "expect:"
    for one in expectations().values():
        yield from (f"  {line}" for line in one.saved(run, seen))
