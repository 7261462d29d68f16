"""espeak-ng, where the system has it: many languages, plain voices."""

from __future__ import annotations

from shutil import which

from simulator.hearing.sound.wav import read_wav

NAME, RANK = "espeak-ng", 2
VOICES = {
    "ar": "ar", "bn": "bn", "cs": "cs", "da": "da", "de": "de", "el": "el", "en": "en-us", "en-au": "en-gb",
    "en-gb": "en-gb", "en-ie": "en-gb", "en-nz": "en-gb", "en-sg": "en-gb", "en-za": "en-gb", "es": "es",
    "es-mx": "es-419", "es-us": "es-419", "fi": "fi", "fr": "fr-fr", "fr-be": "fr-be", "fr-ch": "fr-ch", "hi": "hi",
    "hu": "hu", "id": "id", "it": "it", "ja": "ja", "ko": "ko", "ms": "ms", "my": "my", "nb": "nb", "nl": "nl",
    "no": "nb", "pl": "pl", "pt": "pt", "pt-br": "pt-br", "ro": "ro", "ru": "ru", "sv": "sv", "ta": "ta", "th": "th",
    "tr": "tr", "uk": "uk", "ur": "ur", "vi": "vi", "zh": "cmn", "zh-hk": "yue", "yue": "yue", "cmn": "cmn",
}  # fmt: skip
FASTEST = 2.5
USUAL = 165
"""Words a minute at the usual pace."""


def program() -> tuple[str, ...]:
    """The program of this name on the PATH."""
    found = which("espeak-ng")
    return (found,) if found else ()


def arguments(voice: str, speed: float) -> tuple[str, ...]:
    """The voice, and words a minute."""
    return "-v", voice, "-s", str(round(speed * USUAL)), "--stdin", "--stdout"


def sound(raw: bytes) -> bytes:
    """It writes a WAV whose head does not know how long it will be. Raises ValueError."""
    return read_wav(raw)
