"""What is to be known of both versions before they are compared: what their backends remember of a session."""

from __future__ import annotations

from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from attrs import define, field

from simulator.entries.offers import Offers
from simulator.exploring.diff.same_input import UNLIKE
from simulator.exploring.diff.version import Version
from simulator.exploring.search.explore import explorer_of, live_explorers, prober_of
from simulator.exploring.search.live import explore_live
from simulator.exploring.search.probing import probes_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from simulator.entries.entry import DtmfEntry
    from simulator.exploring.search.explorer import Bounds
    from simulator.exploring.search.live import LiveExplorer
    from simulator.model.behaviour.hint import Hint
    from simulator.model.call.outcome import LegOutcome
    from simulator.model.flow.flow_file import FlowFile

    Probes = Callable[[DtmfEntry], tuple[Hint, ...]]

PASSED_ON = ("memory", "interrupted", "timeLimit")
"""Bounds of an exploration that a comparison has not found out for itself."""


@define
class Learning:
    """Explores each backend, until its sessions are told apart; `walks` counts what that was held against.

    `bounds` and `unstable` say what kept it from that. An entry that either version knows is tried in both.
    """

    legs: Sequence[LegOutcome]
    most: Bounds
    late: Callable[[], bool] = lambda: False
    walks: int = field(init=False, default=0)
    bounds: dict[str, None] = field(init=False, factory=dict)
    unstable: dict[str, None] = field(init=False, factory=dict)

    def version(self, flow: FlowFile, at: str | int | None, seed: int | None, probes: Probes) -> Version:
        """A version that is ready to be compared. Raises RefusedError, or UsageError for a backend without use."""
        outbound = flow.inbound is None
        if flow.backend is None:
            return Version.of(explorer_of(flow, at, self.legs, self.most, seed), outbound)
        prober, offers = prober_of(flow, at, None, seed), Offers(None, probes=probes)
        make = live_explorers(prober, offers, self.legs, self.most, self.late, lambda _known, _waiting: None)
        found, walks = explore_live(make, self.most.walks, again=False)
        self.walks += walks
        self.bounds.update((bound, None) for bound in PASSED_ON if bound in found.reached)
        self.unstable.update(_differing(found))
        return Version.of(make(), outbound, None if found.unstable else found.memory)


def all_probes(flows: Sequence[FlowFile], space: int) -> Probes:
    """The entries that are worth trying in front of any of the backends."""
    each = [probes_of(flow, space) for flow in flows if flow.backend is not None]

    @cache
    def probes(entry: DtmfEntry) -> tuple[Hint, ...]:
        found: dict[str, Hint] = {}
        for hint in chain.from_iterable(one(entry) for one in each):
            found.setdefault(hint.digits, hint)
        return tuple(found.values())

    return probes


def _differing(found: LiveExplorer) -> dict[str, None]:
    paths = (" ".join(filter(None, one.does)) for one in found.unstable)
    return {f"after {path}: {UNLIKE}": None for path in paths}
