"""When the tones of keys sound."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from simulator.hearing.sound.keypad import GAP, LEAST, ON, KeyTone, laid_out
from simulator.model.call.keys import KEYS


def test_a_key_sounds_at_its_press() -> None:
    found = laid_out([(1000, "1"), (1300, "2")], 5000)
    assert found == [KeyTone(1000, 1000 + ON, "1"), KeyTone(1300, 1300 + ON, "2")]


def test_keys_that_come_fast_are_shorter_and_then_later() -> None:
    assert laid_out([(0, "1"), (130, "2")], 5000)[0] == KeyTone(0, 80, "1")
    assert [one.at for one in laid_out([(0, "1"), (0, "2"), (10, "3"), (900, "4")], 5000)] == [0, 120, 240, 900]


def test_a_key_at_the_very_end_sounds_just_before_it() -> None:
    assert laid_out([(1000, "1")], 1000) == [KeyTone(930, 1000, "1")]
    assert [one.at for one in laid_out([(990, "1"), (1000, "2")], 1000)] == [810, 930]


def test_keys_for_which_a_call_has_no_time_are_left_out() -> None:
    assert [one.key for one in laid_out([(0, "1"), (0, "2"), (0, "3")], 200)] == ["1", "2"]
    assert laid_out([(0, "1")], 20) == []
    assert laid_out([], 20) == []


pauses = st.lists(st.tuples(st.integers(0, 400), st.sampled_from(KEYS)), max_size=30)


@given(pauses, st.integers(0, 3000))
def test_each_can_be_told_from_the_next_whatever_is_pressed(given: list[tuple[int, str]], rest: int) -> None:
    at, pressed = 0, []
    for pause, key in given:
        at += pause
        pressed.append((at, key))
    found = laid_out(pressed, at + rest)
    assert [one.key for one in found] == [key for _, key in pressed[: len(found)]]
    assert len(found) == len(pressed) or (len(found) + 1) * (LEAST + GAP) - GAP > at + rest
    for one in found:
        assert one.at >= 0
        assert LEAST <= one.until - one.at <= ON
        assert one.until <= at + rest
    assert all(after.at - one.until >= GAP for one, after in pairwise(found))
