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
