"""When a row is open: the wall clock of its zone decides, the start counts, the end does not."""

from __future__ import annotations

import pytest

from simulator.loading.dates import instant
from simulator.model.flow.hours import Hours
from simulator.model.instants import in_words, written

DESK = Hours(540, 1020, (0, 1, 2, 3, 4), "Europe/Berlin")
NIGHT = Hours(1320, 360, (4,), "Asia/Singapore")
EARLY = Hours(150, 210, timezone="America/New_York")


def at(text: str) -> int:
    found = instant(text)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("hours", "when", "is_open"),
    [
        (DESK, "2026-01-12T07:59:59.999Z", False),
        (DESK, "2026-01-12T08:00:00Z", True),
        (DESK, "2026-01-12T15:59:59.999Z", True),
        (DESK, "2026-01-12T16:00:00Z", False),
        (DESK, "2026-01-11T10:00:00Z", False),  # a Sunday
        (DESK, "2026-07-13T07:00:00Z", True),  # summer time: an hour earlier by UTC
        (DESK, "2026-07-13T06:59:59Z", False),
        (NIGHT, "2026-01-09T14:00:00Z", True),  # Friday, 22:00
        (NIGHT, "2026-01-09T21:59:59Z", True),  # Saturday, 05:59: the night of Friday
        (NIGHT, "2026-01-09T22:00:00Z", False),
        (NIGHT, "2026-01-10T14:00:00Z", False),  # the night of Saturday
        (NIGHT, "2026-01-08T20:00:00Z", False),  # Friday, 04:00: the night of Thursday
        (EARLY, "2026-03-08T06:59:59Z", False),
        (EARLY, "2026-03-08T07:00:00Z", True),  # the clock goes from 02:00 to 03:00
        (EARLY, "2026-03-08T07:30:00Z", False),
        (Hours(120, 180, timezone="Europe/Berlin"), "2026-10-25T00:30:00Z", True),  # 02:30, the first time
        (Hours(120, 180, timezone="Europe/Berlin"), "2026-10-25T01:30:00Z", True),  # and the second
        (Hours(days=(5, 6)), "2026-01-10T00:00:00Z", True),
        (Hours(days=(5, 6)), "2026-01-12T00:00:00Z", False),
        (Hours(1080, 1440), "2026-01-12T23:59:59.999Z", True),
        (Hours(0, 1, timezone="Asia/Tokyo"), "9999-12-31T23:59:59Z", False),  # the end of the calendar
    ],
)
def test_the_wall_clock_of_the_zone_decides(hours: Hours, when: str, is_open: bool) -> None:
    assert hours.open(at(when)) is is_open


def test_edges_are_all_instants_at_which_it_may_change() -> None:
    since, week = at("2026-03-27T12:34:00Z"), 9 * 24 * 60
    for hours in (DESK, NIGHT, EARLY, Hours(days=(2,), timezone="Australia/Lord_Howe")):
        edges = {edge // 60_000 for edge in hours.edges(since, 9)}
        begin = since // 60_000
        states = [hours.open(minute * 60_000) for minute in range(begin, begin + week - 24 * 60)]
        changed = {begin + at for at in range(1, len(states)) if states[at] != states[at - 1]}
        assert changed
        assert changed <= edges


def test_edges_end_with_the_calendar() -> None:
    assert len(Hours(540, 1020).edges(at("9999-12-31T12:00:00Z"), 9)) == 3


def test_hours_and_instants_in_words() -> None:
    assert str(DESK) == "09:00 to 17:00 on mon, tue, wed, thu, fri (Europe/Berlin)"
    assert str(Hours(days=(6,))) == "all day on sun (UTC)"
    assert (written(at("2026-01-13T08:26:58Z")), written(1)) == ("2026-01-13T08:26:58Z", "1970-01-01T00:00:00.001Z")
    assert in_words(at("2026-01-13T08:26:58Z")) == "Tue 2026-01-13T08:26:58Z"
