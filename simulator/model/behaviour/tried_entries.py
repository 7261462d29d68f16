"""How much of what can be entered at a capture was tried in front of a backend."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field

from simulator.model.record import frozen

if TYPE_CHECKING:
    from simulator.model.behaviour.hint import Hint


@frozen
class TriedEntries:
    """The entries that were tried at a capture, in their order, of `possible` ones that are made of 0 to 9 alone.

    Entries with `*`, `#` or A to D are `apart`. Those that `mattered` led elsewhere than the most, though nobody
    announces them; `secret` are those that the source or the data of the backend holds.
    """

    digits: tuple[str, ...]
    possible: int
    apart: tuple[str, ...] = field(default=())
    mattered: tuple[Hint, ...] = field(default=())
    secret: tuple[str, ...] = field(default=(), repr=False)

    @property
    def all(self) -> bool:
        """Whether each entry of 0 to 9 was tried."""
        return len(self.digits) >= self.possible
