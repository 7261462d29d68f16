"""The sound of prompts for pages: where it is found, and one prompt at a time made beside the event loop."""

from __future__ import annotations

import asyncio
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import define, field

from simulator.errors import UsageError
from simulator.hearing.files.sound_files import SoundFiles
from simulator.hearing.recording import Hearing
from simulator.hearing.speech.child import end_engines
from simulator.model.values import shown
from simulator.server.beside import beside

if TYPE_CHECKING:
    from simulator.model.machine.table import Prompt

PATH = "/_sim/sessions/{sessionId}/sounds/{sound}"
LONGEST = 600_000
"""Ms of a prompt that are made; the rest of a longer one is silence for a page."""


def sound_id(prompt: Prompt) -> str:
    """What stands for a prompt in an address: its content, so that a browser may keep what it got."""
    told = (prompt.text, prompt.file_url, prompt.voice, prompt.speed, prompt.repetition, prompt.length)
    return sha256(repr(told).encode("utf-8", "backslashreplace")).hexdigest()[:16]


def sound_path(session: str, prompt: Prompt) -> str:
    """Where the sound of a prompt of a session is."""
    return PATH.format(sessionId=session, sound=sound_id(prompt))


def desk_for(folder: str | Path | None) -> SoundDesk:
    """What makes prompts heard, with the files of a folder. Raises UsageError where it is none."""
    if folder is not None and not Path(folder).is_dir():
        raise UsageError(f"files is {shown(folder)}, expected a folder")
    return SoundDesk(Hearing(files=SoundFiles(None if folder is None else Path(folder))))


@define(eq=False)
class SoundDesk:
    """Makes prompts heard, one after the other, each in a thread that nobody waits for at the end."""

    hearing: Hearing
    _turn: asyncio.Lock = field(init=False, factory=asyncio.Lock)

    def has(self, prompt: Prompt) -> bool:
        """Whether there may be a sound of it; whether there is one is known once it is made."""
        if prompt.file_url is not None:
            return self.hearing.files.may_have(prompt.file_url)
        return self.hearing.voice.speaks(prompt.voice)

    async def wav(self, prompt: Prompt) -> bytes | None:
        """A WAV as long as the prompt plays, with its repetitions; None where it cannot be heard."""
        async with self._turn:
            try:
                return await beside(lambda: self.hearing.whole(prompt, LONGEST), "callflow-sound")
            except Exception:  # what is told of it is that there is no sound
                return None

    def close(self) -> None:
        """End what is still speaking."""
        end_engines()
