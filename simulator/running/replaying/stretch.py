"""One stretch of a call: from where it stands to the next question of the webhook, or to its end."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

from simulator.engine.drive import feed
from simulator.engine.waits import AskWait, EntryWait
from simulator.model.record import record
from simulator.responders.nobody import Nobody

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.callers.replayed import EntryDone
    from simulator.engine.call import Call
    from simulator.engine.ports import Caller, Responder
    from simulator.model.call.event import Event
    from simulator.networks.scripted import ScriptedNetwork

_NOBODY = Nobody()


@record
class Passage:
    """A call after a stretch that began with event `since`: `asks` is what it asks now, None where it is over.

    `lost`: nobody knows what was pressed, or it goes on where the log does not. `entered` is what the caller did.
    """

    call: Call
    network: ScriptedNetwork
    since: int
    entered: Sequence[EntryDone]
    hangup: int | None = None
    asks: AskWait | None = None
    lost: bool = False

    @property
    def events(self) -> list[Event]:
        """What happened on the way."""
        return self.call.trace[self.since :]

    @property
    def at(self) -> int:
        """The ms of the session."""
        return self.call.now


def pass_on(
    call: Call,
    network: ScriptedNetwork,
    caller: Caller,
    entered: Sequence[EntryDone],
    hangup: int | None = None,
    backend: Responder | None = None,
    *,
    blind: bool = False,
    until: int | None = None,
) -> Passage:
    """Run a call with a caller who hangs up `hangup` ms of the session; with a `backend` to its very end.

    `blind`: nobody knows what is pressed where the webhook is told, so that the call stops there. A call that needs
    anything after `until` is not run further.
    """
    network, since = copy.copy(network), len(call.trace)
    if hangup is not None:
        call.hang_up(max(hangup - call.now, 0))
    while (wait := call.advance()) is not None:
        if isinstance(wait, AskWait) and backend is None:
            return Passage(call, network, since, entered, hangup, asks=wait)
        if until is not None and call.now > until:
            return Passage(call, network, since, entered, hangup, lost=True)
        if isinstance(wait, EntryWait) and blind and wait.entry.told:
            return Passage(call, network, since, entered, hangup, lost=True)
        feed(call, wait, network, caller, backend or _NOBODY)
    return Passage(call, network, since, entered, hangup)
