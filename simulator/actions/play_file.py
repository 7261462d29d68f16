"""playFile: play a sound file from the web to the caller, one to three times.

Example:
    {"action": "playFile", "params": {"fileUrl": "https://example.com/welcome.wav"}}

"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from simulator.actions.base.params import param
from simulator.actions.base.position import plain_row
from simulator.model.machine.table import Play, Prompt
from simulator.model.record import record

if TYPE_CHECKING:
    from simulator.actions.base.position import Position
    from simulator.model.machine.table import Row, State


@record
class PlayFile:
    """Play `fileUrl` (wav or mp3, at most 5120 KB), `repetition` times (documented)."""

    NAME: ClassVar[str] = "playFile"
    SUMMARY: ClassVar[str] = "PLAY_FILE"
    FIRST: ClassVar[str] = "playing"

    file_url: str = param("string", "address of a wav or mp3 file, http or https", required=True, low=1, address=True)
    repetition: int | None = param("integer", "how often it is played, default 1", low=1, high=3)

    def states(self, step: Position) -> tuple[State, ...]:
        """One state that plays."""
        times = self.repetition or 1
        length = step.settings.file_length * times
        prompt = Prompt("playFile", None, self.file_url, times, length=length)
        return (step.state("playing", Play(prompt)),)

    def rows(self, step: Position) -> tuple[Row, ...]:
        """The caller cannot cut it short."""
        return (plain_row(step.name("playing"), "played", step.onward),)
