"""What is tried: keys of rows and prompts, an example for each pattern, and keys that nobody offers."""

from __future__ import annotations

import re
import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.api.diff import diff
from simulator.entries.entry import DtmfEntry
from simulator.entries.offers import Offers
from simulator.entries.pattern import example, longest
from simulator.errors import UsageError
from simulator.exploring.search.classes import in_words
from simulator.exploring.search.explore import explore
from tests.exploring._flows import HANGUP, flow, lines, menu, reply, row, say

CODE = DtmfEntry(1, 4, hash_ends=True, completes=True)


def every(_digits: str) -> bool:
    return True


@pytest.mark.parametrize(
    ("pattern", "found"),
    [("[0-9]{4}", "0000"), ("1.*", "1"), (r"\d+5", "05"), ("(19|20)..", "1900"), ("A", "A"),
     ("[0-9]?[BD]", "B"), ("[A-D0-3]{2}", "00"), ("E", None),
     ("[0-9]{5}", None), ("(?!0)[0-9]+", "1"), ("#", None), ("", None)],
)  # fmt: skip
def test_a_pattern_is_asked_for_its_shortest_and_smallest_digits(pattern: str, found: str | None) -> None:
    assert example(pattern, CODE, every) == found


def test_hash_is_a_key_of_a_pattern_where_it_ends_no_entry() -> None:
    assert example("1#", DtmfEntry(1, 2, hash_ends=False, completes=True, hash_is_key=True), every) == "1#"


def test_what_an_earlier_row_takes_is_no_example_of_a_pattern() -> None:
    assert example("[01]", CODE, lambda digits: digits != "0") == "1"
    assert example("[01]", CODE, lambda digits: digits != "0", ((), ("0",))) == "1"


def test_keys_behind_a_million_others_are_found() -> None:
    """A row above takes nearly all of them: one of each kind of beginning is followed."""
    above = re.compile(r"[0-8*]\d{5}|\d{1,5}|9{5}[0-8]")
    entry, wanted = DtmfEntry(1, 6, hash_ends=True, completes=True), lambda keys: not above.fullmatch(keys)
    assert example(r"\d{6}", entry, wanted, ((above.pattern,), ())) == "900000"
    assert example(r"9{3}\d{3}", entry, lambda keys: keys == "999999", ((), ("999999",))) == "999999"
    assert example(r"[0-8]\d{5}", entry, wanted, ((above.pattern,), ())) is None


def test_a_row_below_one_that_takes_most_keys_is_reached() -> None:
    """Both were told to be reached by no call: a million beginnings that are too short came before."""
    taken = {"Low.": r"/[0-4*]\d{5}/", "High.": r"/\d{6}/", "Four.": r"/12\B34/"}
    for left in ("Four.", ""):
        rows = [row(reply(say(text), HANGUP), digits=digits) for text, digits in taken.items() if text != left]
        found = str(lines(explore(flow(menu("Enter it.", maxDigits=6), rows=[*rows, row(reply(HANGUP), digits=None)]))))
        assert [text for text in taken if text not in found] == [left] * bool(left)
    other = [row(reply(HANGUP), digits="/.{1,3}|.*[1-9*].{3}|0[1-9*].*/"), row(reply(say("Odd."), HANGUP))]
    assert "Odd." in str(lines(explore(flow(menu("Enter it.", maxDigits=4), rows=other))))


ALL_BUT_1234 = "/.{1,3}|[^1].*|.[^2].*|..[^3].*|...[^4]/"


def test_the_only_digits_that_no_row_takes_are_found() -> None:
    old, new = (
        flow(
            menu("Enter it.", maxDigits=4),
            rows=[row(reply(HANGUP), digits=digits) for digits in (ALL_BUT_1234, None)]
            + [row(reply(say(text), HANGUP))],
        )
        for text in ("Odd.", "Even.")
    )
    assert "Odd." in str(lines(explore(old)))
    assert [one.way.dtmf for one in diff(old, new).differences] == ["1234"]


def test_a_pattern_that_hides_its_digits_well_is_given_up() -> None:
    long = DtmfEntry(25, 25, hash_ends=True, completes=True)
    with pytest.raises(UsageError, match="20,000 beginnings were tried, and nobody knows whether"):
        example("(?=.*1{9}2).{25}", long, every, ((), ()))
    assert longest("(?=.*1{9}2).{25}", 25, 25, every) is None


@given(st.from_regex(r"[0-9\[\]{}\-*+?.|()]{0,12}", fullmatch=True))
def test_an_example_is_always_taken_by_its_pattern(pattern: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # "[[0-9]" may mean something else some day
        try:
            compiled = re.compile(pattern)
        except re.error:
            return
        found = example(pattern, CODE, every)
    assert found is None or compiled.fullmatch(found)


def test_rows_of_other_stages_and_of_inbound_calls_offer_nothing_here() -> None:
    rows = [
        row(reply(HANGUP), callStatus="CALL_RECEIVED"),
        row(reply(HANGUP), stage="later", digits="3"),
        row(reply(HANGUP), stage="*", digits=["1", "12345"]),
        row(reply(HANGUP), digits="2"),
    ]
    offers = Offers.of(flow(menu("Choose."), rows=rows))
    assert list(offers.texts(None, CODE)) == ["1", "2"]
    assert list(offers.texts("later", CODE)) == ["3", "1"]


def test_keys_that_nobody_offers_are_found_even_where_almost_all_are() -> None:
    rows = [row(reply(HANGUP), digits="/[0-9]{2}/"), row(reply(HANGUP), digits="/[0-9]\\*/")]
    offers = Offers.of(flow(menu("Choose."), rows=rows))
    two = DtmfEntry(2, 2, hash_ends=True, completes=True)
    assert list(offers.others(None, two, ())) == ["**"]
    assert list(offers.others(None, DtmfEntry(1, 2, hash_ends=True, completes=True), ())) == ["9"]


def test_where_every_key_is_offered_there_is_no_other() -> None:
    rows = [row(reply(HANGUP), digits="/[0-9*]/"), row(reply(HANGUP), digits="/[A-D]{3}/")]
    found = explore(flow(menu("Choose."), rows=rows))
    assert {move.input_class for move in found.moves if move.asked} == {"/[0-9*]/", "hash", "silence"}


def test_classes_in_words() -> None:
    assert in_words("1") == "key 1"
    assert in_words("42") == "keys 42"
    assert in_words("silence") == "no key until time runs out"
    assert in_words("/[0-9]{4}/") == "4 digits"


def test_an_entry_takes_what_it_can_hold() -> None:
    code = DtmfEntry(2, 4, hash_ends=True, completes=True)
    taken = [digits for digits in ("1", "12", "12345", "1#", "ab", "*9A") if code.takes(digits)]
    assert taken == ["12", "*9A"]
    assert (code.script("12"), code.script("1234")) == ("12#", "1234")
    assert DtmfEntry(2, 4, hash_ends=False, completes=True, hash_is_key=True).script("12") == "12"


def test_where_nothing_is_said_no_key_has_words() -> None:
    assert Offers(()).offer(None, CODE).said == ()
