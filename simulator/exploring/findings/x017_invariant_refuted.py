"""X017: An invariant of the flow does not hold.

## What

The flow file says under `invariants` what must hold on every way, and a way was found on which it does not. Its keys
were run once, and show it; of `reaches` they lead to the place from which there is no way.

## Why

Somebody who knows the flow wrote down what must never happen to a caller, or what must always be possible.

## Wrong

invariants:
  - never: {hears: your balance is, before: {hears: welcome back}}
and a row that tells the balance to a caller who has not entered a PIN

## Right

  - when: {clientActionId: pin, digits: "1234"}
    reply: {clientActionId: menu, callflow: [say welcome back, then the menu with the balance]}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.exploring.findings.base.sight import Remark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.exploring.findings.base.sight import Sight
    from simulator.model.diagnostic import Severity

CODE = "X017"
SEVERITY: Severity = "error"


def find(sight: Sight) -> Iterator[Remark]:
    """Each invariant that is refuted, with the shortest way that shows it."""
    for one in sight.invariants:
        if one.outcome == "refuted" and one.way is not None:
            yield Remark(
                one.place,
                f"the invariant `{one.name}` does not hold: {one.words}",
                f"mend what this way meets; the invariant says: {one.statement}",
                one.way,
                one.line,
            )
