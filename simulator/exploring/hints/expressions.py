"""Keys that a rule takes: a regular expression, the format of a date, a remainder."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from simulator.entries.pattern import examples
from simulator.exploring.hints import keys_in
from simulator.model.assumptions import DEFAULT_INSTANT

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_PATTERN = 200
LONGEST_EXAMPLE = 16
MOST_EXAMPLES = 6
"""A pattern that takes more lengths tells little of any of them."""
LARGEST_DIVISOR = 10**6
LONGEST_MULTIPLE = 12
MOMENTS = (datetime(1990, 12, 31, 23, 59, tzinfo=UTC), datetime.fromisoformat(DEFAULT_INSTANT))
"""A date of birth that cannot be read in two ways, and the simulated now."""

_PATTERN = re.compile(r"\\d|\[[0-9^*#]|^\^|\$$|[0-9\])]\{[0-9]|[0-9]\|[0-9]")
_REPETITION = re.compile(r"\{[0-9, ]*\}")
_FORMAT = re.compile(r"(?:%[dmyYHMSjI]|[-/.:\s*#T])+")


def is_pattern(text: str) -> bool:
    """Whether a text looks like a regular expression for digits."""
    return len(text) <= LONGEST_PATTERN and bool(_PATTERN.search(text))


@lru_cache(maxsize=256)
def pattern_keys(pattern: str) -> tuple[str, ...]:
    """Keys that a regular expression takes, one for each length where it is found soon, and the digits in it."""
    if len(pattern) > LONGEST_PATTERN:
        return ()
    taken = (digits for digits in examples(pattern, LONGEST_EXAMPLE) if keys_in.are_keys(digits))
    found = [digits for _, digits in zip(range(MOST_EXAMPLES), taken, strict=False)]
    return (*found, *keys_in.within(_REPETITION.sub(" ", pattern)))


def date_keys(text: str) -> Iterator[str]:
    """Dates as a format (`%d%m%Y`) writes them."""
    if text.count("%") > 1 and len(text) <= LONGEST_PATTERN and _FORMAT.fullmatch(text):
        for moment in MOMENTS:
            yield from keys_in.whole(moment.strftime(text))


def multiples(divisor: int, rest: int = 0) -> Iterator[str]:
    """For each length the smallest number that leaves such a rest."""
    if 1 < divisor <= LARGEST_DIVISOR:
        for length in range(1, LONGEST_MULTIPLE + 1):
            least = 10 ** (length - 1)
            yield from keys_in.of_number(least + (rest - least) % divisor)


def luhn(length: int) -> str:
    """Keys of a length whose last one is the check digit of the others, as on bank cards (ISO/IEC 7812-1)."""
    keys = keys_in.of_length(length - 1)
    doubled = [int(key) * (2 - at % 2) for at, key in enumerate(reversed(keys))]
    return f"{keys}{-sum(n - 9 * (n > 9) for n in doubled) % 10}"
