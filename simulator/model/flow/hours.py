"""When a row of a table is open: between two times of the day, on some days of the week, by the clock of a place."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from attrs import field

from simulator.model.record import frozen

if TYPE_CHECKING:
    from datetime import tzinfo

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""The days as files name them; their number is their place."""
EVERY_DAY = tuple(range(7))
DAY = 24 * 60
"""Minutes of a day."""
UTC_NAMES = ("UTC", "Etc/UTC")
"""The zone that needs no data."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def zone(name: str) -> tzinfo:
    """The time zone of a name. Raises what `zoneinfo` raises: KeyError, ValueError or OSError."""
    return UTC if name in UTC_NAMES else ZoneInfo(name)


@frozen(slots=False)
class Hours:
    """Open from `start` to `end` (minutes since midnight; the start counts, the end does not) on `days` (0 is Monday).

    Where `end` is no later than `start` it is that of the next day, which counts for the day on which it began. All are
    by the wall clock of the zone, whatever summer time does to it. Raises what `zone` raises.
    """

    start: int = 0
    end: int = DAY
    days: tuple[int, ...] = EVERY_DAY
    timezone: str = "UTC"
    _zone: tzinfo = field(init=False, eq=False, repr=False)

    @_zone.default
    def _place(self) -> tzinfo:
        return zone(self.timezone)

    def open(self, instant: int) -> bool:
        """Whether it is open at an instant, in ms since 1970."""
        local = self.local(instant)
        minute, day = local.hour * 60 + local.minute, local.weekday()
        if self.start < self.end:
            return self.start <= minute < self.end and day in self.days
        return (minute >= self.start and day in self.days) or (minute < self.end and (day - 1) % 7 in self.days)

    def local(self, instant: int) -> datetime:
        """What the wall clock of the zone shows at an instant; at the ends of the calendar that of UTC."""
        there = _EPOCH + timedelta(milliseconds=instant)
        try:
            return there.astimezone(self._zone)
        except OverflowError:
            return there

    def edges(self, since: int, days: int) -> list[int]:
        """The instants at which it may open or close in so many days from midnight before an instant, in ms."""
        midnight = self.local(since).replace(hour=0, minute=0, second=0, microsecond=0)
        found = []
        for minute in {0, self.start, self.end}:
            for day in range(days):
                try:
                    # Wall times of a zone: aware arithmetic in it keeps the wall clock, not the time that passes.
                    there = (midnight + timedelta(days=day, minutes=minute)).astimezone(UTC)
                except OverflowError:
                    continue
                found.append((there - _EPOCH) // timedelta(milliseconds=1))
        return found

    def __str__(self) -> str:
        """As a file has it: `09:00 to 17:00 on mon, tue (Europe/Berlin)`."""
        times = f"{_clock(self.start)} to {_clock(self.end)}" if (self.start, self.end) != (0, DAY) else "all day"
        days = f" on {', '.join(DAYS[day] for day in self.days)}" if self.days != EVERY_DAY else ""
        return f"{times}{days} ({self.timezone})"


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
