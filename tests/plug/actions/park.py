"""park: play music for a while.

Example:
    {"action": "park", "params": {"seconds": 3}}

"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from simulator.actions.base.params import param
from simulator.actions.base.position import plain_row
from simulator.model.machine.table import Play, Prompt
from simulator.model.record import frozen

if TYPE_CHECKING:
    from simulator.actions.base.position import Position
    from simulator.model.machine.table import Row, State


@frozen
class Park:
    """Music for `seconds`."""

    NAME: ClassVar[str] = "park"
    SUMMARY: ClassVar[str] = "PARK"
    FIRST: ClassVar[str] = "waiting"

    seconds: int = param("integer", "how long the music plays", required=True, low=1, high=60)

    def states(self, step: Position) -> tuple[State, ...]:
        """One state."""
        music = Prompt("playFile", None, "https://example.com/music.wav", length=self.seconds * 1000)
        return (step.state("waiting", Play(music)),)

    def rows(self, step: Position) -> tuple[Row, ...]:
        """On when the music is over."""
        return (plain_row(step.name("waiting"), "played", step.onward),)
