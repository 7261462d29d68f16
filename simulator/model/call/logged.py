"""What was captured of a real account's webhooks: sessions, what each asked, and how it ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.model.call.leg_outcomes import ANSWERED, not_connected
from simulator.model.call.outcome import LegOutcome
from simulator.model.record import frozen

if TYPE_CHECKING:
    from simulator.model.assumptions import Assumptions
    from simulator.model.call.outcome import DialResult

_RESULTS = {row.status: row.name for row in not_connected()}
_ANY_SIP = next(row.name for row in not_connected() if row.detail == "sip")
"""The outcome that has many SIP statuses."""


@frozen
class LoggedAsk:
    """One VCA: why it was sent, the digits in it (None: nothing was captured), and the stage it names."""

    call_status: str
    digits: str | None
    stage: str | None

    @property
    def words(self) -> str:
        """What was asked, in words."""
        stage = f"clientActionId {self.stage}" if self.stage is not None else "no clientActionId"
        digits = f'digits "{self.digits}"' if self.digits is not None else "no digits"
        return f"{self.call_status}, {stage}, {digits}"


@frozen
class LoggedLeg:
    """What the VCSs of a log tell of one dialled leg: connected or not, for how many ms, and its last SIP code."""

    call_id: str
    connected: bool = False
    talked: int | None = None
    sip: int | None = None


@frozen
class LoggedSession:
    """One session of a log, its VCAs in order; `summary` is the payload of its VSS, where the log has it.

    `told` are the legs of which VCSs tell, in the order in which they were dialled.
    """

    session_id: str
    asks: tuple[LoggedAsk, ...]
    summary: dict[str, Any] | None = None
    told: tuple[LoggedLeg, ...] = ()

    def legs(self, settings: Assumptions) -> tuple[LegOutcome, ...]:
        """What each dial came to: as the VCSs tell, else as the summary does.

        A summary has the last leg B alone; those before it were answered, or the session would have ended with them.
        """
        known = self._summed_up
        if self.told:
            return tuple(
                _told(leg, known.get(leg.call_id), settings, talks=number > 0 or self._inbound)
                for number, leg in enumerate(self.told)
            )
        legs = [_outcome(leg, talks=name == "callB") for name, leg in self._details.items() if _is_dialled(leg)]
        between = (self.summary or {}).get("callCount", 0) - len(self._details)
        return (*legs[:-1], *[LegOutcome()] * between, *legs[-1:])

    def caller_left(self, settings: Assumptions) -> bool:
        """Whether the far end may have hung up: the session is complete, and the platform's hang-up was not the last.

        Where `lastActionOnRemoteHangup` says HANGUP, a summary does not tell the two apart.
        """
        summary = self.summary or {}
        told = settings.last_action_on_remote_hangup != "HANGUP"
        return summary.get("sessionStatus") == "COMPLETED" and (summary.get("lastAction") != "HANGUP" or not told)

    @property
    def _details(self) -> dict[str, dict[str, Any]]:
        details = (self.summary or {}).get("details") or {}
        return {name: leg for name in ("callA", "callB") if isinstance(leg := details.get(name), dict)}

    @property
    def _summed_up(self) -> dict[str, DialResult]:
        return {str(leg.get("callId")): _result(leg) for leg in self._details.values()}

    @property
    def _inbound(self) -> bool:
        return not _is_dialled(self._details.get("callA", {}))


def _is_dialled(leg: dict[str, Any]) -> bool:
    return leg.get("callDirection") != "INBOUND"


def _result(leg: dict[str, Any]) -> DialResult:
    return _RESULTS.get(str(leg.get("callStatus")), ANSWERED)


def _told(leg: LoggedLeg, known: DialResult | None, settings: Assumptions, *, talks: bool) -> LegOutcome:
    """A leg of which VCSs tell; what a leg B before the last came to is told by its SIP code alone."""
    if leg.connected:
        return LegOutcome(talks=leg.talked if talks else None)
    by_sip = (one for one in _RESULTS.values() if LegOutcome(one).sip_code(settings) == leg.sip)
    return LegOutcome(known or next(by_sip, _ANY_SIP))


def _outcome(leg: dict[str, Any], *, talks: bool) -> LegOutcome:
    """Leg B hung up when it did; how long leg A stays is up to the flow and its caller."""
    result = _result(leg)
    seconds = leg.get("callDuration")
    known = talks and result == ANSWERED and type(seconds) is int and seconds > 0
    return LegOutcome(result, talks=seconds * 1000 if known and seconds else None)
