"""What keeps a text from being a phone number, and how to write it: the very number where that is certain."""

from __future__ import annotations

import re

from simulator.model.number import bare, country, ends_apart, length_fault, plus, standing, written

_WHOLE = "write 7 to 15 digits and nothing between them, the country code first, such as `+6591234567`"


def how_to_dial(text: str) -> str:
    """What is wrong with a text that is no number, or no possible one, and what to write."""
    number = written(text)
    if number is not None:
        return f"write `{number}`"
    if ends_apart(text):
        return "its last digits stand apart, as an extension or another number to choose does: write one number in full"
    digits = bare(text)
    odd = re.search(r"[^0-9+]|(?!^)\+", digits)
    if odd or not digits:
        return f"`{_visible(odd.group())}` stands in it: {_WHOLE}" if odd else _WHOLE
    count = len(digits.lstrip("+"))
    if count > 15:
        return f"it has {count} digits, and no number has more than 15, the country code included"
    if count < 7:
        return f"it has {count} digits, and no number has fewer than 7, the country code included: {_WHOLE}"
    return _of_its_country(digits)


def _visible(sign: str) -> str:
    return sign if sign.isprintable() else f"\\u{ord(sign):04x}"


def _of_its_country(digits: str) -> str:
    if standing(digits) != "impossible":  # without a plus nobody knows whether the country code comes first
        return f"write `{plus(digits)}` if it begins with the country code, else put that first"
    if digits.lstrip("+").startswith("0"):
        return "it begins with 0, and no country code does: put the country code in its place"
    fault = length_fault(digits)
    if fault is None:
        return f"no country code begins it: put the country code first, such as `{plus('6591234567')}`"
    here = country(digits)
    many = "too many digits" if fault == "long" else "too few digits"
    what = f"it has {len(digits.lstrip('+'))} digits, {many} for a number{f' of {here}' if here else ''}"
    return f"{what}: put the country code first" if not digits.startswith("+") else what
