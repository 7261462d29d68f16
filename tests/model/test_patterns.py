"""Patterns of a table's rows in words that a designer knows."""

from __future__ import annotations

import pytest

from simulator.model.behaviour.input_class import in_words


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("/[0-9]{8}/", "8 digits"),
        (r"/\d{4}/", "4 digits"),
        ("/[0-9]{1}/", "1 digit"),
        ("/[0-9]{3,6}/", "3 to 6 digits"),
        ("/[0-9]{2,}/", "at least 2 digits"),
        ("/[0-9]+/", "one or more digits"),
        ("/[0-9]*/", "any digits"),
        (r"/^\d$/", "a digit"),
        ("/./", "a key"),
        ("/.*/", "any keys"),
        ("/[0-9]?/", "a digit or none"),
        ("/[0-9*#]{4}/", "4 keys"),
        ("/[1-5]/", "a digit from 1 to 5"),
        ("/[1-5]{2}/", "2 digits from 1 to 5"),
        ("/1[0-9]+/", "1, then one or more digits"),
        ("/[135]/", "one of 1, 3, 5"),
        ("/(10|11)/", "one of 10, 11"),
        ("/[^9]/", "keys that match /[^9]/"),
        ("/[0-9a-f]{2}x/", "keys that match /[0-9a-f]{2}x/"),
        ("/(?!11)[0-9]{2}/", "keys that match /(?!11)[0-9]{2}/"),
        ("/[[]{2}/", "keys that match /[[]{2}/"),
    ],
)
def test_a_pattern_is_told_in_words_where_it_is_simple(pattern: str, words: str) -> None:
    assert in_words(pattern) == words
