"""One parameter of the callers as a log tells it: an estimate, how far it may be off, and how it is known."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, Literal

from attrs import evolve

from simulator.model.record import frozen

if TYPE_CHECKING:
    from collections.abc import Callable

HowKnown = Literal["counted", "fitted", "not told"]
"""Counted in the log; fitted to it under a law; or the log does not tell, so that the usual value stands."""

STEP = 1e-4
"""Shares so far apart tell how a function of them changes."""


@frozen
class Parameter:
    """A parameter by its `name` in a callers file (`reaction.median`, `weights.menu.1`), and its `value`; times in s.

    `error` is the standard error, None where nothing was estimated. `count` are the observations, `how` says what was
    looked at, or why nothing could be told.
    """

    name: str
    value: float | None
    error: float | None
    count: int
    known: HowKnown
    how: str

    def through(self, function: Callable[[float], float]) -> Parameter:
        """The same parameter where it is a function of what was counted, with the error that follows."""
        assert self.value is not None
        assert self.error is not None
        value, more = function(self.value), function(min(self.value + STEP, 1.0))
        less = function(max(self.value - STEP, 0.0))
        width = min(self.value + STEP, 1.0) - max(self.value - STEP, 0.0)
        return evolve(self, value=value, error=self.error * (more - less) / width)


@frozen
class PlaceOffset:
    """How much later keys come at a place than its prompt's estimated length has it, in s; `count` observations.

    `by` is "silence" where silent callers tell the prompt's real length, and "keys" where only keys do: then a longer
    prompt cannot be told from slower callers.
    """

    place: str
    words: str
    seconds: float
    error: float
    count: int
    by: Literal["silence", "keys"]


def untold(name: str, why: str, count: int = 0, value: float | None = None) -> Parameter:
    """A parameter that the log does not tell."""
    return Parameter(name, value, None, count, "not told", why)


def share(name: str, some: int, of: int, how: str) -> Parameter:
    """A share that was counted: with one more on either side its error is never 0."""
    part = (some + 0.5) / (of + 1)
    return Parameter(name, some / of, sqrt(part * (1 - part) / of), of, "counted", how)
