"""`error`: the session error, or null."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.status import SESSION_ERRORS
from simulator.scenario.expectations._simple import equal
from simulator.scenario.expectations.session import ending

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.model.scenario.miss import Miss
    from simulator.running.dry_run import DryRun
    from simulator.scenario.listened import Listened

KEY = "error"


def check(value: int | None, run: DryRun, _seen: Listened) -> Iterator[Miss]:
    """The code in the session summary's `errorDetails`."""
    ended = ending(run)
    found = ended.error if ended else None
    return equal(value, found, f"{found} {SESSION_ERRORS[found].message}" if found is not None else "")
