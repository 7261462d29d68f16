"""hangup: disconnect every leg and end the session; it can only stand last.

Example:
    {"action": "hangup"}

"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from simulator.actions.base.position import plain_row
from simulator.model.machine.table import Disconnect, Fragment
from simulator.model.record import record

if TYPE_CHECKING:
    from simulator.actions.base.position import Position


@record
class Hangup:
    """The platform hangs up (documented); the webhook is not asked for more."""

    NAME: ClassVar[str] = "hangup"
    SUMMARY: ClassVar[str] = "HANGUP"
    FIRST: ClassVar[str] = "disconnecting"

    def fragment(self, step: Position) -> Fragment:
        """One state, left at once."""
        state = step.state("disconnecting", Disconnect())
        return Fragment((state,), (plain_row(state.name, "disconnect", "end.COMPLETED"),))
