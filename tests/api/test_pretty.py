"""What IPython and a console show of a result where no HTML is shown: the same as `print`, and no page of fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from IPython.lib.pretty import pretty

import simulator
from tests.bodies import MENU, SCENARIOS

if TYPE_CHECKING:
    from collections.abc import Callable

CLINIC = SCENARIOS / "clinic-desk" / "clinic-desk.flow.yaml"
RESULTS: dict[str, Callable[[], object]] = {
    "check": lambda: simulator.check(MENU, at=0),
    "run": lambda: simulator.run(MENU, "1"),
    "run_many": lambda: simulator.run_many(MENU, ["1", "2"]),
    "explore": lambda: simulator.explore(CLINIC),
    "findings": lambda: simulator.explore(CLINIC).findings,
    "cover": lambda: simulator.cover(CLINIC.parent),
    "drawing": lambda: simulator.cover(SCENARIOS / "bank-balance").drawing(),
    "generate": lambda: simulator.generate(CLINIC),
    "diff": lambda: simulator.diff(CLINIC, CLINIC),
    "faults": lambda: simulator.faults(CLINIC),
}


@pytest.mark.parametrize("what", RESULTS)
def test_a_result_shows_what_it_prints(what: str) -> None:
    result = RESULTS[what]()
    assert pretty(result) == str(result)  # type: ignore[no-untyped-call]
    assert str(result).startswith(repr(result).rpartition("\n... ")[0] or repr(result))
