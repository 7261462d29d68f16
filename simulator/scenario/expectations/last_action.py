"""`lastAction`: the action that was running at the end, or ran last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.scenario.expectations._simple import equal
from simulator.scenario.expectations.session import ending

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.model.scenario.miss import Miss
    from simulator.running.dry_run import DryRun
    from simulator.scenario.listened import Listened

KEY = "lastAction"


def check(value: str | None, run: DryRun, _seen: Listened) -> Iterator[Miss]:
    """As the session summary spells it: MAKE_CALL, SAY_AND_CAPTURE, ..."""
    return equal(value, ended.last_action if (ended := ending(run)) else None)
