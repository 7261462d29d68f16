"""Keys that a regular expression takes, one for each length, found soon or not at all."""

from __future__ import annotations

import pytest

from simulator.entries.pattern import examples


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        (r"\d{4}", ["0000"]),
        (r"8[34]\d[13579]", ["8301"]),
        (r"^(?:47\d\d|0{6})$", ["4700", "000000"]),
        (r"[1-9]\d{0,2}", ["1", "10", "100"]),
        (r"\*\d#", ["*0#"]),
        (r"12\B34", ["1234"]),
        (r"1\B\d|\*\b3|[\b]7|\*\B\*", ["10"]),
        (r"[a-z]+", []),
        (r"(\d|\d\d)+x", []),
        ("(", []),
        ("*", []),
        ("a{99999999999999999999}", []),
    ],
)
def test_each_length_has_its_smallest(pattern: str, found: list[str]) -> None:
    assert list(examples(pattern, 8)) == found


def test_a_pattern_that_thinks_too_long_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simulator.entries.pattern.QUESTION_SECONDS", 1e-9)
    assert list(examples(r"(?:(?:\d+)+)+(?:\d+)+x|\d{16}(?<=(\d+)+)$", 16)) == []
