"""Rows and guards: input classes with names, over the counts that a call remembers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from simulator.model.machine.table import UNBOUNDED, Guard, Prompt, Row

if TYPE_CHECKING:
    from simulator.model.machine.table import Counter


class Memory:
    digits: str = "123"
    tries: int = 2
    result: str | None = None


@pytest.mark.parametrize(
    ("counter", "low", "high", "holds"),
    [("digits", 0, 2, False), ("digits", 0, 3, True), ("digits", 3, 3, True), ("digits", 3, UNBOUNDED, True),
     ("digits", 4, UNBOUNDED, False), ("tries", 2, 2, True), ("tries", 3, 9, False), ("tries", 0, 1, False)],
)  # fmt: skip
def test_a_guard_holds_between_its_bounds_both_included(counter: Counter, low: int, high: int, holds: bool) -> None:
    assert Guard("g", counter, low, high).holds(Memory()) is holds


def test_an_input_class_is_the_trigger_with_the_name_of_its_guard() -> None:
    assert Row("a", "digit", "b", Guard("last", "digits")).input_class == "digit[last]"
    assert Row("a", "hash", "b").input_class == "hash"


def test_the_words_of_a_prompt_are_its_text_or_the_address_of_its_file() -> None:
    assert Prompt("say", "Hello").words == "Hello"
    assert Prompt("playFile", file_url="https://example.com/a.wav").words == "https://example.com/a.wav"
    assert Prompt("success", "").words == ""
    assert Prompt("success").words == ""
