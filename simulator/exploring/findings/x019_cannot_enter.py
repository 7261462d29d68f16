"""X019: A caller who does as told cannot make the entry.

## What

At a place something is announced that cannot be entered there: a key that is longer than `maxDigits` or shorter than
`minDigits`, hash where it ends the entry, a number of digits that is not taken, or more digits than the time allows
(L025, L017 and L027 say the same of each list; here stands how to get there).

## Why

The caller does as told, and the entry is rejected or taken for another one, at every try.

## Wrong

promptMessage: For sales press 1, for support press 10.
maxDigits: 1

## Right

promptMessage: For sales press 1, for support press 2.
maxDigits: 1
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.exploring.findings.base.obedient import obstructed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.exploring.findings.base.sight import Remark, Sight
    from simulator.model.diagnostic import Severity

CODE = "X019"
SEVERITY: Severity = "warning"


def find(sight: Sight) -> Iterator[Remark]:
    """Captures that cannot take what is announced there."""
    return obstructed(sight, ("cannotEnter", "wrongCount", "noTime"))
