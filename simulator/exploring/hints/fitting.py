"""Which hints an entry takes, as they are or with keys added or left out."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING

from attrs import evolve

from simulator.exploring.hints.hints import CALLED, NOTED, PROBES
from simulator.exploring.hints.usual import usual_hints
from simulator.model.behaviour.hint import Hint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from simulator.entries.entry import DtmfEntry

LONGEST_PADDED = 16
"""Keys of an entry beyond which nobody fills it with zeros: it ends when it is closed."""


def fitting(hints: Sequence[Hint], entry: DtmfEntry, most: int) -> tuple[Hint, ...]:
    """At most so many hints that an entry takes, each once, best first; `digits` is what the entry then comes to.

    The flow file's probes come first, what calls entered that are to be counted, and what entries were compared with.
    Then of four two are hints as they are, one is worth trying at any entry, and one is a hint made longer with zeros
    or cut: a long list of one kind does not keep the others out.
    """
    probes = [hint for hint in hints if hint.origin in (PROBES, CALLED, NOTED)]
    as_they_are = _taken(_whole(hints), entry)
    longer = chain(_padded(hints, entry), _cut(hints, entry))
    mixed = _mixed(as_they_are, _taken(usual_hints(entry), entry), _taken(longer, entry))
    held = {hint.digits for hint in hints if hint.source}
    known: dict[str, Hint] = {}
    for hint in chain(_taken(_whole(probes), entry), mixed):
        if len(known) >= most:
            break
        known.setdefault(hint.digits, evolve(hint, source=hint.source or hint.digits in held))
    return tuple(known.values())


def _taken(found: Iterable[Hint], entry: DtmfEntry) -> Iterator[Hint]:
    """Those that an entry takes, each once."""
    seen: set[str] = set()
    for hint in found:
        digits = entry.result(hint.digits)
        if hint.digits and digits not in seen and entry.takes(digits):
            seen.add(digits)
            yield evolve(hint, digits=digits)


def _whole(found: Iterable[Hint]) -> Iterator[Hint]:
    """Hints as they are, and without the hash that ended the entry where they were heard."""
    for hint in found:
        yield hint
        if hint.digits.endswith("#"):
            yield evolve(hint, digits=hint.digits[:-1])


def _padded(found: Sequence[Hint], entry: DtmfEntry) -> Iterator[Hint]:
    """Shorter ones: a number with leading zeros, and the beginning of something longer."""
    for length in dict.fromkeys((entry.low, entry.high)):
        for hint in found if length <= LONGEST_PADDED else ():
            if len(hint.digits) < length:
                yield _made(hint, hint.digits.rjust(length, "0"), f"{hint.origin}, with leading zeros")
                yield _made(hint, hint.digits.ljust(length, "0"), f"{hint.origin}, with zeros after it")


def _cut(found: Iterable[Hint], entry: DtmfEntry) -> Iterator[Hint]:
    for hint in found:
        if len(hint.digits) > entry.high:
            yield _made(hint, hint.digits[: entry.high], f"the first keys of {hint.digits}, {hint.origin}")
            yield _made(hint, hint.digits[-entry.high :], f"the last keys of {hint.digits}, {hint.origin}")


def _made(hint: Hint, digits: str, origin: str) -> Hint:
    return Hint(digits, origin, hint.source, hint.digits)


def _mixed(first: Iterator[Hint], *others: Iterator[Hint]) -> Iterator[Hint]:
    """Two of the first and one of each other in turn, until all are used up."""
    waiting = [(first, 2), *((other, 1) for other in others)]
    while waiting:
        for one in list(waiting):
            some = list(islice(*one))
            yield from some
            if not some:
                waiting.remove(one)
