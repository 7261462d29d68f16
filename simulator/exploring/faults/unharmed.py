"""The same calls without their fault: an ending that is silent anyway is not the fault's doing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, evolve, field

from simulator.callers.scripted import Scripted
from simulator.model.call.event import Asked, Bridged, Heard
from simulator.model.call.leg_outcomes import ANSWERED
from simulator.model.call.legs import parse_leg
from simulator.networks.scripted import ScriptedNetwork
from simulator.running.dry_run import run_flow
from simulator.running.seeds import derived

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.exploring.faults.opportunities import Opportunity
    from simulator.model.behaviour.way import Way
    from simulator.model.call.event import Event
    from simulator.model.flow.flow_file import FlowFile


KeysAndLegs = tuple[str, tuple[str, ...], int | None]
"""Keys, what each dial comes to, and when the call begins where that decides."""


@define(eq=False)
class Unharmed:
    """Runs each of them once, when somebody asks; a live backend gets a session of its own, from `seed`."""

    flow: FlowFile
    at: str | int | None
    seed: int
    _traces: dict[KeysAndLegs, list[Event]] = field(init=False, factory=dict)

    def is_as_quiet(self, chance: Opportunity, before: Sequence[Event]) -> bool:
        """Whether the call is quiet from the moment of the fault on without it too; `before` is what led there.

        A backend that leads the call elsewhere this time proves nothing. Raises UsageError where it cannot be used.
        """
        trace = self._trace(_whole(chance))
        return _met(trace[: len(before)]) == _met(before) and is_quiet(trace[len(before) :])

    def _trace(self, call: KeysAndLegs) -> list[Event]:
        if call not in self._traces:
            network = ScriptedNetwork(tuple(map(parse_leg, call[1])))
            seed = derived(self.seed, "unharmed", len(self._traces))
            at = self.at if call[2] is None else call[2]
            run = run_flow(self.flow, caller=Scripted.of(call[0]), network=network, at=at, seed=seed)
            self._traces[call] = run.trace
        return self._traces[call]


def is_quiet(events: Sequence[Event]) -> bool:
    """Whether nothing is heard and nobody is put through: from here on the line is dead."""
    return not any(isinstance(event, Heard | Bridged) for event in events)


def on(way: Way) -> Way:
    """The way of a caller who hangs up where a call goes on to ask for keys: waiting there could take for ever."""
    return evolve(way, dtmf=f"{way.dtmf} hangup".lstrip())


def _whole(chance: Opportunity) -> KeysAndLegs:
    """The call without the fault; where a dial is the fault, somebody answers it."""
    legs = list(chance.way.legs)
    if chance.is_dial:
        legs[chance.number - 1] = ANSWERED
    return on(chance.way).dtmf, tuple(legs), chance.way.at


def _met(events: Sequence[Event]) -> list[str | None]:
    """What was heard and asked so far; what a reply says besides may hold the id of its session."""
    return [
        event.prompt.words if isinstance(event, Heard) else event.digits
        for event in events
        if isinstance(event, Heard | Asked)
    ]
