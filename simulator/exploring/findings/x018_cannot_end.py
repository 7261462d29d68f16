"""X018: A caller who does as told cannot end the entry.

## What

At a place the caller presses what is announced, and nothing ends the entry but the time for the whole of it, after
which it is rejected: more keys could follow, no `digitTimeout` runs out, and nobody speaks of the hash key (L024 says
the same of each list; here stands how to get there).

## Why

Callers who obey fail at every try, and callers who press hash by chance succeed: nobody who tests the flow with the
hash key notices.

## Wrong

promptMessage: Press 1 for sales or 2 for support.     (and no maxDigits)

## Right

promptMessage: Press 1 for sales or 2 for support.
maxDigits: 1
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.exploring.findings.base.obedient import obstructed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.exploring.findings.base.sight import Remark, Sight
    from simulator.model.diagnostic import Severity

CODE = "X018"
SEVERITY: Severity = "warning"


def find(sight: Sight) -> Iterator[Remark]:
    """Captures that nothing ends after what is announced there."""
    return obstructed(sight, ("openEnded",))
