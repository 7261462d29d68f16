"""X023: A webhook that is delivered twice is answered otherwise the second time.

## What

With the setting `duplicateWebhooks` the platform delivers each webhook twice, under one `eventId`. The backend gives
another answer to the second one, so that it has taken one question for two.

## Why

The vendor says that duplicates can occur. Whoever counts tries, books or pays by the webhook does it twice, and a
caller may be locked out after half of the tries.

## Wrong

tries[session] += 1      (the same question again counts as another try)

## Right

if event_id in answered: return answered[event_id]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.exploring.findings.base.faults import cheapest, faults
from simulator.exploring.findings.base.sight import Remark
from simulator.model.behaviour.input_class import in_words
from simulator.model.behaviour.words import in_short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.exploring.findings.base.sight import Sight
    from simulator.model.diagnostic import Severity

CODE = "X023"
SEVERITY: Severity = "error"


def find(sight: Sight) -> Iterator[Remark]:
    """Once for each place, with the shortest keys."""
    twice = [index for index, fault in faults(sight) if fault.twice]
    for index, fault in cheapest(sight, twice, lambda place, _: place):
        move = sight.behaviour.moves[index]
        source = sight.place(move.source)
        yield Remark(
            source.id,
            f"after {in_words(move.input_class)} at {in_short(source)}: {fault.what}",
            "keep the answer to each `eventId`, and give it again",
            sight.routes.to(move.source, index),
        )
