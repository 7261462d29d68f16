"""What the world answers: what a dial comes to, what a caller does at an entry, what a webhook says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from simulator.model.record import frozen, record

if TYPE_CHECKING:
    from simulator.model.assumptions import Assumptions
    from simulator.model.diagnostic import Diagnostic

DialResult = Literal["answered", "busy", "noAnswer", "canceled", "failed"]
LegStatus = Literal["COMPLETED", "BUSY", "NO_ANSWER", "FAILED", "CANCELED", "ERROR"]


@frozen
class LegOutcome:
    """What a dial comes to: `after` ms from dialling; `talks` ms from answering until the far end hangs up.

    None means as the settings say (`ringTime`, `ringOut`, `busyAfter`, `bridgeTalk`). `sip` is the SIP status
    of a leg that was not connected (400 to 699), None for the one of the settings.
    """

    result: DialResult = "answered"
    after: int | None = None
    talks: int | None = None
    sip: int | None = None

    def delay(self, settings: Assumptions) -> int:
        """Ms from dialling until the outcome is known."""
        if self.after is not None:
            return self.after
        if self.result == "answered":
            return settings.ring_time
        return settings.busy_after if self.result in ("busy", "failed") else settings.ring_out

    def sip_code(self, settings: Assumptions) -> int:
        """The SIP status of the leg."""
        if self.sip is not None:
            return self.sip
        return {
            "answered": 200,
            "busy": settings.sip_busy,
            "noAnswer": settings.sip_no_answer,
            "canceled": settings.sip_canceled,
            "failed": settings.sip_failed,
        }[self.result]


@record
class Presses:
    """What a caller does at one entry: keys and a hang-up, each in ms from the beginning of the prompt."""

    keys: tuple[tuple[int, str], ...] = ()
    hangup: int | None = None


@frozen
class Unusable:
    """An answer of the webhook that ends the session: the session error, and what was wrong with the answer.

    `status_code` and `action` are the rule that was broken and the action at fault, where there is one;
    `body` is the text of the answer. `injected`: a scenario asked for it, so it is nobody's fault. `frames` are the
    last lines of the backend's own traceback, `place` the file and line of ours that a person should look at.
    """

    code: int
    why: str
    status_code: int | None = None
    action: str | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    body: str = ""
    injected: bool = False
    frames: str = ""
    place: tuple[str, int] | None = None


@frozen
class Nothing:
    """A usable answer of the webhook that asks for nothing more: the platform hangs up."""

    body: str = ""
    client_action_id: str | None = None
