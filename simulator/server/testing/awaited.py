"""The call flow that a test waits for: who is at the other end of it, and everything that came."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from attrs import define, field

if TYPE_CHECKING:
    from simulator.callers.scripted import Scripted
    from simulator.networks.scripted import ScriptedNetwork
    from simulator.running.source import Source
    from simulator.server.sessions.live_session import LiveSession

NOBODY = "nobody"
"""A destination that no call has."""


@define(eq=False)
class SentFlow:
    """One call flow that was sent: the number that it dials first, the answer, its session (None: refused)."""

    source: Source
    number: str
    answer: dict[str, Any]
    session: LiveSession | None


@define(eq=False)
class AwaitedLine:
    """Who is at the other end of the call of a test (the `Line` of its session)."""

    network: ScriptedNetwork
    caller: Scripted
    held: bool = False


@define(eq=False)
class AwaitedCall:
    """What a test waits for: a call to `destination`, else the first one; `far` is at the other end of it alone."""

    far: AwaitedLine
    destination: str | None = None
    arrivals: list[SentFlow] = field(factory=list)
    counts: asyncio.Event = field(factory=asyncio.Event)
    """Set once it is there."""
    _taken: bool = False

    def wanted(self, number: str) -> bool:
        """Whether a call to this number would be the one."""
        return self.destination is None or number.removeprefix("+") == self.destination.removeprefix("+")

    def line(self, number: str) -> AwaitedLine | None:
        """Who is at the other end of a call; None where it is not the one."""
        if self._taken or not self.wanted(number):
            return None
        self._taken = True
        return self.far

    def came(self, arrival: SentFlow) -> None:
        """A call flow was sent."""
        self.arrivals.append(arrival)
        if self.wanted(arrival.number):
            self.counts.set()

    @property
    def found(self) -> SentFlow | None:
        """The one that counts, if it came."""
        return next((one for one in self.arrivals if self.wanted(one.number)), None)
