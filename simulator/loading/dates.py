"""`validUntil`: ISO 8601 in UTC, `2026-01-13T08:26:58.000Z`, fractions optional (documented)."""

from __future__ import annotations

import re
from datetime import UTC, datetime

PATTERN = r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]{1,9}))?(?:Z|\+00:00)"
"""What an instant looks like; the JSON Schemas say the same."""

_INSTANT = re.compile(PATTERN)
_NS_PER_MS = 1_000_000


def instant(text: str) -> int | None:
    """Milliseconds since 1970 (a fraction of one counts as a whole), or None where it is no instant in UTC."""
    found = _INSTANT.fullmatch(text)
    if not found:
        return None
    *parts, fraction = found.groups()
    try:
        year, month, day, hour, minute, second = map(int, parts)
        whole = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except ValueError:
        return None
    seconds = (whole - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds()
    return int(seconds) * 1000 - int((fraction or "").ljust(9, "0")) // -_NS_PER_MS
