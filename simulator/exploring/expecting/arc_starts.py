"""What is known of an arc of callers before it is known where it leads, and how long it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from simulator.exploring.expecting.sums import Sums


class ArcStart(NamedTuple):
    """An arc before it is known where it leads, and how long it takes."""

    source: int
    name: str
    part: str = "ivr"
    entry: bool = False
    person: bool = False
    keys: float = 0.0


class ArcMet(NamedTuple):
    """Where an arc leads, and what is met on it."""

    dest: int
    asks: float
    goal: float


class LaterOn(NamedTuple):
    """A law so many ms later; who left `before` the time itself, and who left after it and before those ms."""

    on: Sums
    before: Sums
    after: Sums
