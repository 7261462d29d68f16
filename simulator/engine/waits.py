"""What a call can wait for. A call runs until it returns one of these, and goes on when it is fed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.machine.table import LegName, Prompt
from simulator.model.record import record

if TYPE_CHECKING:
    from simulator.compiler.compiled import Compiled
    from simulator.entries.entry import DtmfEntry
    from simulator.model.call.event import CallStatus


@record
class DialWait:
    """A leg rings: feed `Call.dialled` with what the dial comes to."""

    leg: LegName
    source: str
    destination: str
    state: str


@record
class PlayWait:
    """A prompt is about to play (asked only where faults are possible): feed `Call.plays`, or `Call.fault`."""

    prompt: Prompt
    state: str


@record
class EntryWait:
    """An entry begins: feed `Call.press` with what the caller does, in ms from now; `prompt` lasts `length`.

    `compiled` is the list that it stands in, `stage` the `clientActionId` that the list came with.
    """

    prompt: Prompt
    state: str
    number: int
    compiled: Compiled
    stage: str | None = None

    @property
    def entry(self) -> DtmfEntry:
        """What can be entered, as the rows have it."""
        return self.compiled.entries[self.state]


@record
class AskWait:
    """The webhook is asked: feed `Call.answer`."""

    call_status: CallStatus
    digits: str | None
    client_action_id: str | None
    state: str


Wait = DialWait | PlayWait | EntryWait | AskWait
