"""A network on which one prompt fails: the one of a number, counted over the whole call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from simulator.model.status import NO_SYNTHESIS
from simulator.networks.scripted import ScriptedNetwork

if TYPE_CHECKING:
    from simulator.engine.waits import PlayWait


@define
class NthPrompt(ScriptedNetwork):
    """The prompt `number` (from 1, spoken and recorded ones alike) is not heard: the session error `code` instead."""

    number: int = 1
    code: int = NO_SYNTHESIS
    plays: int = field(init=False, default=0)

    @property
    def watches_plays(self) -> bool:
        """Every prompt is counted."""
        return True

    def play(self, wait: PlayWait) -> int | None:  # noqa: ARG002 - they are only counted
        """The session error at that prompt, None at every other."""
        self.plays += 1
        return self.code if self.plays == self.number else None
