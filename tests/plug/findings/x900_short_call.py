"""X900: A call that nobody can make longer.

## What

A flow without a place that asks for keys.

## Why

It may be meant.

## Wrong

A list that only speaks.

## Right

A list that asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.exploring.findings.base.sight import Remark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.exploring.findings.base.sight import Sight
    from simulator.model.diagnostic import Severity

CODE = "X900"
SEVERITY: Severity = "info"


def find(sight: Sight) -> Iterator[Remark]:
    """One note about the first place that plays music."""
    for number, point in enumerate(sight.behaviour.points):
        if any("music" in words for words in point.place.words):
            yield Remark(point.place.id, "music is played", "let somebody answer", sight.routes.to(number))
            return
