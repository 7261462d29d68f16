"""What happens in a call, as data: the trace is a list of these, and everything shown is derived from it.

Every `at` is in ms of simulated time since the request was accepted (or the inbound call came in).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from attrs import field

from simulator.model.call.leg_outcomes import ANSWERED
from simulator.model.record import record

if TYPE_CHECKING:
    from simulator.model.call.outcome import DialResult, LegStatus, Unusable
    from simulator.model.machine.table import LegName, Prompt, Row, State

EntryOutcome = Literal["accepted", "rejected", "abandoned"]
EntryReason = Literal["maxDigits", "hash", "digitTimeout", "overallTimeout", "hangup", "fault"]
CallStatus = Literal["ACTION_COMPLETED", "CALL_RECEIVED"]
"""Why the webhook is asked (documented)."""
NEVER_PRESSED = "the call is over"
"""How it begins why a key was lost that nobody came to press."""


@record
class Dialled:
    """A leg is dialled, or (`inbound`) a call comes in."""

    at: int
    leg: LegName
    source: str
    destination: str
    inbound: bool = False


@record
class Answered:
    """A leg is connected; `outcome` is what its dial came to.

    A machine talks over what plays until it beeps (`beep` ms of the session), and records what comes after it.
    """

    at: int
    leg: LegName
    outcome: DialResult = ANSWERED
    beep: int | None = None


@record
class LegEnded:
    """A leg is over: hung up (COMPLETED), or it never was connected."""

    at: int
    leg: LegName
    status: LegStatus
    sip: int


@record
class Bridged:
    """Leg A and leg B talk to each other."""

    at: int


@record
class Moved:
    """The call took a row of the table; it may lead back to the state it was in."""

    at: int
    row: Row
    to: State

    @property
    def state(self) -> str:
        """The name of the state in which the call is now."""
        return self.row.dest


@record
class Began:
    """A list begins: its digest, and the state in which the call is now."""

    at: int
    digest: str
    to: State

    @property
    def state(self) -> str:
        """The name of the state in which the call is now."""
        return self.to.name


@record
class Heard:
    """A prompt, message or file begins to play."""

    at: int
    state: str
    prompt: Prompt


@record
class Interrupted:
    """What was playing is cut short: by a key, a hang-up or a fault."""

    at: int
    state: str
    prompt: Prompt


@record
class Pressed:
    """A key counts."""

    at: int
    state: str
    key: str


@record
class Lost:
    """A key reaches nobody, and why."""

    at: int
    state: str
    key: str
    why: str


@record
class Kept:
    """A key was pressed ahead and is kept for the next entry (setting `typeAhead`)."""

    at: int
    state: str
    key: str


@record
class EntryEnded:
    """One entry (a try of a capture) is over; `digits` are the keys entered, "" for none."""

    at: int
    state: str
    digits: str
    outcome: EntryOutcome
    reason: EntryReason


@record
class Captured:
    """A capture is complete; its result is the digits, or None. `callback_url` is its `dtmfCallbackUrl`."""

    at: int
    action: str
    digits: str | None
    callback_url: str | None = None


@record
class Asked:
    """The VCA webhook is asked for the next list."""

    at: int
    call_status: CallStatus
    digits: str | None
    client_action_id: str | None


@record
class Replied:
    """A usable answer of the webhook came; `actions` names what it asks for, none where it hangs up.

    How its `body` is spelled (order of keys, spaces) makes no other event of it. `again` says how the question was
    answered the second time, where it was delivered twice and that differs.
    """

    at: int
    actions: tuple[str, ...]
    client_action_id: str | None
    digest: str | None
    body: str = field(default="", eq=False)
    again: str = ""


@record
class Refused:
    """An answer of the webhook that cannot be used."""

    at: int
    unusable: Unusable
    body: str = ""


@record
class HungUp:
    """The far end of a leg hangs up, or (`platform`) the platform disconnects every leg."""

    at: int
    by: Literal["caller", "far end", "platform"]


@record
class Struck:
    """A fault of the platform ends the session."""

    at: int
    code: int
    injected: bool


@record
class NotSimulated:
    """A platform scenario of which only the name is known: what it does cannot be simulated."""

    at: int
    scenario: str


@record
class Ended:
    """The session is over."""

    at: int
    status: LegStatus
    last_action: str | None
    error: int | None = None


@record
class Stopped:
    """The simulator gave up: a bound of its own was reached (which, and at what stage), not the platform's."""

    at: int
    bound: str
    stage: str


Event = (
    Dialled | Answered | LegEnded | Bridged | Moved | Began | Heard | Interrupted | Pressed | Lost | Kept | EntryEnded
    | Captured | Asked | Replied | Refused | HungUp | Struck | NotSimulated | Ended | Stopped
)  # fmt: skip
