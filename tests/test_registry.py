"""A folder is a registry, and an unknown word is answered with the nearest known ones."""

from __future__ import annotations

import pytest

from simulator.registry import declared, modules, names, nearest

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
