"""What a key is for: the words before its verb, or those after it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simulator.announcing._groups import Group
    from simulator.announcing._patterns import Patterns

_STOP = re.compile(r"[,.;:!?\n、。।…]")
_EDGE = " \t\r\n,;:、–—-\"'“”「」()[]"
_REACH = 200
"""How far back, in characters, the words that lead over to a key are looked for: no text may take long."""

_MOST_WORDS = 4
"""A clause without a word such as `for` before it is a purpose ("sales, press 1") only when it is short."""


def purposes(text: str, groups: list[Group], known: Patterns) -> list[tuple[int, int]]:
    """For each group the place of what it is for in the folded text, empty where nothing is said."""
    found: list[tuple[int, int]] = []
    free = 0
    for at, group in enumerate(groups):
        limit = groups[at + 1].start if at + 1 < len(groups) else len(text)
        start, end = _trim(text, *_of(text, group, (free, limit), known, alone=len(groups) == 1))
        found.append((start, end))
        free = max(group.end, end)
    return found


def _of(text: str, group: Group, room: tuple[int, int], known: Patterns, *, alone: bool) -> tuple[int, int]:
    """Nothing for the end of an entry; before the verb where a word such as `for` begins it, else after the key.

    Where neither is so, a short clause before the verb, or one of its own after a comma.
    """
    if group.ends_entry:
        return group.end, group.end
    before, led = _before(text, room[0], group.start, known)
    after, begun, last = _after(text, group.end, room[1], known)
    parted = text[before[1] : group.start].lstrip()[:1] in tuple(",:")
    if led and not (parted and begun and last):
        return before
    if begun and (last or before[0] == before[1] or not known.bare):
        return after
    short = before[0] < before[1] and len(text[slice(*before)].split()) <= _MOST_WORDS
    if short and (known.bare or not (alone and parted)):
        return before
    return _late(text, group.end, room[1], known) if before[0] == before[1] else (group.end, group.end)


def _before(text: str, low: int, high: int, known: Patterns) -> tuple[tuple[int, int], bool]:
    """The clause before the verb, without what only leads over to it, and whether a `purpose` word began it."""
    end = _polished(text, low, high, known)
    stops = [stop.end() for stop in _STOP.finditer(text, low, end)]
    start = stops[-1] if stops else low
    lead = known.purpose.match(text, start, end)
    if known.unspaced and not lead:
        *_, lead = None, *known.purpose.finditer(text, max(start, end - _REACH), end)
    return (min(lead.end(), end) if lead else start, end), lead is not None


def _polished(text: str, low: int, end: int, known: Patterns) -> int:
    while True:
        shorter = low + len(text[low:end].rstrip(" \t\n,:;、–—-"))
        found = known.polite.search(text, max(low, shorter - _REACH), shorter)
        if found is None:
            return shorter
        end = found.start()


def _after(text: str, low: int, high: int, known: Patterns) -> tuple[tuple[int, int], bool, bool]:
    """The clause after the key, whether it can be a purpose, and whether it is no other group's beginning."""
    low = _skipped(text, low, high, known)
    stop = _STOP.search(text, low, high)
    end = stop.start() if stop else high
    end = low + len(text[low:end].rstrip())
    joint = known.joint.search(text, max(low, end - _REACH), end)
    end = joint.start() if joint else end
    lead = known.purpose.match(text, low, end)
    begun = lead is not None or (known.bare and bool(text[low:end].strip(_EDGE)))
    return (lead.end() if lead else low, end), begun, stop is not None or high == len(text)


def _skipped(text: str, low: int, high: int, known: Patterns) -> int:
    """Past what may follow a key without being its purpose: "press 1 now", "on your keypad"."""
    found = known.skip.match(text, low, high)
    return found.end() if found else low


def _late(text: str, low: int, high: int, known: Patterns) -> tuple[int, int]:
    """A clause of its own after a comma: "press 1, sales; press 2, support"."""
    comma = re.compile(r"\s*[,:]").match(text, low, high)
    if comma is None:
        return low, low
    clause, _, last = _after(text, comma.end(), high, known)
    words = text[slice(*clause)]
    fits = last and len(words.split()) <= _MOST_WORDS and not known.one.search(words)
    return clause if fits else (low, low)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Without blanks, commas and quotes around it."""
    inner = text[start:end]
    start += len(inner) - len(inner.lstrip(_EDGE))
    return start, max(start, end - (len(inner) - len(inner.rstrip(_EDGE))))
