"""Each language announces what its own sentences say, and is silent where they say nothing."""

from __future__ import annotations

from typing import Any

import pytest

from simulator.announcing._patterns import patterns_of
from simulator.announcing.find import announced
from simulator.announcing.language import data_of, languages

SPOKEN = [code for code in languages() if patterns_of(code)]
LEAST_ANNOUNCING, LEAST_SILENT = 12, 8


def sentences(part: str) -> list[Any]:
    return [
        pytest.param(code, sentence, id=f"{code}-{sentence['text'][:40]}")
        for code in SPOKEN
        for sentence in data_of(code)[part]
    ]


@pytest.mark.parametrize("code", SPOKEN)
def test_every_language_brings_enough_sentences(code: str) -> None:
    data = data_of(code)
    assert len(data["announcing"]) >= LEAST_ANNOUNCING
    assert len(data["silent"]) >= LEAST_SILENT


@pytest.mark.parametrize("voice", ["own", None, "fi-FI-Heidi"])
@pytest.mark.parametrize(("code", "sentence"), sentences("announcing"))
def test_announces_the_keys_that_the_sentence_says(code: str, sentence: dict[str, Any], voice: str | None) -> None:
    found = announced(sentence["text"], f"{code}-XX-Somebody" if voice == "own" else voice)
    assert [one.key for one in found] == sentence["keys"].split()
    assert [one.key for one in found if one.ends_entry] == sentence.get("ends", "").split()
    if voice == "own" and "purposes" in sentence:
        assert [one.purpose for one in found] == sentence["purposes"]


@pytest.mark.parametrize(("code", "sentence"), sentences("silent"))
def test_is_silent_where_no_key_is_announced(code: str, sentence: dict[str, Any]) -> None:
    assert announced(sentence["text"], code) == ()
