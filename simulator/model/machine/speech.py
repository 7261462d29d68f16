"""How long a text takes to speak: a deterministic estimate, by language (setting `speechRate`).

Estimated, because nobody publishes how fast the platform's voices are: letters at the language's usual
pace in characters per second, each digit as long as a short word (callers hear codes digit by digit;
setting `digitSpeech`), a pause at commas and a longer one at full stops (`commaPause`, `stopPause`).
"""

from __future__ import annotations

import re
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from simulator.model.kept import remembered

if TYPE_CHECKING:
    from collections.abc import Mapping

    from simulator.model.assumptions import Assumptions

CHARACTERS_PER_SECOND: Mapping[str, float] = MappingProxyType(
    {
        "ar": 12.0, "da": 14.5, "de": 14.0, "en": 15.0, "es": 16.0, "fr": 16.0, "hi": 12.0, "id": 15.0,
        "it": 16.0, "ja": 7.5, "ko": 7.0, "ms": 15.0, "nl": 14.5, "pt": 15.5, "ru": 14.0, "th": 12.0,
        "tl": 15.0, "tr": 14.5, "vi": 13.0, "zh": 4.5,
    }
)  # fmt: skip
OTHER_RATE = 14.0

_COMMAS = ",;:、，；：،"
_SIGNS = re.compile(rf"([\d{_COMMAS}]|[.!?。！？।؟…]+)")
"""A digit, a comma, or what ends a sentence."""


@lru_cache(maxsize=1024)
def language_of(voice_profile: str | None, language: str | None) -> str:
    """The two- or three-letter language that a voice (`en-US-Emma`, `generic-en-male`) or locale speaks."""
    parts = (voice_profile or language or "en").split("-")
    head = parts[1] if parts[0].lower() == "generic" and len(parts) > 1 else parts[0]
    return head.lower()


def speaking_ms(text: str, language: str, speed: float, settings: Assumptions) -> int:
    """Milliseconds to speak `text` once, at `speed` (0.5 to 2.0) times the language's usual pace."""
    rate = settings.speech_rate.get(language) or CHARACTERS_PER_SECOND.get(language, OTHER_RATE)
    return _estimate(text, rate, speed, settings.digit_speech, settings.comma_pause, settings.stop_pause)


@remembered(8192)
def _estimate(text: str, rate: float, speed: float, digit: int, comma: int, stop: int) -> int:
    parts = _SIGNS.split(text)
    letters, signs, fixed = "".join(parts[::2]), parts[1::2], 0
    if signs:
        digits, commas = sum(map(str.isdecimal, signs)), sum(map(_COMMAS.__contains__, signs))
        fixed = digit * digits + comma * commas + stop * (len(signs) - digits - commas)
    return round((len(" ".join(letters.split())) / rate * 1000 + fixed) / speed)
