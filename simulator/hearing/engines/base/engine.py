"""What the file of a speech engine declares, and those that there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from simulator.registry import modules

if TYPE_CHECKING:
    from collections.abc import Mapping


class SpeechEngine(Protocol):
    """What the file of a speech engine declares; the text comes to it by standard input, in UTF-8."""

    NAME: str
    RANK: int
    """Which is asked first, of those that are installed."""
    VOICES: Mapping[str, str]
    """Its voices by language (`en`), and by locale (`en-gb`) where it has more than one for a language."""
    FASTEST: float
    """How many times the usual pace it speaks at most."""

    def program(self) -> tuple[str, ...]:
        """How it is started; empty where it is not installed."""
        ...

    def arguments(self, voice: str, speed: float, /) -> tuple[str, ...]:
        """What follows on the command line, for one of its voices and so many times the usual pace."""
        ...

    def sound(self, raw: bytes, /) -> bytes:
        """What it wrote to standard output, as samples of ours. Raises ValueError where that is no sound."""
        ...


def engines() -> tuple[SpeechEngine, ...]:
    """Every engine that is known, installed or not, in the order in which they are asked."""
    found = cast("tuple[SpeechEngine, ...]", modules("simulator.hearing.engines"))
    return tuple(sorted(found, key=lambda one: one.RANK))
