"""Which scenarios end otherwise with another version of their flow: each is run with both."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve

from simulator.exploring.search.standing import end_of
from simulator.model.behaviour.words import ending
from simulator.model.reports.difference import ScenarioChange
from simulator.running.source import is_flow, read_bytes
from simulator.scenario.flows import Flows
from simulator.scenario.run import run_scenario

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from simulator.model.account import Account
    from simulator.model.flow.flow_file import FlowFile
    from simulator.model.scenario.scenario import Scenario
    from simulator.model.scenario.verdict import Verdict

VERDICTS = {"pass": "passes", "warn": "passes with a warning", "fail": "fails", "xfail": "fails as expected"}


class VersionFlows(Flows):
    """One version of a flow, for the scenarios of another: they keep all that they say of the account.

    `file` is a flow file or a request body; `backend` takes the place of the flow's own.
    """

    def __init__(self, file: str, backend: str | None = None, account: Account | str | None = None) -> None:
        super().__init__(account, backend)
        self._file = file

    def of(self, scenario: Scenario) -> FlowFile:
        """The flow of this version, whatever flow the scenario names. Raises UsageError with every error in it."""
        of_flow = is_flow(self._file)
        flow, request = (self._file, scenario.request) if of_flow else (None, read_bytes(Path(self._file)))
        return super().of(evolve(scenario, flow=flow, request=request, inbound=None))


def about(file: str, scenarios: Iterable[Scenario]) -> tuple[Scenario, ...]:
    """The scenarios that begin with a flow file, or with a request body of these bytes."""
    if not is_flow(file):
        raw = read_bytes(Path(file))
        return tuple(one for one in scenarios if one.request == raw)
    path = Path(file).resolve()
    return tuple(one for one in scenarios if one.flow is not None and Path(one.flow).resolve() == path)


def changes(
    scenarios: Iterable[Scenario],
    old: VersionFlows,
    new: VersionFlows,
    step: Callable[[Verdict], None] = lambda _verdict: None,
) -> tuple[ScenarioChange, ...]:
    """The scenarios whose verdict or whose ending is another with the new version."""
    found = []
    for scenario in scenarios:
        verdict = run_scenario(scenario, new)
        before, now = _came_to(run_scenario(scenario, old)), _came_to(verdict)
        if before != now:
            found.append(ScenarioChange(scenario.file, scenario.line, scenario.name, before, now))
        step(verdict)
    return tuple(found)


def _came_to(verdict: Verdict) -> str:
    if verdict.outcome == "skip":
        return "is skipped"
    return f"{VERDICTS[verdict.outcome]}; {_ended(verdict)}"


def _ended(verdict: Verdict) -> str:
    run = verdict.run
    if run is None:
        failure = verdict.failures[0]
        return verdict.unreached or failure.details or failure.found
    if run.call is None:
        answer = run.answer or {}
        return f"the request is refused: {answer.get('statusCode')} {answer.get('statusMessage')}"
    return ending(end_of(run.trace))
