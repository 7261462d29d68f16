"""What was captured of a real account's webhooks: sessions, what each asked, what was dialled, and how it ended.

Whatever a log does not tell is None. Instants are in ms since 1970.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.call.leg_outcomes import ANSWERED, not_connected
from simulator.model.call.legs import SIP_HIGHEST, SIP_LOWEST
from simulator.model.call.outcome import LegOutcome
from simulator.model.record import frozen

if TYPE_CHECKING:
    from simulator.model.assumptions import Assumptions
    from simulator.model.call.outcome import DialResult

RESULTS = {row.status: row.name for row in not_connected()}
"""What a dial came to, by the status of its leg."""
_ANY_SIP = next(row.name for row in not_connected() if row.detail == "sip")
"""The outcome that has many SIP statuses."""
STRUCK = "ERROR"
"""The status of a leg that an error struck before it was connected."""


@frozen
class LoggedAsk:
    """One VCA: why it was sent, the digits in it (None: nothing was captured), and the stage it names.

    `reply` is what the webhook answered, where the recorder kept it.
    """

    call_status: str
    digits: str | None
    stage: str | None
    at: int | None = None
    reply: bytes | None = None

    @property
    def words(self) -> str:
        """What was asked, in words."""
        stage = f"clientActionId {self.stage}" if self.stage is not None else "no clientActionId"
        digits = f'digits "{self.digits}"' if self.digits is not None else "no digits"
        return f"{self.call_status}, {stage}, {digits}"


@frozen
class LoggedLeg:
    """One leg as status updates and the summary tell of it.

    `rings` is how many ms it took to be connected or given up, `talks` how many ms it was connected; `status` is that
    of the summary, `sip` its last SIP code.
    """

    inbound: bool | None = None
    source: str | None = None
    destination: str | None = None
    connected: bool | None = None
    status: str | None = None
    rings: int | None = None
    talks: int | None = None
    sip: int | None = None

    def result(self, settings: Assumptions) -> DialResult | None:
        """What the dial came to: as the summary says; a leg that was given up without it is told by its SIP code."""
        if self.connected:
            return ANSWERED
        if self.connected is None:
            return None
        by_sip = (one for one in RESULTS.values() if LegOutcome(one).sip_code(settings) == self.sip)
        return RESULTS.get(self.status or "") or next(by_sip, _ANY_SIP)

    def outcome(self, settings: Assumptions, *, bridged: bool) -> LegOutcome:
        """The same for a network; how long leg A stays is up to the flow and its caller.

        A leg that an error struck as it was dialled was never tried: were it, it would answer.
        """
        result = self.result(settings) if self.status != STRUCK else None
        result = result or ANSWERED
        talks = self.talks if bridged and result == ANSWERED else None
        named = result == _ANY_SIP and SIP_LOWEST <= (self.sip or 0) <= SIP_HIGHEST
        return LegOutcome(result, _known(self.rings), _known(talks), self.sip if named else None)


def _known(ms: int | None) -> int | None:
    """A length of time, where the clocks of a log do not go backwards."""
    return None if ms is None or ms < 0 else ms


@frozen
class LoggedSummary:
    """The VSS of a session. `tells` are the fields that it has."""

    status: str
    error: int | None = None
    last_action: str | None = None
    call_count: int | None = None
    tells: frozenset[str] = frozenset()

    @property
    def words(self) -> str:
        """How the session ended, in words."""
        return ending_words(self.status, self.error)


def ending_words(status: str | None, error: int | None) -> str:
    """How a session ended, in words."""
    failure = f", error {error}" if error is not None else ""
    return f"session {status or 'without an end'}{failure}"


@frozen
class LoggedSession:
    """One session of a log, its VCAs in order; `summary` is its VSS, where the log has it.

    `legs` are in the order in which they were dialled, all of them where `every_leg` holds. `digits` are those of
    completed captures, with their instants, as status updates tell of them. `dialled` and `started` are the instants of
    leg A's beginning (by its status update) and of the session's (by its summary). Where `asks_kept` is False, the log
    has no VCA at all, so that nobody knows what was asked. `ids` are the platform's own in this session.
    """

    session_id: str
    asks: tuple[LoggedAsk, ...] = ()
    summary: LoggedSummary | None = None
    legs: tuple[LoggedLeg, ...] = ()
    every_leg: bool = False
    inbound: bool | None = None
    digits: tuple[tuple[int | None, str], ...] | None = None
    request: bytes | None = None
    dialled: int | None = None
    started: int | None = None
    ended: int | None = None
    asks_kept: bool = True
    ids: tuple[tuple[str, str], ...] = ()

    def outcomes(self, settings: Assumptions) -> tuple[LegOutcome, ...]:
        """What each dial came to. Of a leg B between the others a summary tells nothing: it is taken as answered."""
        return tuple(
            leg.outcome(settings, bridged=number > 0) for number, leg in enumerate(self.legs) if leg.inbound is not True
        )

    def times(self, leg: int) -> bool:
        """Whether the log tells how long it took until the leg of this number (from 0) was connected or given up."""
        return leg < len(self.legs) and (self.legs[leg].inbound is True or self.legs[leg].rings is not None)

    def began(self, settings: Assumptions) -> int | None:
        """When the session began: leg A is dialled `dialDelay` later."""
        if self.dialled is None:
            return self.started
        return self.dialled if self.inbound else self.dialled - settings.dial_delay

    def caller_left(self, settings: Assumptions) -> bool:
        """Whether the caller may have hung up: the session is complete, and no summary says otherwise."""
        if self.summary is None:
            return True
        last = self.summary.last_action
        if self.summary.status != "COMPLETED" or "lastAction" not in self.summary.tells:
            return self.summary.status == "COMPLETED"
        return (last == "HANGUP") == (settings.last_action_on_remote_hangup == "HANGUP")
