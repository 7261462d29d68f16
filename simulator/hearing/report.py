"""How far spoken lengths are from their estimates, prompt by prompt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.hearing.sound.samples import milliseconds
from simulator.model.call.event import Heard
from simulator.model.record import frozen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.hearing.recording import Hearing
    from simulator.model.call.event import Event
    from simulator.model.machine.table import Prompt


@frozen
class VoiceLine:
    """A prompt of a call, once: the ms that it takes in the simulation, and those that it takes to hear it.

    `heard` is None where it cannot be spoken, or its file cannot be had.
    """

    prompt: Prompt
    estimate: int
    heard: int | None

    @property
    def off(self) -> float | None:
        """By how many percent it is longer than the estimate; None where there is nothing to compare."""
        if self.heard is None or not self.estimate:
            return None
        return round(100 * (self.heard / self.estimate - 1), 1)


def voice_report(hearing: Hearing, trace: Sequence[Event]) -> tuple[VoiceLine, ...]:
    """Every prompt of a call, each once, in the order in which they are heard."""
    prompts = dict.fromkeys(event.prompt for event in trace if isinstance(event, Heard))
    return tuple(VoiceLine(one, one.length // one.repetition, _heard(hearing, one)) for one in prompts)


def _heard(hearing: Hearing, prompt: Prompt) -> int | None:
    if prompt.file_url is not None:
        return hearing.files.length(prompt.file_url)
    found = hearing.voice.spoken(prompt.text or "", prompt.voice, prompt.speed)
    return None if found is None else milliseconds(found)
