"""What lints say of the replies of a live backend, each finding with the shortest way to a reply that has it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from simulator.running.reply_lints import lints, same

if TYPE_CHECKING:
    from simulator.exploring.search.routes import Routes
    from simulator.model.account import Account
    from simulator.model.behaviour.behaviour import Behaviour
    from simulator.model.diagnostic import Diagnostic


def flaws(behaviour: Behaviour, routes: Routes, account: Account) -> tuple[tuple[int, Diagnostic], ...]:
    """Each finding once, with the index of the move that brings such a reply with the fewest keys."""
    looked = lru_cache(maxsize=None)(lambda body: lints(body, account, 0))  # no lint asks what time it is
    found: dict[tuple[object, ...], tuple[tuple[int, int, int], Diagnostic]] = {}
    for index, body in behaviour.replies:
        move = behaviour.moves[index]
        for one in looked(body):
            keys, count = routes.cost(move.source)
            cost = (keys + move.keys, count, index)
            if same(one) not in found or cost < found[same(one)][0]:
                found[same(one)] = (cost, one)
    return tuple((cost[2], one) for cost, one in found.values())
