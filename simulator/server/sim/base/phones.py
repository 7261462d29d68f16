"""What a phone shows that takes part in a call."""

from __future__ import annotations

from math import isinf
from typing import TYPE_CHECKING, Literal, TypedDict

from simulator.model.call.event import Heard

if TYPE_CHECKING:
    from simulator.engine.call import Call
    from simulator.server.sessions.live_session import LiveSession

TIMERS: tuple[Literal["digitTimeout", "overallTimeout"], ...] = ("digitTimeout", "overallTimeout")
RINGING = ("answer", "busy", "decline")


class LegsShown(TypedDict):
    """How the legs are: ringing, up, machine, or empty."""

    A: str
    B: str


class SaidShown(TypedDict):
    """What plays: since when, and until when if nobody cuts it short, in ms of the session."""

    at: int
    until: int


class TimerShown(TypedDict):
    """A timer that runs, and when it is over, in ms of the session."""

    timer: Literal["digitTimeout", "overallTimeout"]
    at: int


class PhoneShown(TypedDict):
    """A phone; `at` is in ms of the session, and goes on by `rate` ms in each real one (null: as fast as can be)."""

    sessionId: str
    status: str
    held: bool
    at: int
    rate: float | None
    legs: LegsShown
    state: str
    asking: bool
    digits: str
    says: SaidShown | None
    timers: list[TimerShown]
    can: list[str]


def phone(session: LiveSession) -> PhoneShown:
    """What is to be shown."""
    call, pace = session.call, session.pace
    over = session.live.done
    return {
        "sessionId": session.id,
        "status": session.status,
        "held": session.held,
        "at": session.live.now if over else max(session.live.now, pace.at(session.around.clock.real())),
        "rate": None if isinf(pace.rate) else pace.rate,
        "legs": {"A": call.leg_a, "B": call.leg_b},
        "state": call.state,
        "asking": session.live.question is not None,
        "digits": call.digits,
        "says": None if over or not call.playing else _said(call),
        "timers": [] if over else _timers(call),
        "can": [] if over else _can(call),
    }


def _said(call: Call) -> SaidShown | None:
    """What plays: when it began, and until when it does."""
    heard = next((event for event in reversed(call.trace) if isinstance(event, Heard)), None)
    return None if heard is None else {"at": heard.at, "until": heard.at + heard.prompt.length}


def _timers(call: Call) -> list[TimerShown]:
    due = {item[3]: item[0] for item in call.agenda.items}
    return [{"timer": name, "at": due[name]} for name in TIMERS if name in due]


def _can(call: Call) -> list[str]:
    """What a person can do now."""
    rings = RINGING if "ringing" in (call.leg_a, call.leg_b) else ()
    bridged = ("release",) if call.leg_b == "up" else ()
    return [*rings, *bridged, *(("press", "hangup") if call.leg_a not in ("", "ringing") else ())]
