"""Real dates as reports write them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def date(seconds: float) -> str:
    """An instant, given as seconds since 1970: `2026-01-13T08:26:58Z`."""
    return f"{datetime.fromtimestamp(int(seconds), UTC):%Y-%m-%dT%H:%M:%SZ}"


def date_with_ms(ms: int) -> str:
    """An instant in ms since 1970, with its ms and zone always: `2026-01-13T08:26:58.000+00:00`."""
    return (_EPOCH + timedelta(milliseconds=ms)).isoformat(timespec="milliseconds")
