"""How a crowd of callers behaves, as numbers: what they press, how quickly, and for how long they stay."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite
from typing import TYPE_CHECKING, Any, Literal

from attrs import evolve, field

from simulator.errors import UsageError
from simulator.model.call.keys import KEYS
from simulator.model.record import frozen
from simulator.model.values import plain, shown

if TYPE_CHECKING:
    from random import Random

Spread = float | tuple[float, float]
"""A mean, or a mean and a spread (the standard deviation of a normal distribution, cut off at 0)."""


@frozen
class CallerModel:
    """Callers who do one thing at each entry, by chance (all of it assumed: no platform knows its callers).

    `wrong`, `silence` and `hangup` are chances (0 to 1, together at most 1) of a key that nobody offers, of no key,
    and of hanging up during the prompt or just after it; else one of the offered keys is pressed. `offered` weighs
    those: `"uniform"`, or a weight per key (`{"1": 3}`: three times as likely as each key that is not named).
    `reaction` is ms from the end of the prompt to the first key, `patience` s from answering until the caller hangs
    up whatever is going on, None for never; both are a mean, or `(mean, spread)`. Raises UsageError.
    """

    offered: Literal["uniform"] | Mapping[str, float] = field(default="uniform", hash=False)
    wrong: float = 0.05
    silence: float = 0.05
    hangup: float = 0.02
    reaction: Spread = (1200, 400)
    patience: Spread | None = None
    count: int = 1

    def __attrs_post_init__(self) -> None:
        chances = {name: getattr(self, name) for name in ("wrong", "silence", "hangup")}
        for name, value in chances.items():
            _within(name, value, 1)
        if sum(chances.values()) > 1:
            raise UsageError(f"wrong, silence and hangup are {sum(chances.values()):g} together, expected at most 1")
        for name in ("reaction", "patience"):
            _spread(name, getattr(self, name))
        _weights(self.offered)
        object.__setattr__(self, "count", plain(self.count))
        if not isinstance(self.count, int) or isinstance(self.count, bool) or self.count < 0:
            raise UsageError(f"count: {shown(self.count)} is no number of callers: expected a whole number, 0 and more")

    def many(self, count: int) -> CallerModel:
        """So many callers of this kind. Raises UsageError."""
        return evolve(self, count=count)

    def weight(self, keys: str) -> float:
        """How likely these keys are, beside the others that are offered."""
        return 1.0 if isinstance(self.offered, str) else self.offered.get(keys, 1.0)


def drawn(chance: Random, value: Spread, unit: int = 1) -> int:
    """A value by chance, times `unit`, as a whole number of 0 and more."""
    mean, spread = value if isinstance(value, tuple) else (value, 0)
    return max(0, round(chance.gauss(mean, spread) * unit))


def _within(name: str, value: Any, most: float = float("inf")) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value) or not 0 <= value <= most:
        expected = "a chance from 0 to 1" if most == 1 else "a number of 0 and more"
        raise UsageError(f"{name} is {value!r}, expected {expected}")


def _spread(name: str, value: Any) -> None:
    if value is None and name == "patience":
        return
    parts = value if isinstance(value, tuple) else (value,)
    if isinstance(value, tuple) and len(value) != 2:
        raise UsageError(f"{name} is {value!r}, expected a mean, or (mean, spread)")
    for part in parts:
        _within(name, part)


def _weights(offered: Any) -> None:
    if isinstance(offered, str):
        if offered != "uniform":
            raise UsageError(f'offered is "{offered}", expected "uniform" or a weight per key, {{"1": 3, "2": 1}}')
        return
    if not isinstance(offered, Mapping):
        raise UsageError(f'offered is {shown(offered)}, expected "uniform" or a weight per key, {{"1": 3, "2": 1}}')
    for keys, weight in offered.items():
        if not isinstance(keys, str) or not keys or set(keys) - set(KEYS):
            raise UsageError(
                f'offered weighs {keys!r}, which is no key: expected texts of 0-9 * # A-D, as in {{"1": 3}}'
            )
        _within(f'the weight of "{keys}"', weight)
