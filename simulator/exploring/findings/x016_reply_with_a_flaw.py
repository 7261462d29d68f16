"""X016: A reply of the backend ends the call unasked, or has a flaw.

## What

A reply that the platform takes, and of which a lint says that it is not what was meant: it has no `callflow` and so
ends the call, it has a field that does nothing, it asks for a key that cannot be entered, and so on. `callflow explain`
has a page for each lint. Only replies of a live backend are looked at: `callflow check` tells the same of a table.

## Why

Nothing fails: the call goes on, or ends as COMPLETED, and the caller meets something else than the author wrote.

## Wrong

return {"callFlow": [{"action": "say", ...}]}     (the platform knows no callFlow, and hangs up)

## Right

return {"callflow": [{"action": "say", ...}]}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.exploring.findings.base.sight import Remark
from simulator.model.behaviour.input_class import in_words
from simulator.model.behaviour.words import in_short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.exploring.findings.base.sight import Sight
    from simulator.model.diagnostic import Severity

CODE = "X016"
SEVERITY: Severity = "warning"

TOLD_OF_PLACES = ("L017", "L024", "L025", "L026", "L027", "L028")
"""Lints of which X018 to X021 speak, with the keys of the caller who meets them."""


def find(sight: Sight) -> Iterator[Remark]:
    """Each finding of a lint once, with the keys to the first reply that has it."""
    for index, found in sight.flaws:
        if found.code in TOLD_OF_PLACES:
            continue
        move = sight.behaviour.moves[index]
        source = sight.place(move.source)
        yield Remark(
            source.id,
            f"the reply after {in_words(move.input_class)} at {in_short(source)} has a flaw: "
            f"{found.message} at {found.path} [{found.code}]",
            found.hint,
            sight.routes.to(move.source, index),
            severity=found.severity,
        )
