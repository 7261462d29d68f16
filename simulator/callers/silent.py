"""A caller who never presses anything: every entry times out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.call.outcome import Presses
from simulator.model.record import frozen

if TYPE_CHECKING:
    from simulator.engine.waits import EntryWait
    from simulator.model.call.keys import TimedToken

_NOTHING = Presses()


@frozen
class Silent:
    """Listens, and waits."""

    timed: tuple[TimedToken, ...] = ()

    def entry(self, _wait: EntryWait) -> Presses:
        """Nothing."""
        return _NOTHING
