"""X004: A reply that breaks a rule.

## What

A reply of the webhook that the platform does not take: it breaks one of its rules, whose code is named.

## Why

The session ends in an ERROR there, and the caller is cut off without a word. `callflow explain CODE` tells about the
rule.

## Wrong

  - when: {digits: "3"}
    reply: {callflow: [{action: hangup}, {action: say, ...}]}     (-1012: hangup must be the last action)

## Right

  - when: {digits: "3"}
    reply: {callflow: [{action: say, ...}, {action: hangup}]}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.exploring.findings.base.faults import cheapest, faults, rule_of
from simulator.exploring.findings.base.sight import Remark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.exploring.findings.base.sight import Sight
    from simulator.model.diagnostic import Severity

CODE = "X004"
SEVERITY: Severity = "error"


def find(sight: Sight) -> Iterator[Remark]:
    """Each broken rule once, with the shortest way to it."""
    broken = (index for index, fault in faults(sight) if rule_of(fault))
    for index, fault in cheapest(sight, broken, lambda _, fault: (fault.what, fault.path, fault.file, fault.line)):
        where = f" at {fault.path}" if fault.path not in ("", "$") and fault.path not in fault.what else ""
        yield Remark(
            sight.place(sight.behaviour.moves[index].source).id,
            f"the reply breaks a rule: {fault.what}{where} ({fault.asked})",
            f"mend the reply: `callflow explain {rule_of(fault)}` tells how",
            sight.routes.to(sight.behaviour.moves[index].source, index),
            fault.line,
        )
