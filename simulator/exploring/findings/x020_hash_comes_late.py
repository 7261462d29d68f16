"""X020: The hash that a prompt asks for comes after the entry has ended.

## What

At a place the caller enters as many digits as the prompt asks for, and the last of them ends the entry; the hash that
the prompt asks for too comes afterwards (L026 says the same of each list; here stands how to get there).

## Why

Where a capture comes next, the hash cuts its prompt off and makes an empty entry; elsewhere it is lost.

## Wrong

promptMessage: Enter your 8 digits, then press hash.
maxDigits: 8

## Right

promptMessage: Enter your 8 digits.
maxDigits: 8
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.exploring.findings.base.obedient import obstructed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.exploring.findings.base.sight import Remark, Sight
    from simulator.model.diagnostic import Severity

CODE = "X020"
SEVERITY: Severity = "warning"


def find(sight: Sight) -> Iterator[Remark]:
    """Captures at which a closing hash comes too late."""
    return obstructed(sight, ("hashLost",))
