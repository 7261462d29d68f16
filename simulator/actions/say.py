"""say: speak a text to the caller, one to three times.

Example:
    {"action": "say", "params": {"text": "Your table is booked.", "voiceProfile": "en-GB-Emma"}}

"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from simulator.actions.base.params import param
from simulator.actions.base.position import plain_row
from simulator.model.record import record

if TYPE_CHECKING:
    from simulator.actions.base.position import Position
    from simulator.model.machine.table import Row, State


@record
class Say:
    """Speak `text` with a voice, `repetition` times at `speed` times the usual pace (documented)."""

    NAME: ClassVar[str] = "say"
    SUMMARY: ClassVar[str] = "SAY"
    FIRST: ClassVar[str] = "speaking"

    text: str = param("string", "what is spoken", required=True, low=1, high=3000, spoken=True)
    voice_profile: str | None = param("string", "the voice, `en-GB-Emma`", owner=-1002)
    language: str | None = param("string", "the old alternative to voiceProfile, `en-GB`", owner=-1002)
    repetition: int | None = param("integer", "how often it is spoken, default 1", low=1, high=3)
    speed: float | None = param("number", "pace, 1 is usual", low=0.5, high=2.0)

    def states(self, step: Position) -> tuple[State, ...]:
        """One state that speaks."""
        play = step.speak("say", self.text, self.voice_profile, self.language, self.speed, self.repetition)
        return (step.state("speaking", play),)

    def rows(self, step: Position) -> tuple[Row, ...]:
        """The caller cannot cut it short."""
        return (plain_row(step.name("speaking"), "played", step.onward),)
