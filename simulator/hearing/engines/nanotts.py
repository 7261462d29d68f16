"""py-nanotts (SVOX Pico): a wheel with its voices, the extra `voice`."""

from __future__ import annotations

import sys
from importlib.util import find_spec

NAME, RANK = "py-nanotts", 1
VOICES = {
    "de": "de-DE", "en": "en-US", "en-au": "en-GB", "en-gb": "en-GB", "en-ie": "en-GB", "en-nz": "en-GB",
    "en-sg": "en-GB", "en-za": "en-GB", "es": "es-ES", "fr": "fr-FR", "it": "it-IT",
}  # fmt: skip
FASTEST = 2.0
USUAL = 0.9
"""What the engine calls its usual pace."""
CODE = (
    "import sys; from py_nanotts import NanoTTS; text = sys.stdin.buffer.read().decode(); "
    "sys.stdout.buffer.write(NanoTTS().speak(text, voice=sys.argv[1], speed=float(sys.argv[2])))"
)


def program() -> tuple[str, ...]:
    """A Python of its own: what hangs or crashes there can be ended."""
    return (sys.executable, "-P", "-c", CODE) if find_spec("py_nanotts") else ()


def arguments(voice: str, speed: float) -> tuple[str, ...]:
    """The voice, and the pace in the engine's own measure."""
    return voice, f"{speed * USUAL:.3f}"


def sound(raw: bytes) -> bytes:
    """It writes samples as we have them."""
    return raw[: len(raw) // 2 * 2]
