"""A folder is a registry, and an unknown word is answered with the nearest known ones."""

from __future__ import annotations

import pytest

from simulator.registry import declared, meant, modules, names, nearest, renames

RULES = "simulator.rules"


def test_the_public_modules_of_a_folder_are_found_in_the_order_of_their_names() -> None:
    found = [module.__name__.rpartition(".")[2] for module in modules(RULES)]
    assert found == sorted(found) == list(names(RULES))
    assert not any(name.startswith("_") for name in found)
    assert "l001_digits_thrown_away" in found


def test_what_each_module_declares_is_collected_and_the_others_are_skipped() -> None:
    codes = declared(RULES, "CODE")
    assert codes["l001_digits_thrown_away"] == "L001"
    assert list(codes) == list(names(RULES))
    assert set(declared(RULES, "SEVERITY")) == {name for name in codes if name.startswith("l")}


@pytest.mark.parametrize(
    ("word", "known", "found"),
    [
        ("saynCapture", ("say", "sayAndCapture", "makeCall"), ("sayAndCapture",)),
        ("MAKE_CALL", ("makeCall", "hangup"), ("makeCall",)),
        ("--acount", ("--account", "--at"), ("--account",)),
        ("dance", ("say", "makeCall"), ()),
        ("***", ("*", "#"), ()),
    ],
)
def test_the_nearest_words_are_found_whatever_their_case_and_punctuation(
    word: str, known: tuple[str, ...], found: tuple[str, ...]
) -> None:
    assert nearest(word, known) == found


def test_no_more_words_are_named_than_asked_for_and_in_one_order_for_any_order_of_the_known() -> None:
    known = ["say", "sayA", "sayB", "sayC"]
    assert nearest("say", known, 2) == nearest("say", reversed(known), 2)
    assert len(nearest("say", known, 2)) == 2


ACTIONS = ("executeScenario", "hangup", "makeCall", "playFile", "say", "sayAndCapture")
SETTINGS = ("answerOrder", "maxDigits", "minDigits", "noOfTries", "ringTime", "replyTimeout")


@pytest.mark.parametrize(
    ("word", "known", "right"),
    [
        ("Say", ACTIONS, "say"),
        ("say_and_capture", ACTIONS, "sayAndCapture"),
        ("hang up", ACTIONS, "hangup"),
        ("makeCal", ACTIONS, "makeCall"),
        ("play", ACTIONS, "playFile"),
        ("capture", ACTIONS, None),  # six letters are missing
        ("dance", ACTIONS, None),
        ("", ACTIONS, None),
        ("maxDigit", SETTINGS, "maxDigits"),
        ("maxDigts", SETTINGS, "maxDigits"),
        ("mDigits", SETTINGS, None),  # minDigits or maxDigits
        ("ringTimeout", SETTINGS, None),  # ringTime or replyTimeout
        ("answerTime", SETTINGS, None),  # near to one only, and another word
    ],
)
def test_a_misspelt_word_means_the_one_name_that_it_is_clearly_nearest_to(
    word: str, known: tuple[str, ...], right: str | None
) -> None:
    assert meant(word, known) == right
    assert meant(word, reversed(known)) == right


def test_a_name_is_not_what_several_or_a_given_one_should_be() -> None:
    assert renames(["Source", "flow"], ["source", "flow"]) == {"Source": "source"}
    assert renames(["Source", "source"], ["source"]) == {}
    assert renames(["Source", "sorce"], ["source"]) == {}
    assert renames(["odd"], ["source"]) == {}
