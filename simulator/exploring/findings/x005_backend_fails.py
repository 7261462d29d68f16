"""X005: The backend fails.

## What

The webhook has no usable answer to an input: it crashes, answers late, with an error status or with nothing, or no
row of the table matches.

## Why

The session ends in an ERROR and the caller is cut off. The classic is a backend that does not expect `null` for the
digits, which is what it is asked with when the caller stays silent.

## Wrong

digits = payload["dtmf"]
if digits.startswith("0"): ...       (None has no startswith: every silent caller is lost)

## Right

if digits is None: return goodbye
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.exploring.findings.base.faults import cheapest, faults, in_classes, rule_of
from simulator.exploring.findings.base.sight import Remark
from simulator.model.behaviour.words import in_short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.exploring.findings.base.sight import Sight
    from simulator.model.diagnostic import Severity

CODE = "X005"
SEVERITY: Severity = "error"


def find(sight: Sight) -> Iterator[Remark]:
    """Each failure at a place once, with the input classes that bring it about."""
    moves = sight.behaviour.moves
    failed = [
        index for index, fault in faults(sight) if not (rule_of(fault) or fault.twice or _announced(sight, index))
    ]
    for index, fault in cheapest(sight, failed, lambda place, fault: (place, fault.what)):
        source = sight.place(moves[index].source)
        alike = [moves[other].input_class for other in failed if sight.place(moves[other].source) is source
                 and moves[other].fault.what == fault.what]  # type: ignore[union-attr]  # fmt: skip
        yield Remark(
            source.id,
            f"the backend fails after {in_classes(alike)} at {in_short(source)}: {fault.what} "
            f"(asked with {_digits(fault.digits)})",
            "answer this question with a list, if only one that says goodbye",
            sight.routes.to(moves[index].source, index),
            fault.line,
        )


def _digits(digits: str | None) -> str:
    return "null for digits" if digits is None else f'digits "{digits}"'


def _announced(sight: Sight, index: int) -> bool:
    """Whether no row answers a key that the prompt announces: that is told by a code of its own."""
    move = sight.behaviour.moves[index]
    return bool(sight.behaviour.rows) and not move.row and move.input_class in sight.place(move.source).announced
