"""X008: A row of the table that nothing reaches.

## What

No call can be answered by this row, whatever is pressed: its stage is never set, its digits can never be entered
there, or earlier rows take all that it would take.

## Why

The reply in it is never heard. Often a `clientActionId` is misspelled, or a row with `other` stands too early.

## Wrong

  - when: {clientActionId: "*", digits: other}
  - when: {clientActionId: support, digits: "2"}     (the row above takes it)

## Right

  - when: {clientActionId: support, digits: "2"}
  - when: {clientActionId: "*", digits: other}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.exploring.findings.base.sight import Remark
from simulator.model.behaviour.way import Way

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.exploring.findings.base.sight import Sight
    from simulator.model.diagnostic import Severity

CODE = "X008"
SEVERITY: Severity = "warning"


def find(sight: Sight) -> Iterator[Remark]:
    """Rows that answered nothing; nothing is said where something was not explored."""
    if sight.behaviour.bounds:
        return
    reached = {move.row for move in sight.behaviour.moves}
    for number in sight.behaviour.rows:
        if number not in reached:
            row = sight.rows.get(number)
            yield Remark(
                sight.place(0).id,
                f"row {number} of the table{f' ({row.words})' if row else ''} is reached by no call",
                "check its clientActionId and digits, and the rows above it; or take it away",
                Way(),
                row.line if row else 0,
            )
