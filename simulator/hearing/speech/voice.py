"""A text in a voice: the engine that has it, asked in a process of its own; None where nobody can say it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import define, field

from simulator.hearing.engines.base.engine import engines
from simulator.hearing.sound.samples import milliseconds
from simulator.hearing.speech.cache import SoundCache
from simulator.hearing.speech.child import SECONDS, output_of
from simulator.hearing.speech.notes import Notes

if TYPE_CHECKING:
    from simulator.hearing.engines.base.engine import SpeechEngine

NO_ENGINE = (
    'no speech engine is installed: prompts are silence of their estimated length (pip install "callflow-simulator'
    '[voice]", or the espeak-ng of your system)'
)
MOST_CRASHES = 3
"""Texts on which an engine may crash until it is asked no more."""
SHORTEST = 20
"""Ms: what is shorter is no speech, but an engine that does not know the script."""
_SLOWEST = 0.3
"""How many times the usual pace an engine speaks at least."""
_REGION = re.compile(r"[A-Za-z]{2}|\d{3}")
_MARKS = re.compile(r"[<>\[\]\x00-\x1f\x7f]+")
"""What engines take for commands (one writes files where a text says `<genfile`), and what no voice can say."""


def locales(voice: str | None) -> tuple[str, ...]:
    """The locale of a voice profile and its language, as engines' tables have them: `en-GB-Emma`: en-gb, en."""
    parts = [part.lower() for part in (voice or "en").split("-")]
    if parts[0] == "generic" and len(parts) > 1:
        del parts[0]
    region = (f"{parts[0]}-{parts[1]}",) if len(parts) > 1 and _REGION.fullmatch(parts[1]) else ()
    return (*region, parts[0])


def engine_voice(engine: SpeechEngine, voice: str | None) -> str | None:
    """The voice of an engine that stands for a voice profile, if it has one."""
    return next((engine.VOICES[one] for one in locales(voice) if one in engine.VOICES), None)


@define(eq=False)
class Voice:
    """All engines that are installed, as one; `notes` says what could not be spoken, and why.

    An engine that hangs is asked no more, nor one that crashes again and again.
    """

    notes: Notes = field(factory=Notes)
    cache: SoundCache | None = field(factory=SoundCache.of_user)
    seconds: float = field(factory=lambda: SECONDS)
    engines: tuple[SpeechEngine, ...] = field(factory=lambda: tuple(one for one in engines() if one.program()))
    _crashes: dict[str, int] = field(init=False, factory=dict)

    def speaks(self, voice: str | None) -> bool:
        """Whether there is an engine that has a voice for this profile."""
        return any(engine_voice(one, voice) for one in self.engines)

    def spoken(self, text: str, voice: str | None, speed: float) -> bytes | None:
        """The samples of a text, spoken once at so many times the usual pace."""
        words = " ".join(_MARKS.sub(" ", text).split())
        for engine in self.engines:
            own = engine_voice(engine, voice)
            if own is not None:
                return self._asked(engine, own, words, min(max(round(speed, 2), _SLOWEST), engine.FASTEST))
        language = locales(voice)[-1]
        known = ", ".join(one.NAME for one in self.engines)
        self.notes.add(f"{known} has no voice for {language}: its prompts are silence" if known else NO_ENGINE)
        return None

    def _asked(self, engine: SpeechEngine, voice: str, words: str, speed: float) -> bytes | None:
        key = (engine.NAME, voice, speed, words)
        found = None if self.cache is None else self.cache.get(key)
        if found is not None or self._crashes.get(engine.NAME, 0) >= MOST_CRASHES:
            return found
        said = output_of((*engine.program(), *engine.arguments(voice, speed)), words, self.seconds)
        if said.why:
            self._failed(engine.NAME, said.why, hung=said.hung)
            return None
        try:
            found = engine.sound(said.raw)
        except ValueError as error:
            self._failed(engine.NAME, f"gave no sound: {error}")
            return None
        if milliseconds(found) < SHORTEST:
            self.notes.add(f"{engine.NAME} says nothing of some texts for {voice}: they are silence")
            return None
        if self.cache is not None:
            self.cache.keep(key, found)
        return found

    def _failed(self, name: str, why: str, *, hung: bool = False) -> None:
        self._crashes[name] = MOST_CRASHES if hung else self._crashes.get(name, 0) + 1
        self.notes.add(f"{name} {why}: prompts without a sound are silence of their estimated length")
