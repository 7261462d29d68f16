"""When the tones of pressed keys sound: at the millisecond of the press, and so that each is told from the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Sequence

ON, LEAST, GAP = 100, 70, 50
"""Ms that a tone sounds, that it sounds at least, and of silence at least before the next (Q.24 wants 40 and 40)."""


@frozen
class KeyTone:
    """The tone of a key, from `at` ms to `until`."""

    at: int
    until: int
    key: str


def laid_out(pressed: Sequence[tuple[int, str]], end: int) -> list[KeyTone]:
    """The tones of keys that are pressed at these ms, in order; none is heard after `end`.

    Keys that come closer than a tone and its gap sound one after the other, later than they were pressed, and those
    at the very end of a call a little before it. The last ones of more than the call has time for are left out.
    """
    each = LEAST + GAP
    room = max(0, (end + GAP) // each)
    keys = pressed[:room]
    begins: list[int] = []
    for at, _ in keys:
        begins.append(max(at, begins[-1] + each) if begins else at)
    latest = end - LEAST
    for number in reversed(range(len(begins))):
        begins[number] = min(begins[number], latest)
        latest = begins[number] - each
    ends = [*(begin - GAP for begin in begins), end][1:]
    return [
        KeyTone(begin, min(begin + ON, until), key) for begin, until, (_, key) in zip(begins, ends, keys, strict=True)
    ]
