"""How a crowd of callers behaves, as numbers: what they want and press, how quickly, and for how long they stay."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

from attrs import evolve, field

from simulator.errors import UsageError
from simulator.model.call.keys import KEYS
from simulator.model.call.leg_outcomes import LEG_OUTCOMES
from simulator.model.callers.law import MOST, Spread, law_of
from simulator.model.record import frozen
from simulator.model.values import plain, shown

if TYPE_CHECKING:
    from random import Random

ANYWHERE, UNNAMED = "*", "start"
"""The names of all stages, and of that before any reply gave one, in the weights of a model."""
MOST_PER_SECOND = 1000
"""The highest rate of hanging up: in each ms."""
_CHANCES = ("wrong", "silence", "hangup", "slip", "barge_in", "at_once")
_TIMES = {"reaction": 1, "inter_key": 1, "patience": 1000, "talk": 1000}
"""The laws of a model, and how many ms a number of theirs counts."""


@frozen
class CallerModel:
    """Callers who do one thing at each entry, by chance (all of it assumed: no platform knows its callers).

    `wrong`, `silence` and `hangup` are chances (0 to 1, together at most 1) of a key that nobody offers, of no key,
    and of hanging up during the prompt or just after it; else one of the offered keys is pressed. `offered` weighs
    those: `"uniform"`, or a weight per key (`{"1": 3}`: three times as likely as each key that is not named).
    `weights` are the same by stage (`{"menu": {"1": 3}}`; "start" before any reply), and `wants` are words of which
    each caller has one, by weight: who hears them announced presses their key. Of entries of two keys and more each key
    may `slip` to another. A share `barge_in` presses once the words of their own key were said, where the platform
    lets them. `reaction` is ms from the end of the prompt (or those words) to the first key, `inter_key` ms between
    keys (None: 300), `patience` s from answering until the caller hangs up whatever is going on, None for never.
    `at_once` is the chance of hanging up as the call is answered, `per_second` that of each later second; neither they
    nor patience count while leg B talks. `talk` is how many s that is (None: as the settings say). `legs` are the
    shares of what leg A and leg B come to (`{"B": {"answered": 9, "busy": 1}}`; answered where nothing is said).
    `goals` are stages, or words heard, with which a call has reached what it is for. A time is a mean, `(mean, sd)`, a
    law (`"lognormal(1.2s, 0.45)"`) or a list of measured values. `segments` are kinds of callers, each with its
    `name` and `share`. Raises UsageError.
    """

    offered: Literal["uniform"] | Mapping[str, float] = field(default="uniform", hash=False)
    wrong: float = 0.05
    silence: float = 0.05
    hangup: float = 0.02
    reaction: Spread = field(default=(1200, 400), hash=False)
    patience: Spread | None = field(default=None, hash=False)
    count: int = 1
    wants: Mapping[str, float] = field(factory=dict, hash=False)
    weights: Mapping[str, Mapping[str, float]] = field(factory=dict, hash=False)
    slip: float = 0
    barge_in: float = 0
    inter_key: Spread | None = field(default=None, hash=False)
    at_once: float = 0
    per_second: float = 0
    talk: Spread | None = field(default=None, hash=False)
    legs: Mapping[str, Mapping[str, float]] = field(factory=dict, hash=False)
    goals: tuple[str, ...] = ()
    name: str = ""
    share: float = 1
    segments: tuple[CallerModel, ...] = ()

    def __attrs_post_init__(self) -> None:
        for name in _CHANCES:
            self._keep(name, _within(name, getattr(self, name), 1))
        self._keep("per_second", _within("per_second", self.per_second, MOST_PER_SECOND))
        self._keep("share", _within("share", self.share))
        total = self.wrong + self.silence + self.hangup
        if total > 1 + 1e-9:
            raise UsageError(f"wrong, silence and hangup are {total:g} together, expected at most 1")
        for name, unit in _TIMES.items():
            self._keep(name, _spread(name, getattr(self, name), unit))
        self._keep("offered", _weights("offered", self.offered))
        self._keep("weights", _by_stage(self.weights))
        self._keep("wants", _shares("wants", self.wants, None))
        self._keep("legs", _by_leg(self.legs))
        self._keep("goals", _goals(self.goals))
        self._keep("segments", _kinds(self.segments))
        self._keep("count", plain(self.count))
        if not isinstance(self.count, int) or isinstance(self.count, bool) or self.count < 0:
            raise UsageError(f"count: {shown(self.count)} is no number of callers: expected a whole number, 0 and more")
        if self.segments and not any(one.share for one in self.segments):
            raise UsageError("segments: the shares are 0 together, expected one above it")

    def _keep(self, name: str, value: Any) -> None:
        """Take what was found good, in numbers of Python."""
        object.__setattr__(self, name, value)

    @classmethod
    def usual(cls, **changes: Any) -> CallerModel:
        """The model of a callers file that says nothing, but for these `changes` (USUAL says where each is from)."""
        return cls(**{**{name: row[0] for name, row in USUAL.items()}, **changes})

    def many(self, count: int) -> CallerModel:
        """So many callers of this kind. Raises UsageError."""
        return evolve(self, count=count)

    def weight(self, keys: str, stage: str | None = None) -> float:
        """How likely these keys are at a stage, beside the others that are offered."""
        for where in (UNNAMED if stage is None else stage, ANYWHERE):
            if keys in (found := self.weights.get(where, {})):
                return found[keys]
        return 1.0 if isinstance(self.offered, str) else self.offered.get(keys, 1.0)

    def kinds(self) -> list[tuple[float, CallerModel]]:
        """Each kind of caller with its share; the shares add up to 1."""
        if not self.segments:
            return [(1.0, self)]
        whole = sum(one.share for one in self.segments)
        return [(one.share / whole, one) for one in self.segments if one.share]

    def wanted(self) -> list[tuple[float, str]]:
        """What callers of this kind want, with its share; "" where they want nothing in particular."""
        whole = sum(self.wants.values())
        return [(share / whole, words) for words, share in self.wants.items() if share] if whole else [(1.0, "")]

    def outcomes(self, leg: str) -> list[tuple[float, str]]:
        """What a leg comes to, with its share."""
        found = self.legs.get(leg) or {"answered": 1.0}
        whole = sum(found.values())
        return [(share / whole, name) for name, share in found.items() if share]


USUAL: Mapping[str, tuple[Any, str]] = {
    "reaction": ("lognormal(1.2s, 0.45)", "assumed; nothing reliable is published for DTMF"),
    "inter_key": ("lognormal(450ms, 0.4)", "Deininger 1960: 7 digits in 5.9 to 6.2 s, read off"),
    "slip": (0.003, "the same study: 1.3 to 3 % of numbers wrong"),
    "wrong": (0.05, "assumed"),
    "silence": (0.05, "assumed"),
    "barge_in": (0.0, "assumed; experts: 0.3"),
    "hangup": (0.0, "counted by the second instead"),
    "at_once": (0.013, "a bank's calls of August 1999 (public data of the Technion)"),
    "per_second": (0.001, "the same"),
    "talk": ("lognormal(111s, 1.2)", "the same"),
}
"""What callers do where their file says nothing, and where that is from."""


def drawn(chance: Random, value: Spread, unit: int = 1) -> int:
    """A value by chance in ms, a whole number of 0 and more; numbers count `unit` ms each."""
    return law_of(value, unit).drawn(chance)


def _within(name: str, given: Any, most: float = MOST) -> float:
    value = plain(given)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= most:
        expected = "a chance from 0 to 1" if most == 1 else "a number of 0 and more"
        if not isinstance(value, bool) and isinstance(value, int | float) and value > most != 1:
            expected = f"at most {most:g}"
        raise UsageError(f"{name} is {value!r}, expected {expected}")
    return value


def _spread(name: str, given: Any, unit: int) -> Spread | None:
    if given is None and name != "reaction":
        return None
    if isinstance(given, str | list):
        value = given if isinstance(given, str) else [plain(one) for one in given]
        try:
            law_of(value, unit)
        except UsageError as error:
            raise UsageError(f"{name}: {error}") from None
        return value
    if not isinstance(given, tuple):
        return _within(name, given)
    if len(given) != 2:
        raise UsageError(f"{name} is {given!r}, expected a mean, or (mean, spread)")
    return _within(name, given[0]), _within(name, given[1])


def _weights(name: str, offered: Any) -> str | dict[str, float]:
    expected = 'expected "uniform" or a weight per key, {"1": 3, "2": 1}'
    if isinstance(offered, str):
        if offered != "uniform":
            raise UsageError(f'{name} is "{offered}", {expected}')
        return offered
    if not isinstance(offered, Mapping):
        raise UsageError(f"{name} is {shown(offered)}, {expected}")
    found = {}
    for keys, weight in offered.items():
        if not isinstance(keys, str) or not keys or set(keys) - set(KEYS):
            raise UsageError(
                f'{name} weighs {keys!r}, which is no key: expected texts of 0-9 * # A-D, as in {{"1": 3}}'
            )
        found[keys] = _within(f'the weight of "{keys}"', weight)
    return found


def _by_stage(weights: Any) -> dict[str, Any]:
    if not isinstance(weights, Mapping):
        raise UsageError(f'weights is {shown(weights)}, expected weights per stage and key, {{"menu": {{"1": 3}}}}')
    for stage in weights:
        if not isinstance(stage, str):
            raise UsageError(f"weights has {shown(stage)}, expected the name of a stage")
    return {stage: _weights(f'weights of "{stage}"', given) for stage, given in weights.items()}


def _shares(name: str, given: Any, known: Mapping[str, Any] | None) -> dict[str, float]:
    if not isinstance(given, Mapping):
        raise UsageError(f"{name} is {shown(given)}, expected shares by name")
    found = {}
    for key, share in given.items():
        if not isinstance(key, str):
            raise UsageError(f"{name} has {shown(key)}, expected a text")
        if known is not None and key not in known:
            raise UsageError(f"{name} has {key!r}, expected {', '.join(known)}")
        found[key] = _within(f'{name}: the share of "{key}"', share)
    return found


def _goals(given: Any) -> tuple[str, ...]:
    found = given if isinstance(given, tuple | list) else (None,)
    if not all(isinstance(one, str) for one in found):
        raise UsageError(f'goals is {shown(given)}, expected a list of stages or words, ("done",)')
    return tuple(found)


def _kinds(given: Any) -> tuple[CallerModel, ...]:
    found = given if isinstance(given, tuple | list) else (None,)
    if not all(isinstance(one, CallerModel) for one in found):
        raise UsageError(f"segments is {shown(given)}, expected a list of CallerModel")
    if any(one.segments for one in found):
        raise UsageError("segments: one has segments of its own, expected one list of all kinds of callers")
    return tuple(found)


def _by_leg(legs: Any) -> dict[str, dict[str, float]]:
    if not isinstance(legs, Mapping):
        raise UsageError(f'legs is {shown(legs)}, expected shares by leg, {{"B": {{"answered": 9, "busy": 1}}}}')
    found = {}
    for leg, given in legs.items():
        if leg not in ("A", "B"):
            raise UsageError(f"legs has {leg!r}, expected A or B")
        found[leg] = _shares(f"legs of {leg}", given, LEG_OUTCOMES)
        if given and not any(found[leg].values()):
            raise UsageError(f"legs of {leg}: the shares are 0 together, expected one above it")
    return found
