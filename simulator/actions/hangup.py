"""hangup: disconnect every leg and end the session; it can only stand last.

Example:
    {"action": "hangup"}

"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from simulator.actions._step import plain_row
from simulator.model._record import frozen
from simulator.model.table import Disconnect, Fragment

if TYPE_CHECKING:
    from simulator.actions._step import Step


@frozen
class Hangup:
    """The platform hangs up (documented); the webhook is not asked for more."""

    NAME: ClassVar[str] = "hangup"
    SUMMARY: ClassVar[str] = "HANGUP"
    FIRST: ClassVar[str] = "disconnecting"

    def fragment(self, step: Step) -> Fragment:
        """One state, left at once."""
        state = step.state("disconnecting", Disconnect())
        return Fragment((state,), (plain_row(state.name, "disconnect", "end.COMPLETED"),))
