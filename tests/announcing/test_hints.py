"""The first look at a text finds the languages that a search language by language would find."""

from __future__ import annotations

import re
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.announcing._folding import fold
from simulator.announcing._hints import speaking
from simulator.announcing._parts import Parts
from simulator.announcing.language import data_of, languages, phrases_of

SAID = [said["text"] for code in languages() for kind in ("announcing", "silent") for said in data_of(code)[kind]]
PARTS = sorted({word for text in SAID for word in text.split()})


@cache
def searches(code: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What names a key in a language, and what announces one."""
    phrases = phrases_of(code)
    assert phrases is not None
    parts = Parts(phrases)
    told = (getattr(phrases, name) for name in ("press", "dial", "last", "scale", "equals", "pound", "purpose"))
    return re.compile(parts.one), re.compile("#|" + parts.word("|".join(filter(None, told))))


def one_by_one(folded: str) -> tuple[str, ...]:
    return tuple(code for code in languages() if all(one.search(folded) for one in searches(code)))


@pytest.mark.parametrize("text", ["", "#", "# 1", "Press.", "1 2 3", "0: se vuole", "FOR AT 1", "for at1", "i-press 1"])
def test_a_text_of_few_words(text: str) -> None:
    assert speaking(fold(text)[0]) == one_by_one(fold(text)[0])


def test_every_sentence() -> None:
    assert [text for text in SAID if speaking(fold(text)[0]) != one_by_one(fold(text)[0])] == []


@given(st.lists(st.sampled_from(PARTS) | st.text(max_size=3), max_size=12), st.sampled_from(["", " "]))
def test_any_words(words: list[str], between: str) -> None:
    folded, _ = fold(between.join(words))
    assert speaking(folded) == one_by_one(folded)
