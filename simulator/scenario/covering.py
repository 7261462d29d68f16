"""Which flow the trail of a scenario counts for."""

from __future__ import annotations

import json
from hashlib import blake2s
from typing import TYPE_CHECKING

from attrs import evolve

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.exploring.coverage.counting import Base, Counting
    from simulator.model.scenario.scenario import Scenario
    from simulator.model.scenario.verdict import Verdict
    from simulator.scenario.flows import Flows


def count(counting: Counting, verdicts: Iterable[Verdict], flows: Flows) -> None:
    """Add the trail of each call to the counts of its flow; what could not be run adds nothing."""
    for verdict in verdicts:
        if verdict.trail is not None:
            scenario = verdict.scenario
            counting.add(flows.of(scenario), verdict.trail, _variant(scenario), _base(scenario, flows))


def _variant(scenario: Scenario) -> str:
    """What makes this another flow than its file says; a scenario file may hold several requests."""
    parts = []
    if scenario.request is not None:
        parts.append(f"request {blake2s(scenario.request, digest_size=4).hexdigest()}")
    if scenario.overlay is not None:
        parts.append(f"account {json.dumps(scenario.laid_over, ensure_ascii=False, sort_keys=True, default=str)}")
    return ", ".join(parts)


def _base(scenario: Scenario, flows: Flows) -> Base | None:
    if scenario.overlay is None:
        return None
    # What is laid over an account mends no fault in it: where this scenario was run, its flow can be used without.
    plain = evolve(scenario, overlay=None)
    return flows.of(plain), _variant(plain)
