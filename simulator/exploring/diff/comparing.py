"""Two versions compared: once, or where opening hours decide once for calls of each instant that is tried."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from simulator.exploring.diff.differ import Differ
from simulator.exploring.diff.difference_log import DifferenceLog
from simulator.exploring.diff.learning import Learning, all_probes
from simulator.exploring.instants import instants_of
from simulator.model.reports.difference import Comparison
from simulator.running.prepared import now_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from simulator.exploring.search.explorer import Bounds
    from simulator.model.call.outcome import LegOutcome
    from simulator.model.flow.flow_file import FlowFile

    Sided = tuple[FlowFile, str | int | None]
    """A version and its simulated now."""


@define
class Comparing:
    """Compares the two `flows`, which share a log: what differs at several instants is one difference."""

    flows: Sequence[Sided]
    legs: Sequence[LegOutcome]
    bounds: Bounds
    late: Callable[[], bool]
    progress: Callable[[int, int], None]
    seed: int | None
    walks: int = field(init=False, default=0)
    differs: list[Differ] = field(init=False, factory=list)
    instants: tuple[int, ...] = field(init=False, default=())
    _more: bool = field(init=False, default=False)

    def run(self) -> None:
        """Compare; Ctrl-C stops it. Raises RefusedError, or UsageError for a backend without use."""
        self.instants, self._more = instants_of([flow for flow, _ in self.flows], now_of(self.flows[0][1]))
        for number, instant in enumerate(self.instants or (None,)):
            differ = self._differ(number, instant)
            self.differs.append(differ)
            differ.run()
            if "interrupted" in differ.reached:
                self.instants = self.instants[: number + 1]
                return

    def _differ(self, number: int, instant: int | None) -> Differ:
        learning = Learning(self.legs, self.bounds, self.late)
        probes = all_probes([flow for flow, _ in self.flows], self.bounds.probes)
        first, second = (
            learning.version(flow, at if instant is None else instant, own, probes)
            for (flow, at), own in zip(self.flows, self._seeds(number), strict=True)
        )
        log = (
            self.differs[0].log if self.differs else DifferenceLog(first, second, self.flows[0][0].account.assumptions)
        )
        log.old, log.new = first, second
        differ = Differ(first, second, log, self.bounds, late=self.late, progress=self.progress, began=instant)
        differ.reached.update(learning.bounds)
        differ.unstable.update(learning.unstable)
        self.walks += learning.walks
        return differ

    def _seeds(self, number: int) -> tuple[int | None, int | None]:
        """Each session has an id of its own: both versions may ask one backend, which may remember it."""
        if self.seed is None:
            return None, None
        own = 2 * (self.seed * max(len(self.instants), 1) + number)
        return own, own + 1

    def comparison(self, old: str, new: str) -> Comparison:
        """What was found, of two versions with these names."""
        first, each = self.differs[0], self.differs
        pairs = {pair for one in each for pair in one.known}
        reached = dict.fromkeys(bound for one in each for bound in one.reached)
        return Comparison(
            old,
            new,
            first.log.differences(),
            len(pairs),
            (*reached, *(("instants",) if self._more else ())),
            tuple(dict.fromkeys(what for one in each for what in one.unstable)),
            known="tried" if first.old.live or first.new.live else "proved",
            inputs=sum(one.inputs for one in each),
            walks=self.walks,
            tried=first.tried(),
            secrets=tuple(dict.fromkeys(keys for one in each for keys in one.secrets)),
            unrung=first.old.places.unrung or first.new.places.unrung,
            instants=self.instants,
        )
