"""Keys in words first: what a person does, not what an option is given."""

from __future__ import annotations

import pytest

from simulator.model.behaviour.way import Way
from simulator.render.page.markup import prose
from simulator.render.page.ways import way_words


@pytest.mark.parametrize(
    ("dtmf", "legs", "said"),
    [
        ("", (), ""),
        ("1", (), "press 1"),
        ("1 12345678", (), "press 1, then 8 digits"),
        ("1 12345678#", (), "press 1, then 8 digits, then #"),
        ("4711 9", (), "press 4711, then 9"),
        ("#", (), "press #"),
        ("silence silence", (), "wait, then wait"),
        ("2 hangup", (), "press 2, then hang up"),
        ("^1 2w3", (), "press 1 during the prompt, then 2w3"),
        ("1 0", ("answered", "busy"), "press 1, then 0; leg A: answered, leg B: busy"),
        ("", ("noAnswer",), "leg A: noAnswer"),
    ],
)
def test_a_way_is_said(dtmf: str, legs: tuple[str, ...], said: str) -> None:
    assert Way(dtmf, legs).said == said


@pytest.mark.parametrize(
    ("way", "told"),
    [
        (Way(), "any call"),
        (Way("2"), "press 2  --dtmf 2"),
        (Way("1 12345678"), "press 1, then 8 digits  --dtmf '1 12345678'"),
        (Way("1 2#", ("busy",)), "press 1, then 2, then #; leg A: busy  --dtmf '1 2#' --leg busy"),
        (Way("", ("failed:404",)), "leg A: failed:404  --leg failed:404"),
        (Way("silence", ("busy",), inbound=True), "wait; leg B: busy  --dtmf silence --leg busy"),
        (Way("silence", ("answered", "busy"), inbound=True), "wait; leg B: answered, leg B: busy  "
         "--dtmf silence --leg answered --leg busy"),
    ],
)  # fmt: skip
def test_the_options_to_copy_stand_behind_the_words(way: Way, told: str) -> None:
    assert way.told == told


def test_the_options_stand_beside_the_words() -> None:
    assert way_words(Way("1 2")) == '<span class="said">Press 1, then 2</span> <code>--dtmf &#x27;1 2&#x27;</code>'
    assert way_words(Way()) == "any call"


def test_backticks_stand_around_code() -> None:
    assert prose("use `a<b` here") == "use <code>a&lt;b</code> here"
    assert prose("a lone ` stays") == "a lone ` stays"
