"""What is heard on two steps, held against each other, and how long the steps last apart from what is spoken."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from attrs import frozen

from simulator.announcing.find import announced
from simulator.engine.waits import EntryWait
from simulator.model.call.event import Began, Heard, Interrupted

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from simulator.exploring.search.probers import Arrival, Stop
    from simulator.model.machine.table import Prompt


@frozen(slots=False)
class Said:
    """A prompt, and where it stands: the digest of its list and its state."""

    prompt: Prompt
    digest: str
    state: str

    @property
    def sound(self) -> Hashable:
        """All of it that a caller can hear."""
        return sound(self.prompt)

    @property
    def key(self) -> Hashable:
        """Place and sound."""
        return (self.digest, self.state, self.sound)


Apart = tuple[tuple[Said, ...], tuple[Said, ...]]
"""What the old version says in place of what the new one says; one of them may say nothing."""


def sound(prompt: Prompt) -> Hashable:
    """All of a prompt that a caller can hear."""
    return (prompt.text, prompt.file_url, prompt.repetition, prompt.speed, prompt.voice)


def said(stop: Stop | None, step: Arrival) -> tuple[Said, ...]:
    """What begins to play on a step from a stop (None: from the beginning), apart from empty texts."""
    digest = stop.call.compiled.digest if stop is not None else ""
    found = []
    for event in step.events:
        if isinstance(event, Began):
            digest = event.digest
        elif isinstance(event, Heard) and event.prompt.words:
            found.append(Said(event.prompt, digest, event.state))
    return tuple(found)


def apart(old: Sequence[Said], new: Sequence[Said]) -> Iterator[Apart]:
    """Where two versions say something else: prompt by prompt, or with what was put in and left out."""
    a, b = [one.sound for one in old], [one.sound for one in new]
    if len(old) == len(new):
        yield from (((x,), (y,)) for x, y in zip(old, new, strict=True) if x.sound != y.sound)
        return
    for tag, from_a, to_a, from_b, to_b in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag != "equal":
            yield tuple(old[from_a:to_a]), tuple(new[from_b:to_b])


def announces(one: Apart) -> bool:
    """Whether other words speak of keys, before or now."""
    spoken = [{said.prompt.words: said.prompt.voice for said in side} for side in one]
    if spoken[0].keys() == spoken[1].keys():
        return False
    return any(announced(words, voice) for side in spoken for words, voice in side.items())


def unspoken(stop: Stop | None, step: Arrival) -> int:
    """The ms of a step in which nothing plays: what its timers and its waiting come to."""
    since = stop.call.now if stop is not None else 0
    playing: tuple[int, int] | None = None
    if stop is not None and isinstance(stop.call.wait, EntryWait):
        playing = (since, stop.call.wait.prompt.length)
    spoken = 0
    for event in step.events:
        if isinstance(event, Heard | Interrupted):
            spoken += _played(playing, event.at)
            playing = (event.at, event.prompt.length) if isinstance(event, Heard) else None
    return step.ms - spoken - _played(playing, since + step.ms)


def _played(playing: tuple[int, int] | None, until: int) -> int:
    return 0 if playing is None else min(until - playing[0], playing[1])
