"""Faults that are injected into the next sessions: one queue per kind, each entry used once at the next chance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

if TYPE_CHECKING:
    from simulator.engine.waits import DialWait, PlayWait
    from simulator.model.scenario.scenario import ReplyFault
    from simulator.networks.scripted import Fault


@define(eq=False)
class FaultQueues:
    """What is still to strike: answers of webhooks, webhooks that are delivered twice, and errors of the platform."""

    replies: list[ReplyFault] = field(factory=list)
    errors: list[Fault] = field(factory=list)
    twice: int = 0

    def reply(self) -> ReplyFault | None:
        """The next answer of a webhook, if one is injected."""
        return self.replies.pop(0) if self.replies else None

    def doubled(self) -> bool:
        """Whether the next webhook is delivered twice."""
        if not self.twice:
            return False
        self.twice -= 1
        return True

    def at(self, wait: DialWait | PlayWait) -> int | None:
        """The session error that strikes here."""
        if not self.errors:
            return None
        from simulator.engine.waits import DialWait

        if isinstance(wait, DialWait):
            found = self.take("dial") if wait.leg == "A" else None
        else:
            found = self.take("playFile" if wait.prompt.part == "playFile" else "say")
        return None if found is None else found.code

    def take(self, where: str) -> Fault | None:
        """The next error that strikes there, which is then used."""
        found = next((one for one in self.errors if one.where == where), None)
        if found is not None:
            self.errors.remove(found)
        return found

    def take_timed(self) -> list[Fault]:
        """Those with a time of their own, for the session that begins."""
        found = [one for one in self.errors if one.where == "time"]
        self.errors[:] = [one for one in self.errors if one.where != "time"]
        return found

    def clear(self) -> None:
        """Let nothing strike any more."""
        self.replies.clear()
        self.errors.clear()
        self.twice = 0
