"""A network that does what it is told: an outcome for each dial in order, and injected faults."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

from attrs import define, field

from simulator.errors import UsageError
from simulator.model.call.outcome import LegOutcome
from simulator.model.record import frozen
from simulator.model.status import SESSION_ERRORS
from simulator.model.values import choice, milliseconds, whole

if TYPE_CHECKING:
    from simulator.engine.waits import DialWait, PlayWait

FaultPlace = Literal["dial", "say", "playFile", "time", "answer"]
ANSWERED = LegOutcome()
"""What a dial comes to of which nothing is said."""


@frozen
class Fault:
    """A fault of the platform: a session error, and where it strikes.

    `dial` strikes as leg A is dialled, `say` and `playFile` instead of the next prompt of that kind, `time`
    at `at` ms of the session, whatever is going on, and `answer` (-9999 only) in the request's answer.
    Raises UsageError where the code is none that can strike there.
    """

    code: int
    where: FaultPlace = "dial"
    at: int = 0

    def __attrs_post_init__(self) -> None:
        choice("where", self.where, get_args(FaultPlace))
        object.__setattr__(self, "code", whole("code", self.code, None))
        object.__setattr__(self, "at", milliseconds("at", self.at))
        known = [-9999] if self.where == "answer" else sorted(SESSION_ERRORS, reverse=True)
        if self.code not in known:
            expected = ", ".join(map(str, known))
            raise UsageError(f"no fault {self.code} can strike (where: {self.where}): expected {expected}")


@define
class ScriptedNetwork:
    """Outcomes for the dials in order, then answered; each fault is used once, in order of its kind."""

    legs: tuple[LegOutcome, ...] = ()
    faults: tuple[Fault, ...] = ()
    dials: int = 0
    left: list[Fault] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.left = [one for one in self.faults if one.where in ("dial", "say", "playFile")] if self.faults else []

    @property
    def left_legs(self) -> tuple[LegOutcome, ...]:
        """The outcomes that no dial came to."""
        return self.legs[self.dials :]

    @property
    def watches_plays(self) -> bool:
        """Whether a prompt can fail."""
        return bool(self.faults) and any(fault.where in ("say", "playFile") for fault in self.faults)

    @property
    def timed(self) -> tuple[Fault, ...]:
        """The faults that strike at a time of their own."""
        return tuple(fault for fault in self.faults if fault.where == "time") if self.faults else ()

    def dial(self, wait: DialWait) -> LegOutcome | int:
        """What the dial comes to: an outcome, or a session error."""
        fault = self._take("dial") if self.left and wait.leg == "A" else None
        if fault is not None:
            return fault.code
        self.dials += 1
        return self.legs[self.dials - 1] if self.dials <= len(self.legs) else ANSWERED

    def play(self, wait: PlayWait) -> int | None:
        """A session error instead of the prompt, or None: it plays."""
        fault = self._take("playFile" if wait.prompt.part == "playFile" else "say")
        return fault.code if fault else None

    def _take(self, where: str) -> Fault | None:
        found = next((fault for fault in self.left if fault.where == where), None)
        if found is not None:
            self.left.remove(found)
        return found
