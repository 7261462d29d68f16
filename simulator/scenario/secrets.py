"""The entries of scenarios that the source or the data of a backend holds: masked where a report is shared."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from simulator.errors import UsageError
from simulator.exploring.hints.hints import hints
from simulator.model.call.keys import KeyToken, parse_token

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from simulator.model.flow.flow_file import FlowFile
    from simulator.model.scenario.scenario import Scenario
    from simulator.model.scenario.verdict import Verdict
    from simulator.scenario.flows import Flows


def secrets_of(verdicts: Iterable[Verdict], flows: Flows) -> tuple[str, ...]:
    """What is masked of all scenarios; the files of each backend are read once, and nothing is imported or run."""
    known: dict[str, set[str]] = {}
    found: dict[str, None] = {}
    for verdict in verdicts:
        with suppress(UsageError):  # its verdict says already what is wrong with the flow
            flow = flows.of(verdict.scenario)
            held = known.get(flow.file)
            if held is None:
                held = known[flow.file] = set(_held(flow))
            found |= {
                shown: None for keys, text in _entries(verdict.scenario) if keys in held for shown in (keys, text)
            }
    return tuple(found)


def _held(flow: FlowFile) -> Iterator[str]:
    return (keys for hint in hints(flow, scenarios=False) for keys in hint.secrets)


def _entries(scenario: Scenario) -> Iterator[tuple[str, str]]:
    """The keys of each entry, and how its token is written."""
    for step in scenario.steps:
        token = parse_token(step.token)
        assert isinstance(token, KeyToken)  # what has a time of its own stands apart
        yield "".join(key for _, key in token.strokes).rstrip("#"), step.token
