"""`session`: how the session ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.call.event import Ended
from simulator.scenario.expectations._simple import equal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.model.scenario.miss import Miss
    from simulator.running.dry_run import DryRun
    from simulator.scenario.listened import Listened

KEY = "session"


def check(value: str | None, run: DryRun, _seen: Listened) -> Iterator[Miss]:
    """The session's status; null where the request was refused or the simulator stopped the call."""
    return equal(value, ended.status if (ended := ending(run)) else None)


def ending(run: DryRun) -> Ended | None:
    """The end of the session, where it came to one."""
    last = run.call.trace[-1] if run.call else None
    return last if isinstance(last, Ended) else None
