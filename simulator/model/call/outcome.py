"""What the world answers: what a dial comes to, what a caller does at an entry, what a webhook says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.errors import UsageError
from simulator.model.call.leg_outcomes import ANSWERED, HANGS_UP, leg_names, leg_row
from simulator.model.record import frozen, record
from simulator.model.values import milliseconds, shown, whole
from simulator.registry import nearest

if TYPE_CHECKING:
    from simulator.model.assumptions import Assumptions
    from simulator.model.diagnostic import Diagnostic

SIP_LOWEST, SIP_HIGHEST = 400, 699
DialResult = str
"""What can be written of a dial: the name of a row of LEG_OUTCOMES, or `hangsUp`."""
LegStatus = str
"""The status of such a row, COMPLETED of a leg that was connected, or ERROR."""


@frozen
class LegOutcome:
    """What a dial comes to: `after` ms from dialling; `talks` ms from answering until the far end hangs up.

    None means as the settings say (`ringTime`, `ringOut`, `busyAfter`, `bridgeTalk`). `sip` is the SIP status
    of a leg that was not connected (400 to 699), None for the one of the settings. Raises UsageError.
    """

    result: DialResult = ANSWERED
    after: int | None = None
    talks: int | None = None
    sip: int | None = None

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.result, str) or self.result not in leg_names():
            raise UsageError(unknown_leg(shown(self.result), self.result))
        for name, given in (("after", self.after), ("talks", self.talks)):
            if (given is not None and type(given) is not int) or (given or 0) < 0:
                object.__setattr__(self, name, milliseconds(name, given))
        if self.sip is not None:
            object.__setattr__(self, "sip", whole("sip", self.sip, SIP_LOWEST, SIP_HIGHEST))

    def trigger(self, leg: str) -> str:
        """What happens to the call then: the outcome itself, or what a caller who hangs up meanwhile brings about."""
        if self.result != HANGS_UP.name:
            return self.result
        return "canceled" if leg == "A" else "hangup"

    def delay(self, settings: Assumptions) -> int:
        """Ms from dialling until the outcome is known."""
        if self.after is not None:
            return self.after
        ms: int = getattr(settings, leg_row(self.result).after)
        return ms

    def stays(self, settings: Assumptions) -> int | None:
        """Ms from answering until the far end hangs up by itself; None where nothing says when."""
        row = leg_row(self.result)
        if self.talks is not None or not row.records:
            return self.talks
        until: int = getattr(settings, row.greets) + getattr(settings, row.records)
        return until

    def beeps(self, settings: Assumptions) -> int | None:
        """Ms from answering until a machine beeps; None where none answers."""
        greets = leg_row(self.result).greets
        ms: int | None = getattr(settings, greets) if greets else None
        return ms

    def sip_code(self, settings: Assumptions) -> int:
        """The SIP status of the leg."""
        if self.sip is not None:
            return self.sip
        named = leg_row(self.result).sip
        return getattr(settings, named) if named else 200

    @property
    def connected(self) -> bool:
        """Whether somebody is on the line."""
        return leg_row(self.result).connected

    @property
    def by_machine(self) -> bool:
        """Whether a machine answers, which presses nothing."""
        return bool(leg_row(self.result).greets)

    @property
    def detail(self) -> str | int | None:
        """What stands behind the result where it is written: when it is known, or the SIP status; None for neither."""
        if leg_row(self.result).detail == "sip":
            return self.sip
        return None if self.after is None else f"{self.after}ms"


def unknown_leg(text: str, name: object) -> str:
    """What is wrong with an outcome whose name nobody knows; `text` is how it was written, in quotes."""
    known = (*leg_names(), "talks")
    near = nearest(name, known, 1) if isinstance(name, str) else ()
    hint = f'did you mean "{near[0]}"?' if near else f"expected one of {', '.join(leg_names())}"
    return f"the leg {text} is not known: {hint} (for example busy, failed:404, answered:6s,talks:20s)"


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
    """A usable answer of the webhook that asks for nothing more: the platform hangs up.

    `listed`: it has a list of actions, which is empty. `again` says how the same question, delivered twice, was
    answered otherwise the second time; else it is empty.
    """

    body: str = ""
    client_action_id: str | None = None
    listed: bool = False
    again: str = ""


def late(limit: int) -> str:
    """What is said of an answer that did not come within `limit` ms."""
    return f"no answer within {limit} ms (replyTimeout)"
