"""What happens in a call, as data: the trace is a list of these, and everything shown is derived from it.

(They have no slots: attrs fills a dict twice as fast, and a call makes dozens of them.)

Every `at` is in ms of simulated time since the request was accepted (or the inbound call came in).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from attrs import field, frozen

if TYPE_CHECKING:
    from simulator.model.outcome import LegStatus, Unusable
    from simulator.model.table import LegName, Prompt, Row

EntryOutcome = Literal["accepted", "rejected", "abandoned"]
EntryReason = Literal["maxDigits", "hash", "digitTimeout", "overallTimeout", "hangup", "fault"]


@frozen(slots=False)
class Dialled:
    """A leg is dialled, or (`inbound`) a call comes in."""

    at: int
    leg: LegName
    source: str
    destination: str
    inbound: bool = False


@frozen(slots=False)
class Answered:
    """A leg is connected."""

    at: int
    leg: LegName


@frozen(slots=False)
class LegEnded:
    """A leg is over: hung up (COMPLETED), or it never was connected."""

    at: int
    leg: LegName
    status: LegStatus
    sip: int


@frozen(slots=False)
class Bridged:
    """Leg A and leg B talk to each other."""

    at: int


@frozen(slots=False)
class Moved:
    """The call took a row of the table; it may lead back to the state it was in."""

    at: int
    row: Row

    @property
    def state(self) -> str:
        """The state in which the call is now."""
        return self.row.dest


@frozen(slots=False)
class Began:
    """A list begins: its digest, and the state in which the call is now."""

    at: int
    digest: str
    state: str


@frozen(slots=False)
class Heard:
    """A prompt, message or file begins to play."""

    at: int
    state: str
    prompt: Prompt


@frozen(slots=False)
class Interrupted:
    """What was playing is cut short: by a key, a hang-up or a fault."""

    at: int
    state: str


@frozen(slots=False)
class Pressed:
    """A key counts."""

    at: int
    state: str
    key: str


@frozen(slots=False)
class Lost:
    """A key reaches nobody, and why."""

    at: int
    state: str
    key: str
    why: str


@frozen(slots=False)
class Kept:
    """A key was pressed ahead and is kept for the next entry (setting `typeAhead`)."""

    at: int
    state: str
    key: str


@frozen(slots=False)
class EntryEnded:
    """One entry (a try of a capture) is over; `digits` are the keys entered, "" for none."""

    at: int
    state: str
    digits: str
    outcome: EntryOutcome
    reason: EntryReason


@frozen(slots=False)
class Captured:
    """A capture is complete; its result is the digits, or None. `callback_url` is its `dtmfCallbackUrl`."""

    at: int
    action: str
    digits: str | None
    callback_url: str | None = None


@frozen(slots=False)
class Asked:
    """The VCA webhook is asked for the next list."""

    at: int
    call_status: Literal["ACTION_COMPLETED", "CALL_RECEIVED"]
    digits: str | None
    client_action_id: str | None


@frozen(slots=False)
class Replied:
    """A usable answer of the webhook came; `actions` names what it asks for, none where it hangs up.

    How its `body` is spelled (order of keys, spaces) makes no other event of it.
    """

    at: int
    actions: tuple[str, ...]
    client_action_id: str | None
    digest: str | None
    body: str = field(default="", eq=False)


@frozen(slots=False)
class Refused:
    """An answer of the webhook that cannot be used."""

    at: int
    unusable: Unusable
    body: str = ""


@frozen(slots=False)
class HungUp:
    """The far end of a leg hangs up, or (`platform`) the platform disconnects every leg."""

    at: int
    by: Literal["caller", "far end", "platform"]


@frozen(slots=False)
class Struck:
    """A fault of the platform ends the session."""

    at: int
    code: int
    injected: bool


@frozen(slots=False)
class NotSimulated:
    """A platform scenario of which only the name is known: what it does cannot be simulated."""

    at: int
    scenario: str


@frozen(slots=False)
class Ended:
    """The session is over."""

    at: int
    status: LegStatus
    last_action: str | None
    error: int | None = None


@frozen(slots=False)
class Stopped:
    """The simulator gave up: a bound of its own was reached (which, and at what stage), not the platform's."""

    at: int
    bound: str
    stage: str


Event = (
    Dialled | Answered | LegEnded | Bridged | Moved | Began | Heard | Interrupted | Pressed | Lost | Kept | EntryEnded
    | Captured | Asked | Replied | Refused | HungUp | Struck | NotSimulated | Ended | Stopped
)  # fmt: skip
