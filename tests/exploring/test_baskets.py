"""A backend that keeps a basket for each session: what is found is what the basket's true content gives.

The truth is a graph that is searched with the content as a fingerprint; of that, what no keys can tell apart is one.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

import pytest

from simulator.api.exploration import Exploration
from simulator.exploring.conclude import conclude
from simulator.exploring.search.explore import NORMAL, explore
from simulator.exploring.search.explorer import Bounds
from simulator.model.call.outcome import LegOutcome
from simulator.running.flow import with_backend
from tests.exploring import baskets
from tests.exploring._flows import flow, menu

if TYPE_CHECKING:
    from collections.abc import Hashable

    from simulator.exploring.search.probers import Fingerprint
    from simulator.model.behaviour.behaviour import Behaviour

pytestmark = pytest.mark.slow

SEEDS = count(70_000, 10)
BASKETS = {"at_the_till": 17, "counted": 29, "summed": 20, "asked_twice": 17, "ticked": 28, "full": 13}
"""With how many points each has, counted by hand: dial, welcome and two ends, what is said in the end, and the menus.

At the till and counted: a menu for each order in which up to 2 (7) or 3 (15) of two things went in. 6 receipts; 8 sums,
an empty basket, a goodbye. Summed: 15 menus, a goodbye. Asked twice: 0 to 3 teas at both menus and in the receipt, a
goodbye. Ticked: 8 sets behind each of two prompts, and in the receipt. Full: 0 to 3, full, empty, 3 receipts.
"""


def found(function: str, fingerprint: Fingerprint | None = None, bounds: Bounds = NORMAL) -> Behaviour:
    """In sessions that the backend does not know yet."""
    asked = with_backend(flow(menu("Welcome. For tea press 1.")), f"python:tests.exploring.baskets:{function}")
    return explore(asked, legs=(LegOutcome(),), seed=next(SEEDS), fingerprint=fingerprint, bounds=bounds)


def told_apart(behaviour: Behaviour) -> int:
    """How many points there are, where those that no keys tell apart are one."""
    known: list[Hashable] = [point.place.without_past.id for point in behaviour.points]
    while True:
        ways = [(known[number], _onwards(behaviour, number, known)) for number in range(len(known))]
        numbers = {way: number for number, way in enumerate(dict.fromkeys(ways))}
        if len(numbers) == len(set(known)):
            return len(numbers)
        known = [numbers[way] for way in ways]


def _onwards(behaviour: Behaviour, point: int, known: list[Hashable]) -> frozenset[Hashable]:
    moves = [behaviour.moves[index] for index in behaviour.leaving[point]]
    return frozenset((move.input_class, tuple(one.words for one in move.heard), known[move.dest]) for move in moves)


@pytest.mark.parametrize("function", BASKETS)
def test_what_is_found_of_a_basket_is_what_it_holds(function: str) -> None:
    truth = found(function, lambda session: str(baskets.CONTENT[session]))
    assert told_apart(truth) == BASKETS[function]
    learned = found(function)
    assert learned.complete
    assert learned.ground == "tried"
    assert told_apart(learned) == len(learned.points)
    assert len(learned.points) >= 0.9 * BASKETS[function]
    assert f"merged after {learned.walks} walks" in Exploration(conclude(learned)).render()


def test_one_menu_with_other_baskets_is_not_two_menus_of_the_same_words() -> None:
    codes = {one.code for one in conclude(found("at_the_till")).findings}
    assert "X009" not in codes
    assert codes.isdisjoint({"X001", "X002", "X003", "X013"})


def test_a_basket_without_an_end_stops_at_a_bound() -> None:
    learned = found("bottomless", bounds=Bounds(stages=6))
    assert learned.bounds == ("maxStages",)
    assert learned.ground == "notReached"
