"""hangup: disconnect every leg and end the session; it can only stand last.

Example:
    {"action": "hangup"}

"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from simulator.actions.base.position import plain_row
from simulator.model.machine.table import Disconnect
from simulator.model.record import record

if TYPE_CHECKING:
    from simulator.actions.base.position import Position
    from simulator.model.machine.table import Row, State


@record
class Hangup:
    """The platform hangs up (documented); the webhook is not asked for more."""

    NAME: ClassVar[str] = "hangup"
    SUMMARY: ClassVar[str] = "HANGUP"
    FIRST: ClassVar[str] = "disconnecting"

    def states(self, step: Position) -> tuple[State, ...]:
        """One state."""
        return (step.state("disconnecting", Disconnect()),)

    def rows(self, step: Position) -> tuple[Row, ...]:
        """It is left at once."""
        return (plain_row(step.name("disconnecting"), "disconnect", "end.COMPLETED"),)
