"""What an entry takes, read out of the transition table: how many keys, what ends it, which timers run, who is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from simulator.model.call.keys import KEYS
from simulator.model.machine.table import Play, Prompt, StartTimer
from simulator.model.record import record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from simulator.model.machine.table import Guard, Row, State, Table, TimerName

_KEYS = frozenset(KEYS)
TAKES = ("takeDigits", "takeNothing")
"""The effects with which a capture is complete."""


@record
class DtmfEntry:
    """One entry: `low` to `high` keys are accepted; `high` of them end it at once where it `completes` so.

    `#` ends it where `hash_ends`, and is then one of the digits where it `keeps_hash`; else it is a key like others
    where `hash_is_key`, and lost where it is not. `timers` run while keys are
    collected, in ms; fewer than `high` keys are accepted by the first of them where the entry `times_out` so.
    `told`: the webhook is told what is entered here, since no other capture comes before it is asked. `prompts` is
    what is said since the entry before this one, its own prompt last. The capture asks so many `tries` in all, and
    `fewest` keys are accepted where a timer judges that need not be the first (keys during the prompt, keys in a row).
    """

    low: int
    high: int
    hash_ends: bool
    completes: bool
    hash_is_key: bool = False
    keeps_hash: bool = False
    times_out: bool = False
    told: bool = True
    timers: tuple[tuple[TimerName, int], ...] = ()
    prompts: tuple[Prompt, ...] = ()
    tries: int = field(default=1, eq=False)
    fewest: int = field(default=1, eq=False)

    @property
    def limits(self) -> tuple[object, ...]:
        """All that says which keys make an accepted entry."""
        return (self.low, self.high, self.hash_ends, self.completes, self.hash_is_key, self.keeps_hash, self.times_out)

    def takes(self, digits: str) -> bool:
        """Whether these can be the result of an accepted entry."""
        closed = self.keeps_hash and digits.endswith("#")
        keys = digits[:-1] if closed else digits
        if not self.low <= len(keys) <= self.high or not _KEYS.issuperset(keys):
            return False
        if "#" in keys and not self.hash_is_key:
            return False
        return self._open_ended(keys) == closed or (not closed and (self.times_out or not self.keeps_hash))

    def result(self, keys: str) -> str:
        """What comes of these keys where a caller ends the entry: the `#` is part of it where it has to be."""
        return keys if self.takes(keys) or not self.keeps_hash else f"{keys}#"

    def script(self, digits: str) -> str:
        """How a caller enters digits that the entry takes: with a closing `#` where that ends it sooner."""
        return f"{digits}#" if self._open_ended(digits) and self.hash_ends and not self.keeps_hash else digits

    def closing(self, offered: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """Of what is offered, each that does not end the entry itself, and what has to follow: `#`, or a pause."""
        after = " or ".join(("#",) * self.hash_ends + ("a pause",) * self.times_out)
        return tuple((keys, after) for keys in offered if after and self._open_ended(keys) and not keys.endswith("#"))

    def _open_ended(self, keys: str) -> bool:
        return len(keys) < self.high or not self.completes


EntryLimits = tuple[int, int, bool, bool, bool, bool, bool, bool]
"""What the rows say of an entry: its fields from `low` to `told`."""
KnownEntries = dict[str, tuple[EntryLimits, tuple[tuple["TimerName", int], ...], tuple[int, ...], tuple[int, int]]]
"""By the state that takes the keys: what the rows say, the timers, the states of its prompts, tries and fewest keys."""


class Entries(dict[str, DtmfEntry]):
    """The entries of one list, by the state that takes the keys; each is read when somebody asks for it.

    `known` is what lists that differ in texts only have in common.
    """

    def __init__(self, table: Table, known: KnownEntries) -> None:
        self._table, self._known = table, known

    def __missing__(self, state: str) -> DtmfEntry:
        if state not in self._known:
            reader = _Reader(self._table, state)
            timers = tuple(reader.timers())
            limits = reader.limits(_first(dict(timers)))
            self._known[state] = (limits, timers, tuple(reader.said()), (reader.tries(), reader.fewest()))
        limits, timers, said, numbers = self._known[state]
        requests = [request for at in said for request in self._table.states[at].requests]
        prompts = tuple([request.prompt for request in requests if type(request) is Play])
        found = self[state] = DtmfEntry(*limits, timers, prompts, *numbers)
        return found


@define
class _Reader:
    """Reads the rows of the action that a state belongs to."""

    table: Table
    name: str

    def limits(self, timer: TimerName) -> EntryLimits:
        """What the rows say; `timer` is the one that ends the entry when no further key comes."""
        collecting = next(state.name for state in self._states if state.role == "collecting")
        accepted = next(state.name for state in self._states if state.role == "accepted")
        rows = [row for row in self.table.rows if row.source == collecting]
        full = next((row.guard for row in rows if row.dest == accepted and "storeKey" in row.effects), None)
        judged = [
            row
            for row in rows
            if row.dest == accepted and row.trigger in ("hash", timer) and "storeKey" not in row.effects
        ]
        ends = [row for row in judged if row.trigger == "hash"]
        return (
            *_lengths(full, judged),
            bool(ends),
            full is not None,
            any(row.trigger == "hash" and "storeKey" in row.effects for row in rows),
            any("storeHash" in row.effects for row in ends),
            any(row.trigger != "hash" for row in judged),
            self._told(accepted),
        )

    def tries(self) -> int:
        """How many entries there are in all, the last one rejected included."""
        rejected = next(state.name for state in self._states if state.role == "rejected")
        rows = (row for row in self.table.rows if row.source == rejected and "takeNothing" in row.effects)
        return next(row.guard.low for row in rows if row.guard is not None)

    def fewest(self) -> int:
        """The fewest keys with which an entry is accepted, whatever ends it."""
        names = {state.role: state.name for state in self._states}
        rows = (row for row in self.table.rows if (row.source, row.dest) == (names["collecting"], names["accepted"]))
        guards = [(row.guard, "storeKey" in row.effects) for row in rows if row.guard is not None]
        return min(guard.low + stores for guard, stores in guards)

    def timers(self) -> Iterator[tuple[TimerName, int]]:
        """The timers that run while keys are collected, and their ms."""
        for state in self._states:
            if state.role in ("prompting", "collecting"):
                yield from (
                    (request.timer, request.ms) for request in state.requests if isinstance(request, StartTimer)
                )

    @property
    def _states(self) -> Iterator[State]:
        here = next(state.action for state in self.table.states if state.name == self.name)
        return (state for state in self.table.states if state.action == here)

    def _told(self, accepted: str) -> bool:
        """Whether the webhook can be asked after this capture without another one being complete before."""
        waiting = [row.dest for row in self.table.rows if row.source == accepted and "takeDigits" in row.effects]
        asking = {state.name for state in self.table.states if state.waits_for == "answer"}
        onward: dict[str, list[Row]] = {}
        for row in self.table.rows:
            if not row.lifted and not set(TAKES) & set(row.effects):
                onward.setdefault(row.source, []).append(row)
        seen: set[str] = set()
        while waiting:
            name = waiting.pop()
            seen.add(name)
            waiting += [row.dest for row in onward.get(name, ()) if row.dest not in seen]
        return bool(asking & seen)

    def said(self) -> list[int]:
        """The numbers of the states between the entry before this one and its own, messages left out."""
        said: list[int] = []
        names = [state.name for state in self.table.states]
        for at, state in enumerate(self.table.states[: names.index(self.name) + 1]):
            if state.waits_for == "entry" and state.name != self.name:
                said.clear()
            elif state.role in (None, "prompting"):
                said.append(at)
        return said


def _lengths(full: Guard | None, judged: list[Row]) -> tuple[int, int]:
    """The fewest and the most keys of an accepted entry: by its last key, or as it is judged."""
    ranges = [(row.guard.low, row.guard.high) for row in judged if row.guard is not None]
    if full is not None:
        ranges.append((full.low + 1, full.low + 1))
    return min(low for low, _ in ranges), max(high for _, high in ranges)


def _first(timers: dict[TimerName, int]) -> TimerName:
    """The timer that ends an entry when no further key comes; the one for all runs from the prompt's end on."""
    return min(timers, key=lambda timer: (timers[timer], timer != "overallTimeout"))
