"""A spoken text made as long as its estimate: spoken faster or slower, then stretched a little, then cut or filled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.hearing.sound.samples import PER_MS, count, of_length, stretched

if TYPE_CHECKING:
    from simulator.hearing.speech.voice import Voice

NEAR = 0.03
"""How far (of 1) a length may be from what is wanted without being spoken again at another pace."""
MOST = 0.08
"""How far (of 1) a sound is stretched or pressed; beyond that it would be heard."""


def fitted(voice: Voice, text: str, profile: str | None, speed: float, ms: int) -> bytes | None:
    """A text, spoken in so many ms; None where nobody can say it."""
    found = voice.spoken(text, profile, speed)
    if found is None or not ms:
        return found and b""
    wanted = ms * PER_MS
    if abs(count(found) / wanted - 1) > NEAR:
        found = voice.spoken(text, profile, speed * count(found) / wanted) or found
    return made_fit(found, wanted)


def made_fit(raw: bytes, wanted: int) -> bytes:
    """So many samples of what has about as many."""
    have = count(raw)
    near = min(max(wanted, round(have * (1 - MOST))), round(have * (1 + MOST)))
    return of_length(stretched(raw, near), wanted)
