"""What a scenario names and its call never used: keys that came too late, faults without an opportunity, legs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.callers.scripted import left_keys
from simulator.model.call.event import Struck
from simulator.model.record import frozen
from simulator.networks.scripted import Fault
from simulator.scenario.writing import yaml_words as words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.model.diagnostic import Span
    from simulator.model.scenario.scenario import InjectedFault, Scenario
    from simulator.networks.scripted import ScriptedNetwork
    from simulator.responders.faulty import Faulty
    from simulator.running.dry_run import DryRun

_WHERE = {"say": "say", "playFile": "playFile", "answer": "answer"}


@frozen
class Left:
    """One item of the scenario's list `what`, what it waited for, and its place."""

    what: str
    expected: str
    span: Span


def network_fault(fault: InjectedFault) -> Fault:
    """A fault of the platform, as the network has it."""
    if fault.at is not None:
        return Fault(fault.code, "time", fault.at)
    return Fault(fault.code, _WHERE.get(fault.kind, "dial"))  # type: ignore[arg-type]


def left_legs(scenario: Scenario, run: DryRun) -> Iterator[Left]:
    """The last legs are left: they are used in order."""
    left = len(scenario.legs) if run.call is None else len(run.call.unused_legs)
    for number in range(len(scenario.legs) - left, len(scenario.legs)):
        place = scenario.leg_spans[number] if scenario.leg_spans else scenario.span
        yield Left("legs", f"a dial for leg {number + 1}, {words.leg(scenario.legs[number])}", place)


def left_timed(scenario: Scenario, run: DryRun) -> Iterator[Left]:
    """Keys whose time never came."""
    late = scenario.timed if run.call is None else left_keys(scenario.timed, run.call.call)
    for token, span in zip(scenario.timed, scenario.timed_spans, strict=False):
        if token.key and token in late:
            yield Left("caller", f"a call that is up for {token.text}", span)


def left_faults(
    scenario: Scenario, run: DryRun, network: ScriptedNetwork, responder: Faulty, once: int
) -> tuple[Left, ...]:
    """Of each kind the last ones are left: they are used in order. `once` webhooks were to be delivered twice."""
    struck = next((event.at for event in run.trace if isinstance(event, Struck) and event.injected), None)
    left = list(network.left)
    late = len(responder.left)
    found = []
    for fault in reversed(scenario.faults):
        if fault.reply is not None:
            if late:
                found.append(fault)
            late -= bool(late)
        elif fault.kind == "webhook":
            if once:
                found.append(fault)
            once -= bool(once)
        elif fault.at is not None:
            if struck != fault.at:
                found.append(fault)
        elif network_fault(fault) in left:
            left.remove(network_fault(fault))
            found.append(fault)
    return tuple(map(_left_fault, reversed(found)))


def _left_fault(fault: InjectedFault) -> Left:
    code = f" {fault.code}" if fault.code else ""
    return Left("faults", f"an opportunity for the fault {fault.kind}{code}", fault.span)
