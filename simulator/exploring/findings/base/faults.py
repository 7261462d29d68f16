"""What backends did wrong, in groups: each fault is told once, with the shortest way to it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from simulator.model.behaviour.input_class import in_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from simulator.exploring.findings.base.sight import Sight
    from simulator.model.call.backend_fault import BackendFault

_RULE = re.compile(r"\[(-[0-9]+)\]$")
"""How a fault names the rule that its reply breaks."""


def rule_of(fault: BackendFault) -> str:
    """The code of the rule that a reply broke; empty where the fault is another one."""
    found = _RULE.search(fault.what)
    return found[1] if found else ""


def faults(sight: Sight) -> Iterator[tuple[int, BackendFault]]:
    """The moves at which the backend failed, by their index."""
    return ((index, move.fault) for index, move in enumerate(sight.behaviour.moves) if move.fault is not None)


def cheapest(
    sight: Sight, moves: Iterable[int], same: Callable[[str, BackendFault], object]
) -> Iterator[tuple[int, BackendFault]]:
    """Of the moves whose place and fault are the `same`, the one with the shortest way, in the order of finding."""
    found: dict[object, tuple[tuple[int, int, int], BackendFault]] = {}
    for index in moves:
        move = sight.behaviour.moves[index]
        assert move.fault is not None  # only such moves are given
        keys, count = sight.routes.cost(move.source)
        key, cost = same(sight.place(move.source).id, move.fault), (keys + move.keys, count, index)
        if key not in found or cost < found[key][0]:
            found[key] = (cost, move.fault)
    return ((cost[2], fault) for cost, fault in found.values())


def in_classes(classes: Iterable[str]) -> str:
    """Several input classes in words."""
    return " or ".join(in_words(one) for one in dict.fromkeys(classes))
