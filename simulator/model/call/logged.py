"""What was captured of a real account's webhooks: sessions, what each asked, and how it ended."""

from __future__ import annotations

from typing import Any

from simulator.model.call.outcome import DialResult, LegOutcome
from simulator.model.record import frozen

_RESULTS: dict[str, DialResult] = {
    "BUSY": "busy",
    "NO_ANSWER": "noAnswer",
    "FAILED": "failed",
    "CANCELED": "canceled",
}


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
class LoggedSession:
    """One session of a log, its VCAs in order; `summary` is the payload of its VSS, where the log has it."""

    session_id: str
    asks: tuple[LoggedAsk, ...]
    summary: dict[str, Any] | None = None

    @property
    def legs(self) -> tuple[LegOutcome, ...]:
        """What each dial came to, as the summary tells."""
        details = (self.summary or {}).get("details") or {}
        legs = {name: details.get(name) for name in ("callA", "callB")}
        dialled = {name: leg for name, leg in legs.items() if isinstance(leg, dict) and _is_dialled(leg)}
        return tuple(_outcome(leg, talks=name == "callB") for name, leg in dialled.items())

    @property
    def caller_left(self) -> bool:
        """Whether the far end hung up: the session is complete, and the platform's hang-up was not the last action."""
        summary = self.summary or {}
        return summary.get("sessionStatus") == "COMPLETED" and summary.get("lastAction") != "HANGUP"


def _is_dialled(leg: dict[str, Any]) -> bool:
    return leg.get("callDirection") != "INBOUND"


def _outcome(leg: dict[str, Any], *, talks: bool) -> LegOutcome:
    """Leg B hung up when it did; how long leg A stays is up to the flow and its caller."""
    result = _RESULTS.get(str(leg.get("callStatus")), "answered")
    seconds = leg.get("callDuration")
    known = talks and result == "answered" and type(seconds) is int and seconds > 0
    return LegOutcome(result, talks=seconds * 1000 if known and seconds else None)
