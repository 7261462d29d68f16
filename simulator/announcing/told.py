"""What a caller is told to enter, and how: the choices, the numbers of digits, and whether hash is to end it.

A caller is taken at the prompt's word: a key that is only the beginning of an entry ("press 1, then your PIN"), a
number to call from another phone, and digits that a choice is for ("press 1 to enter your 4 digit PIN") are none of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from simulator.announcing.asked import asks, closing_hash, counts_asked, for_later, names_hash, numbers_in, says_done
from simulator.announcing.find import Announcement, announced, announced_again
from simulator.announcing.language import phrases_of
from simulator.model.kept import remembered
from simulator.model.machine.speech import language_of
from simulator.model.record import record

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST_WEAK = 2
"""What is dialled and longer than that is a phone number: "in an emergency dial 911"."""
_WORD = re.compile(r"\w+")
_SHORTEST_WORD = 2
"""What is no longer than that may stand in any purpose ("to", "an")."""
_STOP = re.compile(r"[.!?;。！？]")


@record
class Telling:
    """What one text tells the caller.

    `keys` are choices, each an entry of its own; `counts` the numbers of digits, as (fewest, most); `closing` the
    words by which hash ends the entry, "" where nothing says so. `names_hash`: it is spoken of, and is no choice.
    `known`: we know the language well enough to say what is not said. `whole`: no more is asked for than the digits
    that are counted ("two digits for the month and two for the year" are four).
    """

    keys: tuple[Announcement, ...] = ()
    counts: tuple[tuple[int, int], ...] = ()
    closing: str = ""
    names_hash: bool = False
    known: bool = False
    whole: bool = False


@remembered(4096)
def told(text: str, voice: str | None = None) -> Telling:
    """What a text tells, spoken by this voice or in this language."""
    language = language_of(voice, None)
    found = announced(text, voice)
    counts = [one for one in counts_asked(text, language) if not _is_a_purpose(one.start, text, found, language)]
    choices = [one for one in found if _is_a_choice(one, text, language)]
    closing = next((one for one in choices if _finishes(one, choices, text, language)), None)
    named = names_hash(text)
    words = closing_hash(text, language) if named else ""
    words = words or next((text[slice(*one.span)] for one in found if one.ends_entry), "")
    return Telling(
        tuple([one for one in choices if one is not closing]),
        tuple([(one.low, one.high) for one in counts]),
        words or (text[slice(*closing.span)] if closing else ""),
        named and all(one.key != "#" or one is closing for one in choices),
        phrases_of(language) is not None,
        len(counts) == 1 and not _goes_on(counts[0].end, text, found, language),
    )


def _goes_on(end: int, text: str, found: tuple[Announcement, ...], language: str) -> bool:
    """Whether the sentence has another number after a count, one that is no key."""
    stop = _STOP.search(text, end)
    more = (end + at for at in numbers_in(text[end : stop.start() if stop else len(text)], language))
    return any(all(not one.span[0] <= at < one.span[1] for one in found) for at in more)


def repeated(text: str, language: str) -> Iterator[tuple[str, str, str]]:
    """Keys that a text announces for two things without a word in common: the key, and both things."""
    said: dict[str, str] = {}
    for one in announced_again(text, language):
        before = said.setdefault(one.key, one.purpose)
        if before and one.purpose and not _alike(before.lower(), one.purpose.lower()):
            yield one.key, before, one.purpose


def _alike(one: str, other: str) -> bool:
    """Whether two purposes may be one: a word in common, or one within the other."""
    words = ({word for word in _WORD.findall(text) if len(word) > _SHORTEST_WORD} for text in (one, other))
    return one in other or other in one or not set.isdisjoint(*words)


def _is_a_purpose(at: int, text: str, found: tuple[Announcement, ...], language: str) -> bool:
    """Whether what stands there says what a choice is for, and not what is to be entered now."""
    for one in found:
        low, high = one.purpose_span
        if low <= at < high and (low > one.end or _led(text[:low], language)):
            return True
    return False


def _led(before: str, language: str) -> bool:
    """Whether what stands there begins what a choice is for, where the language needs a word for that."""
    phrases = phrases_of(language)
    if phrases is None or phrases.bare:
        return phrases is not None
    return bool(phrases.purpose and re.search(rf"(?:{phrases.purpose})\s*$", before.lower()))


def _is_a_choice(one: Announcement, text: str, language: str) -> bool:
    """Whether the key is an entry of its own: no phone number, no end of an entry, and no beginning of one."""
    if one.ends_entry or (one.weak and len(one.key) > _LONGEST_WEAK):
        return False
    begin, until = one.span[1], one.until
    stop = _STOP.search(text, begin, until)
    if not asks(text[begin : stop.start() if stop else until], language):
        return True
    low, high = one.purpose_span
    return one.end < low < high


def _finishes(one: Announcement, choices: list[Announcement], text: str, language: str) -> bool:
    """Whether hash is named as what ends an entry: "press hash when you are done"."""
    if one.key != "#" or one.joined or any(other.number == one.number for other in choices if other is not one):
        return False
    if not one.purpose or says_done(one.purpose, language):
        return bool(text[: one.span[0]].strip())
    return len(choices) == 1 and one.purpose_span[0] > one.end and asks(text[: one.span[0]], language)


def offered_now(text: str, voice: str | None, *, over: bool) -> str:
    """The first key of the keypad that a text offers, "" where it offers none; what is dialled may be anything.

    A key that is for later ("press 0 at any time") counts where the call is `over` after that.
    """
    language = language_of(voice, None)
    for one in told(text, voice).keys:
        if not one.weak and len(one.key) == 1 and (over or not _is_for_later(one, text, language)):
            return one.key
    return ""


def _is_for_later(one: Announcement, text: str, language: str) -> bool:
    return for_later(text[: one.span[0]], language) or for_later(text[one.span[0] : max(one.until, one.end)], language)
