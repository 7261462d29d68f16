"""What one session of a log shows of its caller, place by place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from simulator.model.record import record

if TYPE_CHECKING:
    from simulator.model.behaviour.behaviour import Place


@record
class EntrySeen:
    """One entry: the `keys` that were told ("": nobody pressed anything), at which try (from 0).

    `late` is how many ms after the prompt's end the last key came (before it: below 0), None where the log does not
    tell; `exact`: known to the ms, not to the second. `told` is False where it is not clear what the tries before were.
    """

    place: Place
    keys: str
    attempt: int = 0
    late: int | None = None
    exact: bool = True
    told: bool = True

    @property
    def lasted(self) -> int:
        """The ms from the beginning of its prompt to its end, about: as long as the caller had not hung up."""
        place = self.place
        if not self.keys:
            return place.prompt_ms + silent_ms(place)
        return max(place.prompt_ms + (self.late or 0), 0)


def silent_ms(place: Place) -> int:
    """When an entry without a key ends, after the prompt."""
    return min(ms for ms in (place.digit_timeout, place.overall_timeout) if ms)


@record
class SilenceSeen:
    """Tries at a place that nobody answered: how many ms each took longer than the prompt's estimate has it."""

    place: Place
    longer: float
    tries: int


@define
class SessionSeen:
    """What a session shows. `trouble` is why nothing after it could be used; empty where all of it was.

    `stayed` are the ms (bridged ones left out) in which the caller could have hung up, until a look is no longer sure;
    `left` says after how many of them they did, None where they did not. `ended` is whether the end is told at all,
    `at_once` that they hung up as the call was answered. `legs` are what each dial came to, and `talks` how long a
    bridge lasted, in ms.
    """

    answered: bool = False
    ended: bool = False
    at_once: bool = False
    left: int | None = None
    stayed: int = 0
    entries: list[EntrySeen] = field(factory=list)
    silences: list[SilenceSeen] = field(factory=list)
    legs: list[tuple[str, str]] = field(factory=list)
    talks: list[int] = field(factory=list)
    trouble: str = ""
