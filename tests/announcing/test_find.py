"""Whatever the text: places are right, neutral text changes nothing, and no text takes long."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from simulator.announcing import told as _told
from simulator.announcing._folding import fold
from simulator.announcing._patterns import patterns_of
from simulator.announcing.find import announced
from simulator.announcing.language import data_of, languages, phrases_of
from simulator.loading.yaml.text import load_yaml

SPOKEN = [code for code in languages() if patterns_of(code)]
SENTENCES = [(code, said["text"], said["keys"].split()) for code in SPOKEN for said in data_of(code)["announcing"]]
NEUTRAL = (
    "Hello. ",
    "Welcome to the Copper Kettle! ",
    "Buenas tardes. ",
    "Guten Tag! ",
    "您好。",
    "お電話ありがとう。",
)
WORDS = (
    "press",
    "press the",
    "for sales",
    "dial",
    "tekan",
    "marque",
    "按",
    "を押してください",
    "to",
    "กด",
    "Drücken Sie",
)
OFFERED = {
    "Welcome to the bank. Please enter your account number and hash.": "#",
    "And your PIN.": "",
    "For your balance press 1, to speak to us press 0.": "10",
    "Ngân hàng Sen Vàng xin chào. Vui lòng nhập mã xác nhận gồm 6 chữ số.": "",
    "This is The Copper Kettle. For a table tonight press 1, for tomorrow press 2.": "12",
    "For how many guests? Finish with the hash key.": "#",
    "Clinic desk. Press 1 for an appointment, 2 for results. Or stay on the line.": "12",
    "Which day? Monday is 1, Friday is 5.": "15",
    "Tem consulta amanhã às dez horas. Para confirmar, marque 1. Para mudar a data, marque 2.": "12",
    "อรุณสวัสดิ์ค่ะ ถึงเวลาตื่นแล้ว หากต้องการให้โทรอีกครั้งในสิบนาที กรุณากด 1": "1",
    "This is the hotline. For sales press 1, for a technician press 2, for opening hours press 3.": "123",
    "Is it urgent? Press 1 for yes, 2 for no.": "12",
    "Please rate us from 1 to 5.": "12345",
    "Enter your parcel number, then press hash.": "#",
    "Your parcel is on its way. Press star to hear it again, or hang up.": "*",
    "Press star to hear it again, or hang up.": "*",
    "您好，您的桌位已准备好。请按1入座，按2再等十五分钟。": "12",
    "Welcome to the help desk. For sales press 1, for support press 2.": "12",
    "For a new problem press 1, for an existing ticket press 2.": "12",
    "Please enter the four digits of your ticket.": "",
    "Enter your code.": "",
    "Enter your customer number, then hash.": "#",
    "For new orders press 1. To go back press star.": "1*",
    "For opening hours press 1. For the operator press 0.": "10",
    "For orders press 1.": "1",
    "For sales press 1, for support press 2.": "12",
    "For your balance press 1.": "1",
    "Für Deutsch drücken Sie die 2.": "2",
    "Please enter your PIN.": "",
    "There is no such choice. Sales is 1 and support is 2.": "",
    "To hear it again press 1.": "1",
    "To hear your order press 1.": "1",
    "We are open from nine to five. For the operator press 0.": "0",
}
"""Every prompt of the samples, and the keys that it announces."""
SAMPLES = Path(__file__).parents[2] / "scenarios"

letters = st.text(st.characters(categories=("L", "Zs", "Po"), exclude_characters="*#＃＊﹟﹡"), max_size=60)
anything = st.text(max_size=200)
written = st.sampled_from(SENTENCES)


def keys(text: str, voice: str | None = None) -> list[str]:
    return [one.key for one in announced(text, voice)]


def names_a_key(text: str) -> bool:
    folded, _ = fold(text)
    return any(known and known.one.search(folded) for known in map(patterns_of, SPOKEN))


def prompts(value: Any) -> list[str]:
    if isinstance(value, dict):
        own = [value["promptMessage"]] if "promptMessage" in value else []
        return own + [prompt for inner in value.values() for prompt in prompts(inner)]
    return [prompt for inner in value for prompt in prompts(inner)] if isinstance(value, list) else []


@given(st.lists(letters | st.sampled_from(WORDS), max_size=8).map(" ".join))
def test_text_without_a_key_in_it_announces_nothing(text: str) -> None:
    assume(not names_a_key(text))
    assert announced(text) == ()


@given(
    st.text(max_size=200) | st.lists(written.map(lambda said: said[1])).map(" ".join), st.sampled_from([None, *SPOKEN])
)
def test_every_announcement_lies_in_the_text(text: str, voice: str | None) -> None:
    found = announced(text, voice)
    assert len({one.key for one in found}) == len(found)
    assert [one.start for one in found] == sorted(one.start for one in found)
    for one in found:
        assert 0 <= one.start < one.end <= len(text)
        assert one.purpose in text
        assert names_a_key(text[one.start : one.end])
        assert set(one.key) <= set("0123456789*#")


@given(written, st.sampled_from(NEUTRAL), st.booleans())
def test_neutral_text_before_it_changes_no_key_and_no_purpose(
    said: tuple[str, str, list[str]], before: str, loud: bool
) -> None:
    code, text, expected = said
    alone, later = announced(text, code), announced(before + text, code)
    assert [one.key for one in later] == expected
    assert [(one.purpose, one.start + len(before)) for one in alone] == [(one.purpose, one.start) for one in later]


@given(written)
def test_capitals_and_accents_typed_apart_change_no_key(said: tuple[str, str, list[str]]) -> None:
    code, text, expected = said
    assert keys(text.upper(), code) == expected
    apart = normalize("NFD", text) if code not in ("ja", "th", "hi") else text
    assert keys(apart, code) == expected
    for one, same in zip(announced(text, code), announced(apart, code), strict=True):
        assert normalize("NFC", apart[same.start : same.end]) == normalize("NFC", text[one.start : one.end])


def test_the_place_is_that_of_the_key_as_written() -> None:
    text = "For sales, press ONE; for the rest, press the Star key, or 2 to 4."
    named = [(one.key, text[one.start : one.end]) for one in announced(text)]
    assert named == [("1", "ONE"), ("*", "Star"), *((key, "2 to 4") for key in "234")]
    ranged = announced("Press 2 to 4.")
    assert [(one.key, one.start, one.end) for one in ranged] == [("2", 6, 12), ("3", 6, 12), ("4", 6, 12)]


def test_the_language_of_the_voice_comes_first_and_what_it_leaves_over_is_read_too() -> None:
    text = "For English, press 1. Para español, oprima el dos."
    for voice in ("en-US-BenjaminRUS", "generic-es-female", "pt", None, "xx", ""):
        assert [(one.key, one.purpose) for one in announced(text, voice)] == [("1", "English"), ("2", "español")]


def test_what_the_answers_to_a_question_are() -> None:
    found = announced("Which day? Monday is 1, Friday is five.")
    assert [(one.key, one.purpose) for one in found] == [("1", "Monday"), ("5", "Friday")]


def test_a_key_that_is_announced_twice_is_the_first() -> None:
    (found,) = announced("Press 1 for sales. To hear this again, press 1.")
    assert (found.key, found.purpose, found.start, found.end, found.ends_entry) == ("1", "sales", 6, 7, False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Press 1 for sales. We are open 9 to 5. For emergencies, 911. See page 3.", ["1"]),
        ("Press 1 for lunch, for dinner at 6.", ["1"]),
        ("Dial 100 for reception, 101 for room service.", ["100", "101"]),
        ("Ingrese su PIN seguido de dos veces numeral.", ["#"]),
        ("Press 1 to 100.", []),
        ("Press 1 to 3 or 0.", ["1", "2", "3", "0"]),
        ("Are you well? Your balance is 5. Your limit is 9.", []),
        ("Press star to #.", ["*", "#"]),
        ("Press 1, then 2.", ["1"]),
        ("For sales, one.", []),
        ("Call me at one, for lunch.", []),
        ("Press *69 to call back.", ["*69"]),
        ("Please say or press one.", ["1"]),
        ("Rate us from 1 to 5 digits.", []),
    ],
)
def test_numbers_beside_a_menu(text: str, expected: list[str]) -> None:
    assert keys(text, "en") == expected


@pytest.mark.parametrize(
    "unit", ["press ", "press 1, ", "1 or ", "for ", "please ", " ", "按", "1を", "\n", "press the "]
)
def test_no_text_takes_long(unit: str) -> None:
    started = time.process_time()
    announced("press 1" + unit * 2000 + "press 2")
    assert time.process_time() - started < 5


def test_a_language_without_a_file_has_no_phrases_and_one_like_another_has_its_own_words() -> None:
    assert phrases_of("xx") is None
    malay, indonesian = phrases_of("ms"), phrases_of("id")
    assert malay is not None
    assert indonesian is not None
    assert (malay.numbers, malay.hash) == (indonesian.numbers, indonesian.hash)
    assert malay.filler != indonesian.filler


def test_the_samples_announce_what_they_offer() -> None:
    files = [file for file in sorted(SAMPLES.rglob("*")) if file.suffix in (".json", ".yaml")]
    asked = {prompt for file in files for prompt in prompts(load_yaml(file.read_bytes()).data)}
    assert {prompt: "".join(keys(prompt, "en-US-BenjaminRUS")) for prompt in asked} == OFFERED


def test_what_leads_to_a_choice_is_known_by_its_words() -> None:
    assert _told._led("Sales is open. For ", "en")
    assert not _told._led("Sales is open. ", "en")
    assert _told._led("", "ja")
    assert not _told._led("", "tlh")
