"""Scenarios in several processes: each takes whole batches, and the verdicts come back in their order."""

from __future__ import annotations

from collections import deque
from time import monotonic, sleep
from typing import TYPE_CHECKING

from simulator.scenario.apart import ScenarioProcess, ready

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from simulator.model.scenario.scenario import Scenario
    from simulator.model.scenario.verdict import Verdict
    from simulator.scenario.apart import Numbered, Whose

BATCHES = 4
"""Batches for each worker: few enough to share what flows cost, many enough that none waits long for the last."""
HURRY = 0.5
"""Seconds in which whatever the customers' code has started is shut down where somebody stops the whole."""


def run_in_workers(
    chosen: Sequence[Scenario], workers: int, whose: Whose, *, trails: bool, runs: bool = False
) -> Generator[Verdict, None, None]:
    """The verdicts in the order of the scenarios; a worker that is lost is replaced by another.

    After KeyboardInterrupt those that have come without their turn follow, and it is raised again.
    """
    crew = _Crew(chosen, workers, whose, trails=trails, runs=runs)
    found: dict[int, Verdict] = {}
    try:
        crew.begin()
        for number in range(len(chosen)):
            while number not in found:
                found.update(crew.some())
            yield found.pop(number)
        crew.close()
    except GeneratorExit:  # the rest is not wanted: what the customers' code has started is shut down all the same
        crew.close()
        raise
    except KeyboardInterrupt:
        crew.hurry()
        yield from (found[number] for number in sorted(found))
        raise
    finally:
        crew.end()


class _Crew:
    def __init__(self, chosen: Sequence[Scenario], workers: int, whose: Whose, *, trails: bool, runs: bool) -> None:
        numbered = list(enumerate(chosen))
        size = max(1, -(-len(numbered) // (workers * BATCHES)))
        self._left: deque[Sequence[Numbered]] = deque(numbered[at : at + size] for at in range(0, len(numbered), size))
        self._whose, self._trails, self._runs = whose, trails, runs
        self._all: list[ScenarioProcess] = []
        self._workers = min(workers, len(self._left))

    def begin(self) -> None:
        """Start the workers."""
        for _ in range(self._workers):
            self._begin()

    def some(self) -> dict[int, Verdict]:
        """Verdicts that have come, none or more."""
        found = {}
        for one in ready(self._all):
            number, found[number] = one.take()
            if one.gone:
                self._replace(one)
            elif not one.given and self._left:
                one.give(self._left.popleft())
        return found

    def _replace(self, lost: ScenarioProcess) -> None:
        self._all.remove(lost)
        if lost.given:
            self._left.appendleft(list(lost.given))
        if self._left:
            self._begin()

    def _begin(self) -> None:
        self._all.append(ScenarioProcess(self._whose, trails=self._trails, runs=self._runs))
        self._all[-1].give(self._left.popleft())

    def close(self) -> None:
        """Everything is done: each may shut down what it has started."""
        for one in self._all:
            one.close()
        self._all.clear()

    def hurry(self) -> None:
        """Each may shut down what it has started, all at once and within a moment."""
        until = monotonic() + HURRY
        for one in self._all:
            one.dismiss()
        while any(one.alive for one in self._all) and monotonic() < until:
            sleep(0.01)
        self.end()

    def end(self) -> None:
        """Nothing more is wanted of anybody."""
        for one in self._all:
            one.end()
