"""Phone numbers: how far a text is one, and whose country it is."""

from __future__ import annotations

import subprocess
import sys

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.model.number import (
    MSISDN,
    WITHHELD,
    as_meant,
    can_exist,
    country,
    ends_apart,
    is_caller,
    plus,
    special_kind,
    standing,
)

STANDINGS = {
    "+6591234567": "valid",
    "6591234567": "valid",
    "+33123456789": "valid",
    "+6512341234": "possible",
    "+12001230101": "possible",
    "+659123456": "impossible",
    "+33612345678901": "impossible",
    "+9991234567": "impossible",
    "00006591234": "impossible",
    "+123456": "malformed",
    "+1234567890123456": "malformed",
    "": "malformed",
    "++6591234567": "malformed",
    "+65 9123 4567": "malformed",
    "+٦٥٩١٢٣٤٥٦٧": "malformed",
    "+6591234567\n": "malformed",
    "anonymous": "malformed",
}


@pytest.mark.parametrize("number", STANDINGS)
def test_a_number_stands_as_far_as_it_is_one(number: str) -> None:
    assert standing(number) == STANDINGS[number]


@pytest.mark.parametrize(
    ("number", "code"),
    [("+6591234567", "SG"), ("6591234567", "SG"), ("+33123456789", "FR"), ("+84901234567", "VN"),
     ("+12125550123", "US"), ("+6512341234", "SG"), ("+14165550123", "CA"), ("+447700900123", "GB"),
     ("+656833033", "SG"), ("+33612345678901", "FR"), ("656833033", "SG"), ("+1234567", "US")],
)  # fmt: skip
def test_the_country_is_that_of_the_number_or_of_its_code(number: str, code: str) -> None:
    assert country(number) == code


@pytest.mark.parametrize("number", ["nobody", "+659", "+9991234567", "+881612345678", "+80012345678"])
def test_a_number_of_no_country_has_none(number: str) -> None:
    assert country(number) is None


def test_a_plus_is_put_where_it_is_missing() -> None:
    assert plus("6591234567") == plus("+6591234567") == "+6591234567"


def test_a_withheld_number_stays_what_it_is() -> None:
    assert [plus(word) for word in WITHHELD] == list(WITHHELD)
    assert all(is_caller(one) for one in (*WITHHELD, "+6591234567", "6591234567"))
    assert not is_caller("nobody")


@pytest.mark.parametrize(
    ("number", "says"),
    [
        ("+449098790123", "a premium-rate number"),
        ("+19005550100", "a premium-rate number"),
        ("+49116117", "a short number of DE"),
        ("+6591234567", ""),
        ("+6512341234", ""),
        ("+110", ""),
        ("911", ""),
    ],
)
def test_special_numbers_are_told_apart(number: str, says: str) -> None:
    assert special_kind(number).startswith(says)
    assert bool(special_kind(number)) == bool(says)


@pytest.mark.nested
def test_phonenumbers_is_imported_only_when_a_number_is_looked_at() -> None:
    code = "import sys, simulator.model.number; print('phonenumbers' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


MEANT = {
    "+44 161 496 0123": "+441614960123",
    "+44-161-496-0123": "+441614960123",
    "+44 (0)161 496 0123": "+441614960123",
    "00441614960123": "+441614960123",
    "(00)44 161 496 0123": "+441614960123",
    " +44 161 496 0123\t": "+441614960123",
    "+44\xa0161\u2011496.0123": "+441614960123",
    "(+1) 415/555-2671": "+14155552671",
    "+39 06 1234 5678": "+390612345678",
    "+65 1234 1234": "+6512341234",
    "+39 (0)6 6982 1234": "+390669821234",
}


@pytest.mark.parametrize("number", MEANT)
def test_what_people_write_between_digits_and_a_leading_00_are_read_as_meant(number: str) -> None:
    assert as_meant(number) == MEANT[number]


@pytest.mark.parametrize(
    "number",
    [
        "+441614960123",  # written rightly
        "441614960123",
        "0161 496 0123",  # a national number
        "415-555-2671",  # national, and a Swiss one with a plus in front
        "+44 161 496 0123 x12",
        "+44 161 496 01234567",
        "++44 161 496 0123",
        "+44 161 +44 162",
        "0011 61 3 9999 9999",
        "anonymous",
        "",
        "(0)",
    ],
)
def test_a_number_that_may_mean_another_one_is_left_alone(number: str) -> None:
    assert as_meant(number) is None


def test_a_text_as_long_as_no_number_is_read_as_none() -> None:
    apart = "+65" + " " * (250 - 11) + "68333000"
    assert as_meant(apart) == "+6568333000"
    assert as_meant(apart.replace(" ", "  ", 1)) is None
    assert not ends_apart("/1" + " " * 200_000 + "x")  # minutes, where the end may begin at each space


@given(
    st.sampled_from(sorted(phonenumbers.COUNTRY_CODE_TO_REGION_CODE)), st.text("0123456789", min_size=3, max_size=13)
)
def test_what_can_exist_is_what_phonenumbers_says_whatever_the_country(code: int, national: str) -> None:
    number = f"+{code}{national}"[:16]
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        possible = False
    else:
        possible = phonenumbers.is_possible_number(parsed)
    assert can_exist(number) == (MSISDN.fullmatch(number) is not None and possible)
