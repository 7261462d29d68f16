"""Phone numbers: the only module that knows phonenumbers, which is imported when a number is looked at."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from simulator.model.record import frozen

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

_LAST_APART = re.compile(r"(?:[/(\[]\s*\d{1,2}|\.\s*\d)\s*(?:[)\]]\s*)?$")
_LONGEST = 250
"""Characters of what may be a number, as phonenumbers has it: any text that is refused is asked for one."""

MSISDN = re.compile(r"\+?[0-9]{7,15}")
"""Digits as E.164 has them, the plus optional (documented)."""
WITHHELD = ("", "anonymous", "private", "restricted", "unavailable", "unknown")
"""What stands for the number of a caller who withholds it (`anonymous` observed, the others assumed)."""

_CODES = (1, 2, 3)
"""Digits that a country's code has; none begins another."""

LengthFault = Literal["short", "long"]
NumberStanding = Literal["malformed", "impossible", "possible", "valid"]


def plus(number: str) -> str:
    """The number with its leading `+`, as webhooks spell it; the words for a withheld one stay as they are."""
    return f"+{number}" if number[:1].isdigit() else number


def is_caller(source: str) -> bool:
    """Whether a call can come in from there: a phone number, or a caller who withholds it."""
    return source in WITHHELD or MSISDN.fullmatch(source) is not None


@lru_cache(maxsize=4096)
def standing(number: str) -> NumberStanding:
    """How far a text is a phone number: malformed, impossible (by length or code), possible, or valid."""
    if not MSISDN.fullmatch(number):
        return "malformed"
    parsed = _possible(number)
    if parsed is None:
        return "impossible"
    import phonenumbers

    return "valid" if phonenumbers.is_valid_number(parsed) else "possible"


def can_exist(number: str) -> bool:
    """Whether a text is a phone number of a length and a code that there are; to say whether it is in use is slower."""
    if not MSISDN.fullmatch(number):
        return False
    digits = number.removeprefix("+")
    for size in _CODES:
        plan = _plan(digits[:size])
        if plan is not None:
            national = digits[size:]
            if not plan.leads.match(national):
                return len(national) in plan.lengths
            break
    return _possible(number) is not None


@frozen
class _NumberPlan:
    """The numbers behind a country's code: lengths that there are; `leads`: what may have to be taken off first."""

    lengths: frozenset[int]
    leads: re.Pattern[str]


@lru_cache(maxsize=1110)
def _plan(code: str) -> _NumberPlan | None:
    """The numbers of the country with this code, None where there is none.

    To ask for each number takes ten times as long.
    """
    import phonenumbers

    region = phonenumbers.COUNTRY_CODE_TO_REGION_CODE.get(int(code), ("",))[0] if code[0] != "0" else ""
    metadata = phonenumbers.PhoneMetadata.metadata_for_region_or_calling_code(int(code), region) if region else None
    if metadata is None or metadata.general_desc is None:
        return None
    general, prefix = metadata.general_desc, metadata.national_prefix_for_parsing
    leads = f"0|(?:{prefix})" if prefix else "0"
    return _NumberPlan(frozenset((*general.possible_length, *general.possible_length_local_only)), re.compile(leads))


@lru_cache(maxsize=1024)
def _possible(number: str) -> PhoneNumber | None:
    import phonenumbers

    try:
        parsed = phonenumbers.parse(plus(number))
    except phonenumbers.NumberParseException:
        return None
    return parsed if phonenumbers.is_possible_number(parsed) else None


@lru_cache(maxsize=4096)
def country(number: str) -> str | None:
    """The ISO 3166 alpha-2 code of the number's country, or None where it has none (a satellite, say).

    One that is not possible has the country of its calling code (captured: `+656833033`, SG).
    """
    if standing(number) == "malformed":
        return None
    import phonenumbers

    try:
        parsed = phonenumbers.parse(plus(number))
    except phonenumbers.NumberParseException:
        return None
    region = phonenumbers.region_code_for_number(parsed) or phonenumbers.region_code_for_country_code(
        parsed.country_code or 0
    )
    return region if region.isalpha() else None


def bare(text: str) -> str:
    """The text without all that people write between digits; a leading 00 is a plus. It need be no number."""
    text = re.sub(r"^\s*tel:", "", text, flags=re.IGNORECASE)
    kept = "".join(_digit(one) for one in text if not _between(one))
    return re.sub(r"^\+?00", "+", kept)


def written(text: str) -> str | None:
    """The number that a text certainly means, as E.164 has it; None where that is not certain.

    A plus or 00 says that the country code comes first. Where a digit is left out, as in `+44 (0)161`, the rest must be
    in use; else a possible length is enough. Last digits that stand apart are no certain part of it: `/7`, `(2)`.
    """
    if len(text) > _LONGEST or ends_apart(text):
        return None
    number = bare(text)
    if number == text.strip():  # nothing stood between its digits: it is read as the platform reads it
        number = plus(number)
    if not re.fullmatch(r"\+[0-9]+", number):
        return None
    import phonenumbers

    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return None
    found = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    certain = (
        phonenumbers.is_possible_number(parsed)
        if found == number and "(0)" not in text
        else phonenumbers.is_valid_number(parsed)
    )
    return found if certain and MSISDN.fullmatch(found) else None


def length_fault(number: str) -> LengthFault | None:
    """Which fault the length of an impossible number is, for its country; None where its country code is the fault."""
    import phonenumbers

    try:
        reason = phonenumbers.is_possible_number_with_reason(phonenumbers.parse(plus(number)))
    except phonenumbers.NumberParseException:
        return None
    return "short" if reason == phonenumbers.ValidationResult.TOO_SHORT else "long"


def _digit(one: str) -> str:
    value = unicodedata.decimal(one, None)
    return one if value is None else str(value)


def _between(one: str) -> bool:
    return one.isspace() or one in "()[]./\u2212" or unicodedata.category(one) in ("Pd", "Cf")


def ends_apart(text: str) -> bool:
    """Whether the last digits stand apart from the others."""
    return _LAST_APART.search(text) is not None


def as_meant(text: str) -> str | None:
    """The number to write in the place of one that is written otherwise; None where it is not certain."""
    number = written(text)
    return None if number is None or plus(text) == number else number


@lru_cache(maxsize=4096)
def special_kind(number: str) -> str:
    """What a number is that is no usual one: "a premium-rate number" or "a short number"; else an empty text."""
    if standing(number) in ("malformed", "impossible"):
        return ""
    import phonenumbers

    parsed = phonenumbers.parse(plus(number))
    if phonenumbers.number_type(parsed) == phonenumbers.PhoneNumberType.PREMIUM_RATE:
        return "a premium-rate number: callers pay extra for it"
    from phonenumbers import shortnumberinfo

    short = not phonenumbers.is_valid_number(parsed) and shortnumberinfo.is_valid_short_number(parsed)
    return f"a short number of {phonenumbers.region_code_for_country_code(parsed.country_code or 0)}" if short else ""
