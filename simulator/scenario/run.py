"""Run one scenario: the call that it describes, and everything that does not hold."""

from __future__ import annotations

from time import perf_counter
from traceback import format_exception
from typing import TYPE_CHECKING

from attrs import evolve

from simulator.callers.scripted import Scripted
from simulator.errors import EndlessPatternError, UnreachableError, UsageError
from simulator.model.call.keys import KeyToken, Script, parse_token
from simulator.model.kept import remembered
from simulator.model.scenario.verdict import Failure, Verdict
from simulator.networks.scripted import ScriptedNetwork
from simulator.responders.faulty import Faulty
from simulator.responders.hosting.frames import summary
from simulator.responders.twice import Twice
from simulator.responders.waiting import WAITED
from simulator.running.answering import responder_for
from simulator.running.dry_run import run_flow
from simulator.scenario.flows import Flows
from simulator.scenario.judging import judged, reproduce
from simulator.scenario.left_over import left_faults, left_legs, left_timed, network_fault
from simulator.scenario.triggering.poked import poked

if TYPE_CHECKING:
    from simulator.engine.setting import Measure
    from simulator.model.call.keys import TimedToken
    from simulator.model.flow.flow_file import FlowFile
    from simulator.model.scenario.scenario import Scenario
    from simulator.running.dry_run import DryRun
    from simulator.scenario.left_over import Left


MOST_FRAMES = 4
"""Frames of a fault of ours that are shown, the innermost, with the exception."""


def run_scenario(scenario: Scenario, flows: Flows | None = None) -> Verdict:
    """Run a scenario; `flows` keeps what several scenarios share. Nothing is raised: a flow at fault fails.

    One that is skipped is not run, nor is its flow read.
    """
    if scenario.skip:
        return Verdict(scenario)
    begun = perf_counter()
    found = _run(scenario, flows or Flows())
    return evolve(found, took=perf_counter() - begun)


def _run(scenario: Scenario, flows: Flows) -> Verdict:
    try:
        return _verdict(scenario, flows)
    except UnreachableError as error:
        failure = Failure("backend", "a backend that can be reached", error.cause, place=_place(scenario))
        return Verdict(scenario, (failure,), unreached=str(error), judged=False)
    except EndlessPatternError as error:
        return _failed(scenario, "expression", "one that comes to an end", str(error))
    except UsageError as error:
        told = str(error)
        several = "\n" in told
        return _failed(
            scenario, "flow", "a flow that can be run", "faults in it" if several else told, told if several else ""
        )
    except Exception as error:  # ours: it must not take the verdicts of the others with it
        found = f"a fault of the simulator itself, please report it: {summary(error)}"
        return _failed(scenario, "simulator", "a verdict", found, "".join(format_exception(error)[-MOST_FRAMES:]))


def _verdict(scenario: Scenario, flows: Flows) -> Verdict:
    if scenario.trigger is not None:
        return poked(scenario, flows)
    flow = flows.of(scenario)
    flows.reach(flow)
    before = WAITED.seconds
    run, left = play(scenario, flow, flows.measure)
    found = judged(scenario, flow, run, left)
    simulated = run.trace[-1].at if run.trace else None
    waited = WAITED.seconds - before
    return Verdict(scenario, found, run, waited=waited, printed=run.printed, simulated=simulated)


def _failed(scenario: Scenario, what: str, expected: str, found: str, details: str = "") -> Verdict:
    """A verdict without a run."""
    again = reproduce(scenario)
    failure = Failure(what, expected, found, place=_place(scenario), reproduce=again, details=details.rstrip("\n"))
    return Verdict(scenario, (failure,), judged=False)


def _place(scenario: Scenario) -> str:
    return f"{scenario.file}:{scenario.span.line}:{scenario.span.column}"


def flaky(failed: Verdict, found: Verdict, runs: int) -> Verdict:
    """The verdict on a scenario that failed, and did not when it was run again so many times: a warning."""
    first = next(one for one in failed.failures if one.severity == "fail")
    held = f"it failed, and held when it was run again alone{f', for the {runs}th time' if runs > 3 else ''}"
    held = {2: f"{held}, for the second time", 3: f"{held}, for the third time"}.get(runs, held)
    told = Failure(
        "flaky",
        "a scenario that holds each time",
        held,
        place=_place(failed.scenario),
        reproduce=reproduce(failed.scenario),
        severity="warn",
        details=f"{first.what}: expected {first.expected}, found {first.found}",
    )
    return evolve(found, failures=(told, *found.failures), waited=failed.waited + found.waited)


def with_trail(verdict: Verdict) -> Verdict:
    """A verdict with what coverage counts of its run."""
    if verdict.run is None or verdict.scenario.trigger is not None:  # which has no flow whose places could be counted
        return verdict
    from simulator.exploring.coverage.counted import trail_of

    return evolve(verdict, trail=trail_of(verdict.run, [fault.kind for fault in verdict.scenario.faults]))


def play(scenario: Scenario, flow: FlowFile, measure: Measure | None = None) -> tuple[DryRun, tuple[Left, ...]]:
    """Run the call of a scenario; also the legs and faults that are left over. Raises UsageError."""
    caller = caller_of(scenario)
    if not scenario.faults:
        network = ScriptedNetwork(scenario.legs)
        run = run_flow(
            flow,
            caller=caller,
            network=network,
            seed=scenario.seed,
            at=scenario.at,
            of=scenario.own,
            measure=measure,
        )
        return run, (*left_timed(scenario, run), *left_legs(scenario, run)) if scenario.legs or scenario.timed else ()
    network = ScriptedNetwork(scenario.legs, tuple(network_fault(one) for one in scenario.faults if one.of_network))
    replies = [one.reply for one in scenario.faults if one.reply is not None]
    twice = Twice(responder_for(flow), sum(one.kind == "webhook" for one in scenario.faults))
    responder = Faulty(twice, replies, flow.account)
    run = run_flow(
        flow,
        caller=caller,
        network=network,
        seed=scenario.seed,
        at=scenario.at,
        responder=responder,
        of=scenario.own,
        measure=measure,
    )
    rest = (*left_timed(scenario, run), *left_legs(scenario, run))
    return run, (*rest, *left_faults(scenario, run, network, responder, twice.left))


def caller_of(scenario: Scenario) -> Scripted:
    """Who presses the keys of a scenario."""
    return _caller(tuple([step.token for step in scenario.steps]), scenario.timed)


@remembered(1024)
def _caller(tokens: tuple[str, ...], timed: tuple[TimedToken, ...]) -> Scripted:
    return Scripted(Script(tuple(map(_token, tokens)), timed))


def _token(text: str) -> KeyToken:
    found = parse_token(text)
    assert isinstance(found, KeyToken)  # what has a time of its own is no step
    return found
