"""The sound of a run: a WAV that a notebook plays."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path
from typing import TYPE_CHECKING, Self

from simulator.errors import UsageError
from simulator.files.writing import write_file
from simulator.model.record import frozen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.model.call.event import Event

MOST_BYTES = 20 << 20
"""Bytes that are put into a notebook: a call of ten minutes."""


@frozen(repr=False)
class CallAudio:
    """A call as a WAV; `notes` says what in it is silence, and why."""

    wav: bytes
    notes: tuple[str, ...] = ()

    @classmethod
    def of(cls, trace: Sequence[Event], files: str | Path | None) -> Self:
        """The sound of a call that is over. Raises UsageError."""
        from simulator.hearing.files.sound_files import SoundFiles
        from simulator.hearing.recording import Hearing

        if not trace:
            raise UsageError("there was no call, so there is nothing to hear")
        if files is not None and not Path(files).is_dir():
            raise UsageError(f'files is "{files}", expected a folder')
        hearing = Hearing(files=SoundFiles(None if files is None else Path(files)))
        wav = b"".join(hearing.recording(trace))
        return cls(wav, hearing.notes.lines)

    def save(self, file: str | Path) -> None:
        """Write the WAV. Raises UsageError."""
        write_file(Path(file), self.wav)

    def __repr__(self) -> str:
        return "\n".join([f"<CallAudio, {len(self.wav)} bytes>", *self.notes])

    def _repr_html_(self) -> str:
        from html import escape

        notes = "".join(f"<p>{escape(line)}</p>" for line in self.notes)
        if len(self.wav) > MOST_BYTES:
            return f"<p>The call is too long for a notebook: save(FILE) writes it.</p>{notes}"
        return f'<audio controls src="data:audio/wav;base64,{b64encode(self.wav).decode()}"></audio>{notes}'
