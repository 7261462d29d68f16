"""What a call can wait for. A call runs until it returns one of these, and goes on when it is fed."""

from __future__ import annotations

from typing import Literal

from simulator.model.machine.table import LegName, Prompt
from simulator.model.record import record

CallStatus = Literal["ACTION_COMPLETED", "CALL_RECEIVED"]


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
    """An entry begins: feed `Call.press` with what the caller does, in ms from now; `prompt` lasts `length`."""

    prompt: Prompt
    state: str
    number: int


@record
class AskWait:
    """The webhook is asked: feed `Call.answer`."""

    call_status: CallStatus
    digits: str | None
    client_action_id: str | None
    state: str


Wait = DialWait | PlayWait | EntryWait | AskWait
