"""A regular expression of the user: what it takes, and that it always comes to an end."""

from __future__ import annotations

import pickle
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.errors import EndlessPatternError
from simulator.model import pattern as _pattern
from simulator.model.call.wanted import Words
from simulator.model.flow.flow_file import When
from simulator.model.pattern import Pattern

ENDLESS = "(a|aa)+$"
LONG = "a" * 60 + "!"


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_pattern, "SECONDS", 0.02)


@pytest.mark.parametrize("text", [ENDLESS, "(?:a|a|aa)+$", "(a|b|aa)+$", "^(a|aa|aaa)*$", "((a|aa)+)b?$"])
def test_one_that_does_not_end_is_stopped_and_told(text: str) -> None:
    pattern = Pattern(text)
    for _ in range(2):
        with pytest.raises(EndlessPatternError) as told:
            pattern.search(LONG)
        assert str(told.value).startswith(f"`/{text}/` thinks longer than 0.02 s about one text")
    with pytest.raises(EndlessPatternError):
        Pattern(text).fullmatch(LONG)


@pytest.mark.parametrize("text", ["(a+)+$", "(a*)*b", "(x+x+)+y", "^(([a-z])+.)+[A-Z]([a-z])+$", "(.*a){9}b"])
def test_one_that_re_would_not_end_ends(text: str) -> None:
    assert Pattern(text).search(LONG) is False


@pytest.mark.parametrize("what", ["search", "fullmatch"])
@given(
    st.text("ab*+?|(){2}[].\\d", max_size=9),
    st.text("ab1", max_size=20),
)
@pytest.mark.filterwarnings("ignore:Possible nested set")
def test_it_takes_what_pythons_own_takes(what: str, text: str, said: str) -> None:
    _pattern.SECONDS = 9.0
    try:
        plain = re.compile(text)
    except re.error:
        with pytest.raises(re.error):
            Pattern(text)
        return
    assert getattr(Pattern(text), what)(said) is (getattr(plain, what)(said) is not None)


def test_case_is_folded_where_that_is_asked_for() -> None:
    long = "PRESS 1 FOR SALES OR 2 FOR SUPPORT"
    assert Pattern("press .* (or|and) .*support", fold=True).search(long)
    assert not Pattern("press .* (or|and) .*support").search(long)


def test_words_and_rows_are_stopped_too() -> None:
    with pytest.raises(EndlessPatternError):
        Words(f"/{ENDLESS}/").found_in(LONG)
    with pytest.raises(EndlessPatternError):
        When(digits="pattern", texts=("(1|11)+$",)).takes("1" * 60 + "0")


def test_one_that_the_other_library_does_not_know_is_asked_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    import regex

    def refuses(*_: object) -> None:
        raise regex.error("no such thing")

    monkeypatch.setattr("regex.compile", refuses)
    assert Pattern("(a|b)+c").search("abababababababababc")


def test_an_expression_goes_to_another_process() -> None:
    pattern = Pattern("(a|b)+c")
    assert pattern.search("abababababababababc")
    assert pickle.loads(pickle.dumps(pattern)).search("abababababababababc")
