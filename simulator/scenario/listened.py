"""A call as expectations see it: what was heard and captured, and where each entry of the caller ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.model.call.event import Asked, Captured, Dialled, EntryEnded, Heard, Moved

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.model.call.event import Event
    from simulator.model.call.wanted import Words


class Listened:
    """One pass over a trace; `ends` counts, for each entry that ended, what was heard until then, `answers` webhooks.

    `dials` are the numbers that were dialled after leg A.
    """

    __slots__ = ("answers", "asked", "captured", "dialled", "dials", "ended", "ends", "heard", "keys", "states")

    def __init__(self, trace: Sequence[Event]) -> None:
        self.heard: list[Heard] = []
        self.captured: list[str | None] = []
        self.ends: list[int] = []
        self.answers: list[int] = []
        self.keys: list[str] = []
        self.states: list[str] = []
        self.asked: list[Asked] = []
        self.dialled: int | None = None
        self.dials: list[str] = []
        self.ended = trace[-1].at if trace else 0
        notes = _NOTES
        for event in trace:
            kind = type(event)
            if kind in notes:
                notes[kind](self, event)

    @property
    def words(self) -> list[str]:
        """The text of everything heard, in order."""
        return [event.prompt.words for event in self.heard]

    def until(self, entry: int) -> tuple[int, int]:
        """From and to which number (exclusive) things were heard between the entry before and this one, from 0."""
        begin = self.ends[entry - 1] if entry else 0
        return begin, self.ends[entry] if entry < len(self.ends) else len(self.heard)

    def before(self, entry: int, wanted: Words) -> bool:
        """Whether words were heard between the entry before and this one, from 0."""
        said = self.words[slice(*self.until(entry))]
        return any(map(wanted.found_in, said)) or wanted.found_in(" ".join(said))

    def asked_until(self, entry: int | None) -> list[Asked]:
        """The webhooks until an entry ended, from 0; all of them where it is None, or none such ended."""
        return self.asked if entry is None or entry >= len(self.answers) else self.asked[: self.answers[entry]]

    @property
    def length(self) -> int:
        """Ms from dialling to the end."""
        return self.ended - (self.dialled or 0)


def _heard(seen: Listened, event: Any) -> None:
    seen.heard.append(event)


def _captured(seen: Listened, event: Any) -> None:
    seen.captured.append(event.digits)


def _entry(seen: Listened, event: Any) -> None:
    seen.ends.append(len(seen.heard))
    seen.answers.append(len(seen.asked))
    seen.keys.append(f"{event.digits}#" if event.reason == "hash" else event.digits or event_word(event.reason))
    seen.states.append(event.state)


def event_word(reason: str) -> str:
    """The key token of an entry without a key."""
    return "hangup" if reason == "hangup" else "silence"


def _asked(seen: Listened, event: Any) -> None:
    seen.asked.append(event)


def _dialled(seen: Listened, event: Any) -> None:
    if seen.dialled is None:
        seen.dialled = event.at
    if event.leg != "A":
        seen.dials.append(event.destination)


_NOTES = {Heard: _heard, Captured: _captured, EntryEnded: _entry, Asked: _asked, Dialled: _dialled}


def last_state(trace: Sequence[Event]) -> str:
    """The state in which the call was when it ended."""
    return next((event.row.source for event in reversed(trace) if isinstance(event, Moved)), "")
