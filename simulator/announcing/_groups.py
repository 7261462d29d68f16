"""Where a folded text announces keys: the verb, its keys, and the place of each."""

from __future__ import annotations

from bisect import bisect
from itertools import chain
from typing import TYPE_CHECKING

from simulator.model.record import record

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

    from simulator.announcing._patterns import Patterns

NamedKey = tuple[str, int, int]
"""A key, and where the text names it: start and end."""

_LONGEST_RANGE = 20
_LONGEST_ITEM = 2
"""A longer number in a list is a key only beside others as long: "for emergencies, 911" is none."""


@record
class Group:
    """Keys announced together, as (key, start, end), and the whole from the verb to the last key.

    `weak`: the verb takes other things than keys too.
    """

    start: int
    end: int
    keys: tuple[NamedKey, ...]
    ends_entry: bool = False
    weak: bool = False


def groups_of(text: str, known: Patterns) -> list[Group]:
    """Every group of keys of a folded text, in order; no two overlap."""
    found = _apart([], chain(_closing(text, known), _strong(text, known), _scales(text, known), _told(text, known)))
    return _apart(found, list(_items(text, known, found)))


def _apart(kept: list[Group], groups: Iterable[Group]) -> list[Group]:
    """Those that are kept and more, in order, without those whose keys lie in an earlier one's."""
    for group in groups:
        low = _low(group)
        # Most come in the order of the text.
        if not kept or _high(kept[-1]) <= low:
            kept.append(group)
            continue
        at = bisect(kept, low, key=_low)
        if (not at or _high(kept[at - 1]) <= low) and _high(group) <= _low(kept[at]):
            kept.insert(at, group)
    return kept


def _low(group: Group) -> int:
    return group.keys[0][1]


def _high(group: Group) -> int:
    return group.keys[-1][2]


def _closing(text: str, known: Patterns) -> Iterator[Group]:
    for found in known.closing.finditer(text) if known.pound.search(text) else ():
        for one in known.one.finditer(text, found.start(), found.end()):
            if one["pound"]:
                yield Group(found.start(), found.end(), (("#", *one.span("pound")),), ends_entry=True)


def _strong(text: str, known: Patterns) -> Iterator[Group]:
    for pattern in known.strong:
        for found in pattern.finditer(text):
            if not _doubtful(text, found, known):
                yield from _group(text, found, known)


def _doubtful(text: str, found: re.Match[str], known: Patterns) -> bool:
    """A number word, which may be an article, or a weak verb, and what follows does not settle it."""
    if "end" in found.re.groupindex:
        return False
    low, high = found.span("keys")
    if not (known.unspaced or text[high - 1].isdigit()):
        *_, said = known.one.finditer(text, low, high)
        if said["word"]:
            return not known.follow.match(text, said.end())
    return found["dial"] is not None and not known.follow.match(text, high)


def _scales(text: str, known: Patterns) -> Iterator[Group]:
    for found in known.scale.finditer(text):
        yield from _group(text, found, known)


def _told(text: str, known: Patterns) -> Iterator[Group]:
    question, answer = known.told
    for asked in question.finditer(text):
        for found in answer.finditer(text, asked.start(), asked.end()):
            yield from _group(text, found, known)


def _items(text: str, known: Patterns, strong: list[Group]) -> Iterator[Group]:
    """What a list makes a key: beside keys that a verb announces, or at least two of them, commas and all."""
    if not known.listing.search(text):
        return
    items = [(found, group) for found in _listed(text, known) for group in _group(text, found, known)]
    told = [(found, group) for found, group in items if "comma" in found.re.groupindex and found["comma"]]
    if not strong and len({group.keys[0][0] for _, group in told}) < 2:
        return
    longest = max((len(key) for group in strong for key, _, _ in group.keys), default=0)
    for found, group in items if strong else told:
        what = text[found.start() : group.keys[0][1]]
        if len(group.keys[0][0]) <= max(longest, _LONGEST_ITEM) and not known.never.search(what):
            yield group


def _listed(text: str, known: Patterns) -> Iterator[re.Match[str]]:
    for pattern in known.items:
        yield from pattern.finditer(text)


def _group(text: str, found: re.Match[str], known: Patterns) -> Iterator[Group]:
    named = found.re.groupindex
    low, high = found.span("keys")
    keys = _spread([_key(one, known) for one in known.one.finditer(text, low, high)], text, known)
    if keys:
        start = found.start("begin" if "begin" in named else 0)
        weak = "dial" in named and found["dial"] is not None
        yield Group(start, found.end("end" if "end" in named else "keys"), tuple(keys), weak=weak)


def _spread(said: list[NamedKey], text: str, known: Patterns) -> list[NamedKey]:
    """The keys with every range among them written out."""
    keys: list[NamedKey] = []
    for key in said:
        if keys and known.between.fullmatch(text, keys[-1][2], key[1]):
            keys.extend(_range(keys.pop(), key))
        else:
            keys.append(key)
    return keys


def _range(low: NamedKey, high: NamedKey) -> list[NamedKey]:
    """Every key from one to another, each at the place of the whole range; none where it is no range of keys."""
    if not (low[0].isdigit() and high[0].isdigit()):
        return [low, high]
    keys = range(int(low[0]), int(high[0]) + 1)
    return [(str(key), low[1], high[2]) for key in keys] if len(keys) <= _LONGEST_RANGE else []


def _key(one: re.Match[str], known: Patterns) -> NamedKey:
    if one["figures"]:
        return one["figures"], *one.span("figures")
    kind = one.lastgroup or ""
    return {"star": "*", "pound": "#"}.get(kind) or known.numbers[one["word"]], *one.span(kind)
