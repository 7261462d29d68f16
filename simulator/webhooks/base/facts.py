"""What every payload of one session shares: ids, times, and the legs as the trace tells of them."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from attrs import define

from simulator.errors import UsageError
from simulator.model.call.event import Answered, Dialled, Event, LegEnded
from simulator.model.number import country
from simulator.webhooks.base.connecting import as_told
from simulator.webhooks.base.ids import uuid1

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.model.assumptions import Assumptions
    from simulator.model.call.outcome import LegStatus
    from simulator.model.machine.table import LegName
    from simulator.webhooks.base.session import SessionSetting

OUTLASTS = "the call outlasts the calendar, which ends with the year 9999: let it begin earlier (`at`)"
LAST = 253402300799999
"""The last ms of that year, since 1970."""
ROUNDING = 999
"""Ms that are added at most where a time is written with whole seconds."""
_EPOCH = datetime(1970, 1, 1)
_ROUNDING = {"nearest": 500, "up": 999, "down": 0}
FIRST_CALL_ID, FIRST_EVENT_ID, LAST_ID = 2, 100, 9999


@define
class Leg:
    """One leg of the session; times in ms of the session, None where it did not come to that."""

    name: LegName
    number: int
    source: str
    destination: str
    inbound: bool
    initiated: int
    connected: int | None = None
    disconnected: int | None = None
    status: LegStatus | None = None
    sip: int = 200
    ended: LegEnded | None = None

    def sip_at(self, at: int, settings: Assumptions) -> int:
        """The SIP status as it is known `at` ms of the session, not yet the one the leg will end with."""
        if self.disconnected is not None and at >= self.disconnected:
            return self.sip
        return 200 if self.connected is not None and at >= self.connected else settings.sip_ringing

    def seconds(self, at: int, settings: Assumptions) -> int:
        """How long it has been connected, in whole seconds (assumed: setting `durationRounding`)."""
        if self.connected is None or at < self.connected:
            return 0
        ms = (at if self.disconnected is None else min(at, self.disconnected)) - self.connected
        return (ms + _ROUNDING[settings.duration_rounding]) // 1000


OF_LEGS = frozenset((Dialled, Answered, LegEnded))
"""The events that legs are read out of."""


def legs_of(trace: Sequence[Event]) -> list[Leg]:
    """Every leg that was dialled or came in, in order."""
    legs: list[Leg] = []
    for event in trace:
        if type(event) not in OF_LEGS:
            continue  # most events are not, and three questions each would take their time
        if isinstance(event, Dialled):
            legs.append(Leg(event.leg, len(legs), event.source, event.destination, event.inbound, event.at))
        elif isinstance(event, Answered):
            _last(legs, event.leg).connected = event.at
        else:
            assert isinstance(event, LegEnded)
            leg = _last(legs, event.leg)
            leg.ended, leg.disconnected, leg.status, leg.sip = event, event.at, event.status, event.sip
    return legs


def _last(legs: list[Leg], name: LegName) -> Leg:
    return next(leg for leg in reversed(legs) if leg.name == name)


@define(slots=False, eq=False)
class Facts:
    """A session's setting and trace (as it is told: setting `inboundConnects`), with the legs read out of it."""

    setting: SessionSetting
    trace: Sequence[Event]

    def __attrs_post_init__(self) -> None:
        self.trace = as_told(self.trace, self.setting.assumptions.inbound_connects)

    @cached_property
    def legs(self) -> list[Leg]:
        """Every leg that was dialled or came in, in order."""
        return legs_of(self.trace)

    @property
    def session_id(self) -> str:
        """The session's id."""
        return uuid1(self.setting.seed, self.setting.ids_from, 0)

    @property
    def request_id(self) -> str:
        """The id of the call flow request (`callFlowRequestId`)."""
        return uuid1(self.setting.seed, self.setting.ids_from, 1)

    def call_id(self, leg: Leg) -> str:
        """The id of a leg."""
        return uuid1(self.setting.seed, self.setting.ids_from + leg.initiated, FIRST_CALL_ID + leg.number)

    def event_id(self, at: int, number: int) -> str:
        """The id of the event number `number` of the session, at `at` ms of it."""
        room = LAST_ID - FIRST_EVENT_ID
        return uuid1(self.setting.seed, self.setting.ids_from + at, FIRST_EVENT_ID + number % room)

    def seconds(self, at: int) -> str:
        """A time with whole seconds, the nearest, as session summaries have it (observed)."""
        return f"{_moment((self.setting.now + at + 500) // 1000)}Z"

    def millis(self, at: int) -> str:
        """A time with milliseconds, as events have it (observed)."""
        ms = self.setting.now + at
        return f"{_moment(ms // 1000)}.{ms % 1000:03}Z"

    def numbers(self, leg: Leg, *, refs: bool = True) -> dict[str, Any]:
        """Who calls whom, as every call field of a payload has it."""
        found = _numbers(leg.source, leg.destination).copy()
        virtual = self.setting.account.virtual_numbers
        if refs and virtual:
            for key, number in (("sourceRefId", leg.source), ("destinationRefId", leg.destination)):
                if reference := virtual.get(number, virtual.get(number.lstrip("+"))):
                    found[key] = reference
        return found


@lru_cache(maxsize=1024)
def _numbers(source: str, destination: str) -> dict[str, Any]:
    return {
        "source": source,
        "destination": destination,
        "sourceFormat": "MSISDN",
        "destinationFormat": "MSISDN",
        "sourceCountryCode": country(source),
        "destinationCountryCode": country(destination),
    }


def _moment(seconds: int) -> str:
    minutes, second = divmod(seconds, 60)
    return f"{_minute(minutes)}:{second:02}"


@lru_cache(maxsize=1024)
def _minute(minutes: int) -> str:
    """The instant up to its minute: sessions have many times and few minutes. Raises UsageError after the last one."""
    try:
        return (_EPOCH + timedelta(minutes=minutes)).isoformat(timespec="minutes")
    except OverflowError:
        raise UsageError(OUTLASTS) from None


def within_calendar(now: int) -> None:
    """Raise UsageError where an instant, in ms since 1970, is one that no calendar has once it is rounded."""
    if now + ROUNDING > LAST:
        raise UsageError(OUTLASTS)
