"""What a caller heard and entered, in plain records that are read out of a trace."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from simulator.model.call.event import Answered
from simulator.model.record import record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.model.call.event import EntryOutcome, EntryReason, Event

OnRecording = Literal["all", "part", "none"]


def recorded(at: int, length: int, beep: int | None) -> OnRecording | None:
    """How much of what plays from `at` on, for `length` ms, comes after a machine's beep; None for a person."""
    if beep is None:
        return None
    return "all" if at >= beep else "part" if at + length > beep else "none"


def beep_in(trace: Iterable[Event]) -> int | None:
    """When the machine that has answered leg A beeps; None where a person has."""
    return next((event.beep for event in trace if isinstance(event, Answered) and event.leg == "A"), None)


@record
class Capture:
    """One try of a capture: the keys entered ("" for none), and how the entry ended.

    Times are in ms of the session: when the prompt began (`asked`), when the `first_key` of the entry counted, and
    when it `ended`; None for what never was.
    """

    state: str
    digits: str
    outcome: EntryOutcome
    reason: EntryReason
    asked: int | None = None
    first_key: int | None = None
    ended: int | None = None


@record
class HeardItem:
    """A prompt, message or file that the caller heard, from `at` ms on; all its repetitions are one item.

    Where a machine has answered, `recorded` says how much of it is on the recording: a machine talks until its beep.
    """

    at: int
    text: str | None
    file_url: str | None
    repetition: int
    interrupted: bool
    part: Literal["say", "playFile", "prompt", "success", "failure"]
    recorded: OnRecording | None = None

    @property
    def words(self) -> str:
        """The text, or the file's address."""
        return self.text if self.text is not None else self.file_url or ""
