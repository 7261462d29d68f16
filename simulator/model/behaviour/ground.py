"""How a claim about a behaviour is known: proved, tried, assumed, or not reached.

*Proved* is said only of tables, whose rows divide what a caller can enter. Of a backend, whatever was asked, it is
*tried*: it may know an entry that nobody tried, and remember what nobody did twice. What rests on a fingerprint, a
statement of the user's own, is *assumed*. Where a bound or an answer that was not the same twice stopped exploration,
the rest was *not reached*.

This module imports no attrs, since `--help` names the grounds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from simulator.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Ground = Literal["proved", "tried", "assumed", "notReached"]
GROUNDS: tuple[Ground, ...] = ("proved", "tried", "assumed", "notReached")
"""The firmest first."""
REQUIRABLE = GROUNDS[:-1]
"""What a command can be asked for as the least."""
IN_WORDS: Mapping[Ground, str] = {
    "proved": "proved", "tried": "tried, not proved", "assumed": "assumed, not proved", "notReached": "not known",
}  # fmt: skip
"""How a claim is known, where more is wanted."""
SHARE_OF: Mapping[Ground, str] = {
    "proved": "", "tried": " of what was tried", "assumed": " of what was tried", "notReached": " of what was reached",
}  # fmt: skip
"""What a share is one of."""


def weakest(*grounds: Ground) -> Ground:
    """What is known of several claims together; of none, nothing is left open."""
    return max(grounds, key=GROUNDS.index, default="proved")


def ground_of(known: Ground, complete: bool, some: Sequence[object]) -> Ground:
    """What is known where `known` holds of what was tried: less where not all was, or only `some` legs or instants."""
    tried: Ground = "tried" if some else "proved"
    return weakest(known, tried if complete else "notReached")


def required(given: str | None, option: str) -> Ground | None:
    """The ground that an option names. Raises UsageError."""
    found = next((one for one in REQUIRABLE if one == given), None)
    if given is not None and found is None:
        raise UsageError(f'{option} does not know "{given}": known are {", ".join(REQUIRABLE)}')
    return found


def weaker(required: Ground | None, ground: Ground, what: str, why: str, option: str = "--require") -> str:
    """What is known less firmly than `option` requires, in one line with its reason; nothing where it is enough."""
    if required is None or GROUNDS.index(ground) <= GROUNDS.index(required):
        return ""
    return f"{option} {required}: {what} is {IN_WORDS[ground]}: {why}"
