"""Keys that are worth trying at an entry of several keys, since nobody can see what a backend tells apart."""

from __future__ import annotations

from simulator.model.record import frozen


@frozen
class Hint:
    """The keys of one entry, and where they come from, in a person's words: "the source of bank.py, line 12"."""

    digits: str
    origin: str
