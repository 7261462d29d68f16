"""What calls ask of trunks and agents: the object of the public API, for what is expected and for what was drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import frozen

from simulator.api.arguments import naming, seed_from
from simulator.errors import UsageError
from simulator.model.values import whole
from simulator.populations.offering.arrivals import arrivals_from
from simulator.populations.offering.erlang import MOST_PORTS
from simulator.populations.offering.offered import Holding, Offered, offer
from simulator.render.reporting.offered_report import offered_report
from simulator.render.shown import Shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.render.reporting.traffic_report import TrafficReport


@frozen(eq=False, repr=False)
class OfferedCalls(Shown):
    """So many calls, offered: `found` has every number (`erlangs`, `ports`, `blocking`, `peak_ports`, `webhooks`)."""

    formats = "traffic"

    found: Offered
    title: str = ""

    @property
    def ports(self) -> int:
        """The ports that were given, or that are enough for one call blocked in a hundred."""
        return self.found.ports

    @property
    def blocking(self) -> float:
        """The share of calls that find no port (the platform's -2010), by Erlang B."""
        return self.found.blocking

    def _shown(self) -> TrafficReport:
        return offered_report(self.found, self.title)


def holding_of(ms: Sequence[int], person: float, talk: float, stopped: float) -> Holding:
    """Of calls that were drawn or run: lengths in ms, who reached a person, mean seconds of talk.

    Raises UsageError where the simulator stopped some: how long those calls take is no matter of theirs.
    """
    if stopped:
        raise UsageError(
            f"the simulator stopped {stopped:.2%} of these calls, so that nobody knows how long they take: mend the "
            "flow first (a trap, or a call that is longer than maxSessionLength)"
        )
    return Holding.sampled(ms, person, talk)


def offered_from(arrivals: Any, calls: Holding, ports: Any, agents: Any, seed: Any) -> Offered:
    """What is offered, of arguments as users give them. Raises UsageError."""
    with naming("arrivals"):
        come = arrivals_from(arrivals)
    lines = None if ports is None else whole("ports", ports, 1, MOST_PORTS)
    people = None if agents is None else whole("agents", agents, 1, MOST_PORTS)
    return offer(come, calls, lines, people, seed_from(seed) or 0)
