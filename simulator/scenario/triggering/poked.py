"""The verdict on a scenario that begins with `trigger`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.scenario.verdict import Failure, Verdict
from simulator.scenario.judging import judged, reproduce

if TYPE_CHECKING:
    from simulator.model.diagnostic import Span
    from simulator.model.scenario.scenario import Scenario
    from simulator.scenario.flows import Flows
    from simulator.scenario.triggering.port import Amiss


def poked(scenario: Scenario, flows: Flows) -> Verdict:
    """Let the program be poked, and judge what came of it. Raises UsageError and UnreachableError."""
    assert scenario.trigger is not None  # who asks has looked
    found = flows.poked(scenario)
    failures = tuple(_failure(scenario, scenario.trigger.span, one) for one in found.amiss)
    if found.sent is None:
        return Verdict(scenario, failures)
    run = found.sent.run
    failures += judged(scenario, found.sent.flow, run, found.sent.left)
    return Verdict(scenario, failures, run, simulated=run.trace[-1].at if run.trace else None)


def _failure(scenario: Scenario, span: Span, amiss: Amiss) -> Failure:
    place = f"{scenario.file}:{span.line}:{span.column}"
    again = reproduce(scenario)
    return Failure("trigger", amiss.expected, amiss.found, place=place, reproduce=again, details=amiss.details)
