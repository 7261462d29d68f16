"""A whole call as one WAV, made piece by piece: prompts, tones and silence, as long as the simulated call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from simulator.errors import UsageError
from simulator.hearing.files.sound_files import SoundFiles
from simulator.hearing.score import Cue, score_of
from simulator.hearing.sound.samples import PER_MS, of_length, piece
from simulator.hearing.sound.tones import Tone, key_tone, tone
from simulator.hearing.sound.wav import MOST_SAMPLES, head, wav
from simulator.hearing.speech.fitting import fitted
from simulator.hearing.speech.voice import Voice
from simulator.model.call.event import Heard
from simulator.model.kept import Cache

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from simulator.hearing.score import Score
    from simulator.hearing.speech.notes import Notes
    from simulator.model.call.event import Event
    from simulator.model.machine.table import Prompt

MOST_MS = 1000
"""Ms of a piece."""
KEPT, KEPT_BYTES = 256, 32 << 20
"""Prompts whose sound is kept for the next time that they are heard."""


@define(eq=False)
class Hearing:
    """Makes calls heard: who speaks, and where files come from; `notes` says what is silence, and why."""

    voice: Voice = field(factory=Voice)
    files: SoundFiles = field(factory=SoundFiles)
    notes: Notes = field(init=False)
    _known: Cache[Prompt, tuple[bytes | None]] = field(init=False, factory=lambda: Cache(KEPT, KEPT_BYTES))

    def __attrs_post_init__(self) -> None:
        self.notes = self.files.notes = self.voice.notes

    def recording(self, trace: Sequence[Event]) -> Iterator[bytes]:
        """The pieces of a WAV of a call that is over. Raises UsageError where no WAV can be so long."""
        score = score_of(trace)
        samples = score.end * PER_MS
        if samples > MOST_SAMPLES:
            raise UsageError(f"the call takes {score.end / 3_600_000:.1f} h, and a WAV holds 37 h at most")
        if score.left_out:
            self.notes.add(f"the call has no time for the tones of {score.left_out} keys, the last ones")
        return self._pieces(score, head(samples))

    def _pieces(self, score: Score, first: bytes) -> Iterator[bytes]:
        yield first
        for at, until, cue in _in_order(score):
            raw = self._sound(cue) if cue else b""
            for begin in range(at, until, MOST_MS):
                ms = min(MOST_MS, until - begin)
                yield piece(raw, (begin - cue.at if cue else 0) * PER_MS, ms * PER_MS)

    def _sound(self, cue: Cue) -> bytes:
        return tone(cue.what) if isinstance(cue.what, Tone) else self.once(cue.what) or b""

    def look_for_files(self, trace: Sequence[Event]) -> None:
        """Note which files of a call cannot be had."""
        for event in trace:
            if isinstance(event, Heard) and event.prompt.file_url is not None:
                self.files.length(event.prompt.file_url)

    def once(self, prompt: Prompt) -> bytes | None:
        """A prompt, played once in as many ms as it takes; None where it cannot be heard."""
        found = self._known.get(prompt)
        if found is None:
            sound = self._once(prompt)
            found = self._known.keep(prompt, (sound,), len(sound or b""))
        return found[0]

    def whole(self, prompt: Prompt, most: int) -> bytes | None:
        """A WAV of a prompt with its repetitions, of at most so many ms; None where it cannot be heard."""
        found = self.once(prompt)
        return None if found is None else wav(piece(found, 0, min(prompt.length, most) * PER_MS))

    def _once(self, prompt: Prompt) -> bytes | None:
        ms = prompt.length // prompt.repetition
        if prompt.file_url is None:
            return fitted(self.voice, prompt.text or "", prompt.voice, prompt.speed, ms)
        found = self.files.sound(prompt.file_url)
        return None if found is None else of_length(found, ms * PER_MS)


def _in_order(score: Score) -> Iterator[tuple[int, int, Cue | None]]:
    """What sounds from when to when; a key's tone alone is heard while it sounds, so that it can be told from all else.

    None is silence.
    """
    begun = 0
    for key in score.keys:
        yield from _between(score, begun, key.at)
        yield key.at, key.until, Cue(key.at, key.until, key_tone(key.key, key.until - key.at))
        begun = key.until
    yield from _between(score, begun, score.end)


def _between(score: Score, begun: int, end: int) -> Iterator[tuple[int, int, Cue | None]]:
    for cue in score.cues:
        at, until = max(cue.at, begun), min(cue.until, end)
        if until > at:
            yield begun, at, None
            yield at, until, cue
            begun = until
    yield begun, end, None
