"""Phone numbers: how far a text is one, and whose country it is."""

from __future__ import annotations

import subprocess
import sys

import pytest

from simulator.model.number import country, plus, standing

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


@pytest.mark.nested
def test_phonenumbers_is_imported_only_when_a_number_is_looked_at() -> None:
    code = "import sys, simulator.model.number; print('phonenumbers' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
