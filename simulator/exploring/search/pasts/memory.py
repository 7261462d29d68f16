"""What a backend remembers of a session: two pasts are one only after the same words were answered alike.

A *word* is a few inputs, done one after the other. Wherever a call comes to a stop at which words can be said, they are
said there in sessions of their own, and what is seen of them is part of the point: pasts that are answered alike stay
one, others are told apart (Rivest and Schapire's way of learning an automaton by experiments). What tells the pasts at
one place apart is said at all: what is remembered at one menu is remembered at the next.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from simulator.exploring.search.probers import REMEMBERED

if TYPE_CHECKING:
    from simulator.exploring.search.probers import Replaying, Seen, Stop
    from simulator.exploring.search.probes import Probe

    Word = tuple[Probe, ...]
    Told = tuple[tuple[Seen, ...], ...]
    """What is seen of each word that is known for a stop."""

MOST_WORDS = 60
"""Words after which a backend's memory is taken to have no end."""


@define
class Memory:
    """The words that tell pasts apart, and what was seen of them after each path."""

    prober: Replaying
    words: list[Word] = field(init=False, factory=list)
    _seen: dict[Word, tuple[Seen, ...]] = field(init=False, factory=dict)

    def told(self, stop: Stop) -> Told:
        """What tells this stop from others with the same key."""
        return tuple(self.walk((*stop.path, *word))[len(stop.path) :] for word in self.words if word[0].fits(stop.call))

    def learn(self, word: Word) -> bool:
        """Remember a word that tells pasts apart; False where it is known, or there are too many."""
        if word in self.words or len(self.words) >= MOST_WORDS:
            return False
        self.words.append(word)
        return True

    def walk(self, path: Word) -> tuple[Seen, ...]:
        """What is seen of these inputs, done one after the other in a session, as it was seen before, if it was."""
        found = self._seen.get(path)
        if found is None:
            found = self.prober.walk(path)
            if len(self._seen) < REMEMBERED:
                self._seen[path] = found
        return found
