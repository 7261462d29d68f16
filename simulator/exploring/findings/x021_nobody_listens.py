"""X021: A key is offered where nobody listens.

## What

On a way a text is spoken by a `say` that tells the caller to press a key, and then the call ends or a leg is dialled:
no capture comes that could take the key (L028 says the same of each list).

## Why

The caller presses the key, and it is lost. Most often a `sayAndCapture` was meant.

## Wrong

say: Press 1 to confirm.     (and then a hangup)

## Right

sayAndCapture: Press 1 to confirm.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.announcing.told import offered_now
from simulator.entries.in_the_way import key_name
from simulator.exploring.findings.base.sight import Remark
from simulator.model.behaviour.words import in_short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.exploring.findings.base.sight import Sight
    from simulator.model.behaviour.behaviour import Move
    from simulator.model.diagnostic import Severity

CODE = "X021"
SEVERITY: Severity = "warning"


def find(sight: Sight) -> Iterator[Remark]:
    """Each text once that offers a key on a move to an end or to a dial."""
    told: set[str] = set()
    for index, move in enumerate(sight.behaviour.moves):
        dest = sight.place(move.dest)
        said = _offering(move) if dest.kind == "dial" or dest.status == "COMPLETED" else None
        if said is not None and said[0] not in told:
            told.add(said[0])
            yield Remark(
                sight.place(move.source).id,
                f'"{said[0]}" offers {key_name(said[1])}, and nobody listens for it: {in_short(dest)}',
                "ask with a sayAndCapture, or leave the offer out",
                sight.routes.to(move.source, index),
            )


def _offering(move: Move) -> tuple[str, str] | None:
    """A text of a `say` that offers a key, and the key."""
    for prompt in move.heard:
        if prompt.part == "say" and prompt.text and (key := offered_now(prompt.text, prompt.voice, over=True)):
            return prompt.text, key
    return None
