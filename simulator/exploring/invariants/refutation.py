"""What the judging of a kind of invariant comes to: a way that refutes it, or what is to be told where none does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from simulator.model.record import frozen

if TYPE_CHECKING:
    from simulator.model.behaviour.behaviour import Place

ShownBy = Literal["run", "loop", "place"]
"""How a run of the way shows it: it breaks the invariant, comes to a place again, or comes to it at all."""


@frozen
class Refutation:
    """The moves that refute an invariant, how a run of them shows it, and the place and words of what they show."""

    moves: tuple[int, ...]
    shown_by: ShownBy = "run"
    place: Place | None = None
    words: str = ""


@frozen
class Unrefuted:
    """No way refutes it: how near one comes, in words, and whether that is `known` although not all was reached.

    `sure`: nothing but what was tried can come nearer.
    """

    words: str = ""
    known: bool = True
    sure: bool = True
