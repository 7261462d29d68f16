"""What a backend remembers of a session: two pasts are one only after the same words were answered alike.

A *word* is a few inputs, done one after the other. Wherever a call comes to a stop of which words are known, they are
said there in sessions of their own, and what is seen of them is part of the point: pasts that are answered alike stay
one, others are told apart (Rivest and Schapire's way of learning an automaton by experiments).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

if TYPE_CHECKING:
    from simulator.exploring.search.probers import Replaying, Seen, Stop
    from simulator.exploring.search.probes import Probe
    from simulator.exploring.search.standing import Key

    Word = tuple[Probe, ...]
    Told = tuple[tuple[Seen, ...], ...]
    """What is seen of each word that is known for a stop."""

MOST_WORDS = 60
"""Words after which a backend's memory is taken to have no end."""


@define
class Memory:
    """The words for each stop, by its key, and what was seen of them after each path."""

    prober: Replaying
    words: dict[Key, list[Word]] = field(init=False, factory=dict)
    _seen: dict[tuple[Word, Word], tuple[Seen, ...]] = field(init=False, factory=dict)

    def told(self, stop: Stop) -> Told:
        """What tells this stop from others with the same key."""
        return tuple(self._said(stop.path, word) for word in self.words.get(stop.key, ()))

    def learn(self, key: Key, word: Word) -> bool:
        """Remember a word that tells pasts apart; False where it is known, or there are too many."""
        known = self.words.setdefault(key, [])
        if word in known or sum(map(len, self.words.values())) >= MOST_WORDS:
            return False
        known.append(word)
        return True

    def _said(self, path: Word, word: Word) -> tuple[Seen, ...]:
        found = self._seen.get((path, word))
        if found is None:
            found = self._seen[path, word] = tuple(self.prober.walk((*path, *word))[len(path) :])
        return found
