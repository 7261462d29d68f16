"""What sounds when in a call, read out of its trace."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from simulator.hearing.sound.keypad import laid_out
from simulator.hearing.sound.tones import RINGING, WHILE_DIALLING, Tone
from simulator.model.call.event import (
    NEVER_PRESSED,
    Answered,
    Dialled,
    Heard,
    Interrupted,
    Kept,
    LegEnded,
    Lost,
    Pressed,
)
from simulator.model.machine.table import Prompt

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from simulator.hearing.sound.keypad import KeyTone
    from simulator.model.call.event import Event

    Sounds = Prompt | Tone


@frozen
class Cue:
    """Something that sounds from `at` ms to `until`."""

    at: int
    until: int
    what: Sounds


@frozen
class Score:
    """All that sounds in a call of `end` ms: `cues` and `keys`, each in order and none over another of its kind.

    `left_out` counts the keys for whose tones there was no time.
    """

    end: int
    cues: tuple[Cue, ...]
    keys: tuple[KeyTone, ...]
    left_out: int = 0


def score_of(trace: Sequence[Event]) -> Score:
    """What sounds in a call that is over."""
    end = trace[-1].at if trace else 0
    pressed = list(_pressed(trace))
    keys = laid_out(pressed, end)
    return Score(end, tuple(_one_by_one(list(_cues(trace, end)))), tuple(keys), len(pressed) - len(keys))


def _cues(trace: Sequence[Event], end: int) -> Iterator[Cue]:
    """What sounds by itself, the last first."""
    cut = end
    dialled: dict[str, tuple[int, Tone]] = {}
    for event in reversed(trace):
        if isinstance(event, Heard):
            yield Cue(event.at, min(event.at + event.prompt.length, cut), event.prompt)
        elif isinstance(event, Answered | LegEnded):
            tone = WHILE_DIALLING.get(event.status, RINGING) if isinstance(event, LegEnded) else RINGING
            dialled[event.leg] = event.at, tone
        elif isinstance(event, Dialled):
            until, tone = dialled.get(event.leg, (end, RINGING))
            yield Cue(event.at, until, tone)
        if isinstance(event, Heard | Interrupted):
            cut = event.at


def _one_by_one(cues: list[Cue]) -> Iterator[Cue]:
    """In order, each cut where the next begins."""
    cues.sort(key=lambda one: one.at)
    for one, next_at in zip(cues, [*(one.at for one in cues), inf][1:], strict=True):
        until = min(one.until, next_at)
        if until > one.at:
            yield evolve(one, until=int(until))


def _pressed(trace: Sequence[Event]) -> Iterator[tuple[int, str]]:
    """The keys that were pressed, also those that reached nobody."""
    for event in trace:
        if isinstance(event, Pressed | Kept) or (isinstance(event, Lost) and not event.why.startswith(NEVER_PRESSED)):
            yield event.at, event.key
