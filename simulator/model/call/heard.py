"""What a caller heard and entered, in plain records that are read out of a trace."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from simulator.model.record import record

if TYPE_CHECKING:
    from simulator.model.call.event import EntryOutcome, EntryReason


@record
class Capture:
    """One try of a capture: the keys entered ("" for none), and how the entry ended."""

    state: str
    digits: str
    outcome: EntryOutcome
    reason: EntryReason


@record
class HeardItem:
    """A prompt, message or file that the caller heard, from `at` ms on; all its repetitions are one item."""

    at: int
    text: str | None
    file_url: str | None
    repetition: int
    interrupted: bool
    part: Literal["say", "playFile", "prompt", "success", "failure"]

    @property
    def words(self) -> str:
        """The text, or the file's address."""
        return self.text if self.text is not None else self.file_url or ""
