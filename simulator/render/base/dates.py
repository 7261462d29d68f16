"""Real dates as reports write them."""

from __future__ import annotations

from datetime import UTC, datetime


def date(seconds: float) -> str:
    """An instant, given as seconds since 1970: `2026-01-13T08:26:58Z`."""
    return f"{datetime.fromtimestamp(int(seconds), UTC):%Y-%m-%dT%H:%M:%SZ}"
