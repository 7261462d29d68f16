"""Columns of a text: what drawings and code frames are measured by."""

from __future__ import annotations

import pytest

from simulator.render.ansi import paint
from simulator.render.width import safe, visible, width, wrap


@pytest.mark.parametrize(
    ("text", "columns"), [("abc", 3), ("予約", 4), ("e\u0301", 1), ("a\u200bb", 2), ("ＡB", 3), ("", 0)]
)
def test_wide_characters_take_two_columns_and_combining_ones_none(text: str, columns: int) -> None:
    assert width(text) == columns


@pytest.mark.parametrize(
    ("char", "shown"),
    [("a", "a"), ("\t", "    "), ("\x1b", "␛"), ("\x7f", "␡"), ("\x9b", "\ufffd"), ("\ud800", "\ufffd"),
     ("\u202e", "\ufffd"), ("\u2028", "\ufffd"), ("é", "é")],
)  # fmt: skip
def test_no_character_can_steer_a_terminal(char: str, shown: str) -> None:
    assert visible(char) == shown


def test_a_text_of_someone_else_stays_on_one_line() -> None:
    assert safe("plain") == "plain"
    assert safe("two\nlines") == "two␊lines"
    assert safe("予約") == "予約"


@pytest.mark.parametrize(
    ("text", "columns", "most", "lines"),
    [
        ("", 10, 3, ()),
        ("short", 10, 3, ("short",)),
        ("one two three", 7, 3, ("one two", "three")),
        ("unbreakable", 5, 3, ("unbre", "akabl", "e")),
        ("one two three four", 5, 2, ("one", "two…")),
        ("予約予約", 4, 1, ("予…",)),
        ("予約", 1, 3, ("予", "約")),
    ],
)
def test_text_is_wrapped_at_spaces_where_it_has_any(text: str, columns: int, most: int, lines: tuple[str, ...]) -> None:
    assert wrap(text, columns, most) == lines


def test_colour_is_added_on_demand_and_never_to_nothing() -> None:
    assert paint("x", "error", False) == "x"
    assert paint("x", "error", True) == "\x1b[1;31mx\x1b[0m"
    assert paint("", "error", True) == ""
