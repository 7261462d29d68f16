"""What IPython prints of a result where it shows no HTML: the same as `print`, and no attrs repr of pages' length."""

from __future__ import annotations

from typing import Any

import pytest

import simulator
from tests.bodies import MENU


class Printer:
    def __init__(self) -> None:
        self.shown = ""

    def text(self, words: str) -> None:
        self.shown += words


@pytest.mark.parametrize(
    "result",
    [simulator.check(MENU, at=0), simulator.run(MENU, "1"), simulator.run_many(MENU, ["1", "2"])],
    ids=lambda result: type(result).__name__,
)
def test_a_result_prints_itself(result: Any) -> None:
    printer = Printer()
    result._repr_pretty_(printer, False)
    assert printer.shown == str(result)
