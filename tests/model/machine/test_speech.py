"""How long a text takes to speak: the same each time, by language, speed and repetition."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.model.assumptions import Assumptions
from simulator.model.machine.speech import CHARACTERS_PER_SECOND, OTHER_RATE, language_of, speaking_ms

USUAL = Assumptions()


def at_rate(language: str, rate: float, **settings: Any) -> Assumptions:
    return Assumptions(speech_rate={language: rate}, **settings)


@pytest.mark.parametrize(
    ("voice", "language", "spoken"),
    [
        ("en-US-Emma", None, "en"),
        ("zh-CN-Yaoyao-Apollo", None, "zh"),
        ("generic-en-male", None, "en"),
        ("Generic-FR-female", None, "fr"),
        ("generic", None, "generic"),
        (None, "da-DK", "da"),
        (None, "fil", "fil"),
        (None, None, "en"),
        ("th-TH-Premwadee", "en-GB", "th"),
    ],
)
def test_the_language_is_that_of_the_voice_or_else_the_locale(
    voice: str | None, language: str | None, spoken: str
) -> None:
    assert language_of(voice, language) == spoken


@pytest.mark.parametrize("language", CHARACTERS_PER_SECOND)
def test_each_language_has_its_pace(language: str) -> None:
    assert speaking_ms("a" * 60, language, 1.0, USUAL) == round(60_000 / CHARACTERS_PER_SECOND[language])


def test_a_language_that_is_not_in_the_table_has_a_middling_pace() -> None:
    assert speaking_ms("a" * 70, "xx", 1.0, USUAL) == round(70_000 / OTHER_RATE)


def test_the_setting_is_laid_over_the_table() -> None:
    assert speaking_ms("a" * 60, "en", 1.0, at_rate("en", 10.0)) == 6000
    assert speaking_ms("a" * 60, "xx", 1.0, at_rate("xx", 30.0)) == 2000
    assert speaking_ms("a" * 60, "en", 1.0, at_rate("fr", 10.0)) == 4000


def test_digits_are_read_one_by_one_and_marks_are_pauses() -> None:
    rate = at_rate("en", 10.0, digit_speech=300, comma_pause=150, stop_pause=450)
    assert speaking_ms("1234", "en", 1.0, rate) == 1200
    assert speaking_ms("ab, cd", "en", 1.0, rate) == 650
    assert speaking_ms("ab. cd!", "en", 1.0, rate) == 1400
    assert speaking_ms("ab...", "en", 1.0, rate) == 650
    assert speaking_ms("請按一。謝謝、再見", "zh", 1.0, at_rate("zh", 10.0)) == 700 + 400 + 200


def test_white_space_counts_once() -> None:
    assert speaking_ms("a  \n\t b ", "en", 1.0, at_rate("en", 10.0)) == 300
    assert speaking_ms("   ", "en", 1.0, USUAL) == 0


@given(st.text(max_size=300), st.sampled_from([*sorted(CHARACTERS_PER_SECOND), "xx"]), st.floats(0.5, 2.0))
def test_the_estimate_is_repeatable_never_negative_and_shorter_when_faster(
    text: str, language: str, speed: float
) -> None:
    usual = speaking_ms(text, language, 1.0, USUAL)
    assert speaking_ms(text, language, speed, USUAL) == speaking_ms(text, language, speed, USUAL) >= 0
    assert abs(speaking_ms(text, language, speed, USUAL) * speed - usual) <= 2


@given(st.text(max_size=100), st.text(max_size=100))
def test_more_text_never_takes_less_time(one: str, other: str) -> None:
    assert speaking_ms(f"{one} {other}", "en", 1.0, USUAL) >= speaking_ms(one, "en", 1.0, USUAL) - USUAL.stop_pause
