"""Phone numbers: the only module that knows phonenumbers, which is imported when a number is looked at."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

MSISDN = re.compile(r"\+?[0-9]{7,15}")
"""Digits as E.164 has them, the plus optional (documented)."""

NumberStanding = Literal["malformed", "impossible", "possible", "valid"]


def plus(number: str) -> str:
    """The number with its leading `+`, as webhooks spell it."""
    return number if number.startswith("+") else f"+{number}"


@lru_cache(maxsize=4096)
def standing(number: str) -> NumberStanding:
    """How far a text is a phone number: malformed, impossible (by length or code), possible, or valid."""
    if not MSISDN.fullmatch(number):
        return "malformed"
    import phonenumbers

    try:
        parsed = phonenumbers.parse(plus(number))
    except phonenumbers.NumberParseException:
        return "impossible"
    if not phonenumbers.is_possible_number(parsed):
        return "impossible"
    return "valid" if phonenumbers.is_valid_number(parsed) else "possible"


_BETWEEN = re.compile(r"[ \t\xa0\u2007\u202f().\-\u2010-\u2015/]+")
"""What people write between the digits of a number."""


def as_meant(number: str) -> str | None:
    """The number that a text with blanks, dashes, brackets or a leading 00 certainly means, as in `+441614960123`.

    None where it is written rightly already, or may mean something else: without `+` or `00` it can be a national one.
    """
    if MSISDN.fullmatch(number) and not number.startswith("00"):
        return None
    digits = re.sub(r"^00(?=[1-9])", "+", _BETWEEN.sub("", number.replace("(0)", "")))
    if not digits.startswith("+"):
        return None
    found = standing(digits)
    # A "(0)" is dialled inside some countries alone, and part of the number in others.
    return digits if found == "valid" or (found == "possible" and "(0)" not in number) else None


@lru_cache(maxsize=4096)
def country(number: str) -> str | None:
    """The ISO 3166 alpha-2 code of the number's country, or None where it has none (a satellite, say)."""
    if standing(number) in ("malformed", "impossible"):
        return None
    import phonenumbers

    parsed = phonenumbers.parse(plus(number))
    region = phonenumbers.region_code_for_number(parsed) or phonenumbers.region_code_for_country_code(
        parsed.country_code or 0
    )
    return region if region.isalpha() else None
