"""Keys that are worth trying at an entry of several keys, since nobody can see what a backend tells apart."""

from __future__ import annotations

from simulator.model.record import frozen

SHORTEST_SECRET = 3
"""Keys that an entry must have to be a secret: anybody can try shorter ones one by one."""


@frozen
class Hint:
    """The keys of one entry, and where they come from, in a person's words: "the source of bank.py, line 12".

    `source`: they were read in the source or the data of a backend, or made of what was (`whole`, if it is longer).
    """

    digits: str
    origin: str
    source: bool = False
    whole: str = ""

    @property
    def secrets(self) -> tuple[str, ...]:
        """What of it is masked where a report is meant to be shared."""
        found = (self.digits, self.whole) if self.source else ()
        return tuple(keys for keys in found if len(keys) >= SHORTEST_SECRET)
