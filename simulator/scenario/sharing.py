"""Whether workers are worth it: what scenarios take is measured on the first of them, and said where they are not."""

from __future__ import annotations

from statistics import median_low
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

    from simulator.model.scenario.scenario import Scenario
    from simulator.model.scenario.verdict import Verdict

    Running = Callable[[Sequence[Scenario]], Generator[Verdict, None, None]]

FIRST = 8
"""Scenarios that are run at most before workers are started."""
SLOW = 1.0
"""Seconds of a scenario after which no second one need be measured."""
START = 0.1
"""Seconds that it takes to start one worker, in which it also reads its flows."""
SENT = 0.004
"""Seconds that it takes to send a scenario to a worker, and its call back."""


def shared(
    chosen: Sequence[Scenario], workers: int, alone: Running, by_workers: Running, tell: Callable[[str], None]
) -> Generator[Verdict, None, None]:
    """The verdicts of all, `by_workers` but for the first few as soon as that is quicker than `alone`."""
    took: list[float] = []
    for verdict in alone(chosen[:FIRST]):
        took.append(verdict.took)
        yield verdict
        left = chosen[len(took) :]
        # The first one also waits for what is imported and read, unless it takes far longer than that.
        if (len(took) > 1 or took[0] > SLOW) and worth(median_low(took), len(left), workers):
            yield from by_workers(left)
            return
    usual = f"a scenario takes {median_low(took) * 1000:.1f} ms here, of {len(chosen)}"
    tell(f"--workers {workers}: not used, since {usual}: workers would not be quicker")
    yield from alone(chosen[FIRST:])


def worth(took: float, left: int, workers: int) -> bool:
    """Whether workers save time: scenarios of `took` seconds are shared, but each is sent, and each worker started."""
    sharing = min(workers, left)
    return sharing > 1 and left * (took - took / sharing - SENT) > START * sharing
