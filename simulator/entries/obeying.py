"""What becomes of a caller who does as the prompt says: where the entry cannot be made, and where it never ends.

Whoever looks for that asks here: `check` of each list, exploration at each place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.announcing.told import told
from simulator.entries.in_the_way import (
    cannot_enter,
    digits,
    endless_count,
    endless_keys,
    endless_number,
    hash_counts,
    late_hash,
    needed_ms,
    too_little_time,
    wrong_count,
)
from simulator.model.kept import remembered
from simulator.model.record import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.announcing.told import Telling
    from simulator.entries.entry import DtmfEntry
    from simulator.model.behaviour.obstacle import Obstacle

LONGEST_ENTRY = 25
"""The most digits that the platform takes (documented): an entry of so many was not limited by anybody."""
_KEYS = frozenset("0123456789*")
"""The keys that are an entry of their own wherever one key is taken."""
SHORTEST_OVERALL_MS = 1000
"""Below this nobody enters anything, which is another fault (L021)."""


def obstacles(entry: DtmfEntry) -> tuple[Obstacle, ...]:
    """Everything that is in the way of a caller who obeys; nothing where no text is heard, or limits are at odds."""
    heard = _heard(entry)
    return () if not heard or entry.low > entry.high or _is_menu(entry, heard) else _found(entry, *_texts(entry))


def _heard(entry: DtmfEntry) -> tuple[Telling, ...]:
    return tuple([told(prompt.text, prompt.voice) for prompt in entry.prompts if prompt.text is not None])


def _is_menu(entry: DtmfEntry, heard: tuple[Telling, ...]) -> bool:
    """Whether single keys are all that is told, and each ends the entry, as mostly: nothing is in the way."""
    if not (entry.low == entry.high == 1 and entry.completes):
        return False
    return not any(what.counts or what.closing or any(one.key not in _KEYS for one in what.keys) for what in heard)


def _texts(entry: DtmfEntry) -> tuple[str, ...]:
    return tuple([prompt.text or "" for prompt in entry.prompts])


@remembered(4096)
def _found(entry: DtmfEntry, *_texts: str) -> tuple[Obstacle, ...]:
    heard = _heard(entry)
    obeyed = _Obeyed(entry, heard, len(heard) < len(entry.prompts))
    return (*obeyed.impossible(), *obeyed.endless(), *obeyed.hash_lost(), *obeyed.hurried())


@frozen
class _Obeyed:
    """One entry, and what is told before it, the prompt itself last; `files` are heard too, which may say anything."""

    entry: DtmfEntry
    heard: tuple[Telling, ...]
    files: bool

    @property
    def keys(self) -> tuple[str, ...]:
        """The choices."""
        return tuple(dict.fromkeys(one.key for what in self.heard for one in what.keys))

    @property
    def counts(self) -> tuple[tuple[int, int], ...]:
        """The numbers of digits that the prompt asks for."""
        return self.heard[-1].counts

    @property
    def asked(self) -> tuple[int, int] | None:
        """The fewest and the most digits that the prompt asks for, where it asks for nothing else."""
        return self.counts[0] if self.heard[-1].whole else None

    @property
    def closing(self) -> str:
        """The words by which hash ends the entry."""
        return next((what.closing for what in self.heard if what.closing), "")

    def impossible(self) -> Iterator[Obstacle]:
        """Keys and numbers of digits that the entry does not take."""
        reasons: dict[tuple[str, str, str], list[str]] = {}
        for key in self.keys:
            if why := self._refused(key):
                reasons.setdefault(why, []).append(key)
        for why, keys in reasons.items():
            yield cannot_enter(keys, *why)
        if self.counts and not any(self._fits(*count) for count in self.counts):
            yield wrong_count(self.entry, *self.counts[0])
        shortest = min((*map(len, self.keys), *(self._counted or ())), default=self.entry.low)
        if self.closing and self.entry.hash_is_key and shortest < self.entry.high:
            yield hash_counts(self.keys or (digits(max(shortest, 1)),), self.closing)

    def _refused(self, key: str) -> tuple[str, str, str] | None:
        """Why a choice cannot be entered, what to do, and the parameter that it hangs on."""
        entry = self.entry
        if key == "#" and entry.hash_ends:
            return ("here it ends the entry: without a digit that is rejected",
                    "announce another key (star, say), or set completeOnHash to false", "promptMessage")  # fmt: skip
        if "#" in key and not entry.hash_is_key:
            return "hash is lost here", "announce another key (star, say)", "promptMessage"
        if len(key) > entry.high:
            return (f"maxDigits is {entry.high}: the entry takes no more keys",
                    f"set maxDigits to {len(key)}, or announce shorter keys", "maxDigits")  # fmt: skip
        if len(key) < self._least:
            return (f"minDigits is {entry.low}: fewer keys are never accepted",
                    f"set minDigits to {len(key)}, or take that out of the prompt", "minDigits")  # fmt: skip
        return None

    def _fits(self, low: int, high: int) -> bool:
        """Whether what is asked for is taken: all of it where nothing else is asked, else as a part of it."""
        if self.heard[-1].whole and low <= high:
            return self._least <= low and high <= self.entry.high
        return low <= self.entry.high

    @property
    def _least(self) -> int:
        """The fewest keys that are not too few: where only the last of all ends an entry, fewer do not end it."""
        entry = self.entry
        return entry.low if entry.hash_ends or entry.times_out else 1

    def endless(self) -> Iterator[Obstacle]:
        """Entries that nothing ends but the time for the whole entry, after which it is rejected."""
        entry, closing = self.entry, self.closing
        if self.files or (entry.hash_ends and closing) or (not closing and any(what.names_hash for what in self.heard)):
            return
        short = [key for key in self.keys if not self._refused(key) and not self._ends(len(key))]
        if short:
            yield endless_keys(entry, short, self.closing)
        low, high = self.asked or (0, 0)
        lasting = [count for count in range(low, high + 1) if not self._ends(count)]
        if low and lasting and self._fits(low, high):
            yield endless_count(entry, low, high, lasting[0], self.closing)
        if self._length_unknown and not self._ends(entry.low):
            yield endless_number(entry, self.closing)

    @property
    def _length_unknown(self) -> bool:
        """Whether nobody says how many keys are to come: not the prompt, in a language that we know, nor the limits."""
        limited = self.entry.high < LONGEST_ENTRY and self.entry.low == 1
        return not (self.keys or self.counts or limited) and self.heard[-1].known and self.entry.low < self.entry.high

    def _ends(self, keys: int) -> bool:
        """Whether an entry of so many keys ends as accepted without hash: by its last key, or by a timer."""
        entry, timers = self.entry, dict(self.entry.timers)
        if keys >= entry.high and entry.completes:
            return True
        digit, overall = timers.get("digitTimeout"), timers["overallTimeout"]
        return entry.times_out and (digit is None or needed_ms(keys) + digit <= overall)

    @property
    def _counted(self) -> tuple[int, int] | None:
        """The fewest and the most digits that are asked for, where that is certain: by words, else by the limits."""
        if self.counts:
            return self.asked
        return (self.entry.low, self.entry.high) if not self.keys and self.entry.low == self.entry.high else None

    def hash_lost(self) -> Iterator[Obstacle]:
        """A closing hash where every entry that is asked for has as many keys as end it."""
        entry = self.entry
        if self.closing and entry.completes and entry.hash_ends:
            lengths = {len(key) for key in self.keys} | {*(self._counted or ())}
            if lengths == {entry.high} and (self.asked or not self.counts):
                yield late_hash(entry, self.keys or (digits(entry.high),), self.closing)

    def hurried(self) -> Iterator[Obstacle]:
        """More digits than anybody enters in the time for the whole entry."""
        low, high = self._counted or (self.entry.low, self.entry.high)
        count = high if self.asked else low
        overall = dict(self.entry.timers)["overallTimeout"]
        hash_too = bool(self.closing) and self.entry.hash_ends and count < self.entry.high
        if count > 1 and self._fits(low, high) and SHORTEST_OVERALL_MS <= overall < needed_ms(count + hash_too):
            yield too_little_time(self.entry, count, hash_too=hash_too)
