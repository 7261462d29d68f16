"""The keys that a prompt announces, in words and figures."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from attrs import field

from simulator.announcing._folding import fold
from simulator.announcing._groups import groups_of
from simulator.announcing._hints import speaking
from simulator.announcing._patterns import patterns_of
from simulator.announcing._purpose import purposes
from simulator.announcing.language import code_of
from simulator.model.kept import remembered
from simulator.model.machine.speech import language_of
from simulator.model.record import frozen, record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.announcing._groups import Group
    from simulator.announcing._patterns import Patterns


@frozen(eq=False)
class _Reading:
    """A text as one language reads it; what its keys are for is worked out when somebody asks."""

    text: str
    folded: str
    places: tuple[int, ...]
    known: Patterns
    groups: list[Group]

    @cached_property
    def purposes(self) -> tuple[tuple[int, int], ...]:
        """Where the text says what the keys of each group are for."""
        spans = purposes(self.folded, self.groups, self.known)
        return tuple((self.places[low], self.places[high]) for low, high in spans)

    def group(self, number: int) -> tuple[int, int]:
        """The place of a group, from its verb to its last key."""
        group = self.groups[number]
        return self.places[group.start], self.places[group.end]

    def every(self) -> Iterator[Announcement]:
        """Every key as often as it is announced."""
        for number, group in enumerate(self.groups):
            for key, low, high in group.keys:
                yield Announcement(key, self.places[low], self.places[high], group.ends_entry, self, number)

    def announcements(self) -> tuple[Announcement, ...]:
        """Every key, each once."""
        first: dict[str, Announcement] = {}
        for one in self.every():
            first.setdefault(one.key, one)
        return tuple(first.values())


@record
class Announcement:
    """A key that a prompt announces, and where.

    `key` is "1", "*", "#" or several digits; `text[start:end]` names the key (the whole range for "1 to 5").
    `ends_entry`: hash that ends an entry ("followed by the hash key") and is no choice.
    """

    key: str
    start: int
    end: int
    ends_entry: bool
    _reading: _Reading = field(repr=False)
    _group: int = field(repr=False)

    @property
    def purpose(self) -> str:
        """What the key is for: the words about it as written, "" where there are none."""
        low, high = self.purpose_span
        return self._reading.text[low:high]

    @property
    def purpose_span(self) -> tuple[int, int]:
        """The place of these words."""
        return self._reading.purposes[self._group]

    @property
    def span(self) -> tuple[int, int]:
        """The place of all that announces the key, from its verb on."""
        return self._reading.group(self._group)

    @property
    def until(self) -> int:
        """Where the next keys are announced, or the text ends."""
        after = self._group + 1
        return self._reading.group(after)[0] if after < len(self._reading.groups) else len(self._reading.text)

    @property
    def number(self) -> int:
        """Which of the announcements of the text it belongs to: keys that are named together have one number."""
        return self._group

    @property
    def weak(self) -> bool:
        """Whether its verb takes other things than keys too ("dial 911", "option 3")."""
        return self._reading.groups[self._group].weak

    @property
    def joined(self) -> bool:
        """Whether it is offered beside something else ("enter your PIN, or press hash")."""
        before = self._reading.folded[: self._reading.groups[self._group].start].rstrip()
        return bool(self._reading.known.joint.search(before))


def announced(text: str, voice: str | None = None) -> tuple[Announcement, ...]:
    """The keys that `text` announces, in its order, each once.

    `voice` is a voice profile or a language (`en-US-BenjaminRUS`, `generic-en-male`, `pt`). Its language is tried
    first, the others where it finds nothing, and for what it leaves over: prompts are often in another language
    than their voice, or in two. Assumed, as only the prompt tells: words that we do not know announce nothing.
    """
    return _announced(text, code_of(language_of(voice, None)) if voice else "")


def announced_again(text: str, language: str) -> tuple[Announcement, ...]:
    """The keys that `text` announces in this language, each as often as it does."""
    code, (folded, places) = code_of(language), fold(text)
    if code not in speaking(folded):
        return ()
    known = patterns_of(code)
    return tuple(_Reading(text, folded, places, known, groups_of(folded, known)).every())


@remembered(4096)
def _announced(text: str, language: str) -> tuple[Announcement, ...]:
    """What the own language finds, else the one that finds most, and beside it what is said in yet another one."""
    folded, places = fold(text)
    readings = {code: _read(text, folded, places, code) for code in speaking(folded)}
    own = readings.pop(language, ())
    best = list(filter(None, readings.values()))
    if len(best) > 1:
        best.sort(key=_found, reverse=True)
    found = {one.key: one for one in own}
    for reading in best:
        spans = [(one.start, one.end) for one in found.values()]
        for one in reading:
            if all(one.end <= start or end <= one.start for start, end in spans):
                found.setdefault(one.key, one)
    return tuple(sorted(found.values(), key=lambda one: (one.start, _order(one.key))))


def _found(reading: tuple[Announcement, ...]) -> tuple[int, int]:
    return len(reading), sum(bool(one.purpose) for one in reading)


def _order(key: str) -> tuple[int, str]:
    return len(key), key


def _read(text: str, folded: str, places: tuple[int, ...], language: str) -> tuple[Announcement, ...]:
    known = patterns_of(language)
    return _Reading(text, folded, places, known, groups_of(folded, known)).announcements()
