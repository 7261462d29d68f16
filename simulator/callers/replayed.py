"""A caller out of a log: presses what the log says was captured, and what a guess says where it does not."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from attrs import define, field

from simulator.model.call.event import Captured
from simulator.model.call.keys import FIRST_KEY_MS, NEXT_KEY_MS
from simulator.model.call.outcome import Presses
from simulator.model.record import frozen, record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.engine.waits import EntryWait
    from simulator.entries.entry import DtmfEntry
    from simulator.model.call.event import Event
    from simulator.model.call.keys import TimedToken


@frozen
class Guess:
    """What no webhook tells of a caller, between two questions of a log.

    The first `rejected` entries are ended by keys that are not accepted: `short` by too few digits, which take until a
    timer ends them, else by the hash key, where that ends an entry. `untold`: entries of which nobody was told are
    answered with some digits, instead of none. `late` is how many ms later than usual each entry is answered: its first
    key comes so late; where the caller is `slow` each key does its share, as far as the timers of the entry wait.
    `hangup` is when the caller hangs up, in ms of the session.
    """

    untold: bool = False
    rejected: int = 0
    short: bool = False
    late: tuple[int, ...] = ()
    slow: bool = False
    hangup: int | None = None


@frozen
class ToldKeys:
    """What a log tells of the captures between two questions.

    `digits` are those of the capture that the next question tells of; `asked` says that there is such a question.
    `updates` are the digits of all captures with digits, where status updates tell of them.
    """

    digits: str | None = None
    asked: bool = False
    updates: tuple[str, ...] | None = None


@record
class EntryDone:
    """What a caller did at one entry, whose prompt lasts `prompt` ms; `known`: as the log tells."""

    presses: Presses
    prompt: int
    known: bool


@define
class Replayed:
    """The caller of one stretch of a log, from one question to the next: from event `since` of the call's `trace`.

    `captured` are the entries with digits so far, up to event `since`: each event is looked at once.
    """

    told: ToldKeys
    guess: Guess
    trace: Sequence[Event]
    since: int
    entered: list[EntryDone] = field(factory=list)
    timed: tuple[TimedToken, ...] = ()
    captured: int = 0

    def entry(self, wait: EntryWait) -> Presses:
        """What is pressed at this entry."""
        known, digits = self._digits(wait.entry)
        number = len(self.entered)
        if number < self.guess.rejected:
            known, keys = False, _rejected(wait.entry, self.guess.short)
        else:
            keys = "" if digits is None else wait.entry.script(digits)
        late = self.guess.late[number] if number < len(self.guess.late) else 0
        late = max(late, -wait.prompt.length - FIRST_KEY_MS)
        pauses = _slow(wait.entry, len(keys), late) if self.guess.slow else _late(wait.entry, len(keys), late)
        times = [*accumulate(pauses, initial=wait.prompt.length)][1:]
        presses = Presses(tuple(zip(times, keys, strict=False)))
        self.entered.append(EntryDone(presses, wait.prompt.length, known))
        return presses

    def _digits(self, entry: DtmfEntry) -> tuple[bool, str | None]:
        """Whether the log tells what was entered here, and the digits."""
        told, updates = self.told, self.told.updates
        if told.asked and entry.told:
            return True, told.digits
        if updates is not None:
            if told.digits is not None:
                updates = updates[:-1]  # the last one is the question's own
            events = self.trace[self.since :]
            self.captured += sum(isinstance(event, Captured) and event.digits is not None for event in events)
            self.since += len(events)
            return True, updates[self.captured] if self.captured < len(updates) else None
        return False, _accepted(entry) if self.guess.untold else None


@define
class Recorded:
    """A caller who does at each entry what another one did there, and then nothing more."""

    entered: list[EntryDone]
    number: int = 0
    timed: tuple[TimedToken, ...] = ()

    def entry(self, _wait: EntryWait) -> Presses:
        """What was pressed at this entry."""
        self.number += 1
        return self.entered[self.number - 1].presses if self.number <= len(self.entered) else Presses()


def _usual(keys: int) -> list[int]:
    """The ms before each key."""
    return [FIRST_KEY_MS, *[NEXT_KEY_MS] * (keys - 1)][:keys]


def _late(entry: DtmfEntry, keys: int, late: int) -> list[int]:
    """The same where the first one is late; none where the entry is over before it."""
    first = FIRST_KEY_MS + late
    return [first, *_usual(keys)[1:]] if keys and first <= min(ms for _, ms in entry.timers) else []


def _slow(entry: DtmfEntry, keys: int, late: int) -> list[int]:
    """The same of a slow caller, who keeps within the timers of the entry."""
    pauses = _usual(keys)
    timers = [ms for _, ms in entry.timers]
    late = min(late, max(max(timers) - 1 - sum(pauses), 0))
    for at, pause in enumerate(pauses):
        more = min(late, max(min(timers) - 1 - pause, 0))
        pauses[at], late = pause + more, late - more
    return pauses


def _accepted(entry: DtmfEntry) -> str:
    """Some digits that the entry takes."""
    return entry.result("1" * entry.low)


def _rejected(entry: DtmfEntry, short: bool) -> str:
    """Keys with which an entry is over, and not accepted; none where only silence is rejected."""
    few = "1" if entry.low > 1 else ""
    return few if short or not entry.hash_ends else "#"
