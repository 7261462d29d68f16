"""What a regular expression can still take after some keys, as a set of states: two starts with one set go on alike.

So a search need not follow the second. What looks around, refers back or takes no way back has no such states.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from attrs import define, field

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

KEYS = "0123456789*#ABCD"
MOST_STATES = 5_000
"""States of an expression; one that repeats more often than that is asked, prefix by prefix."""
_CATEGORIES = {"DIGIT": "0123456789", "WORD": "0123456789ABCD", "SPACE": ""}


@define
class Machine:
    """The states of an expression, and where they lead: by a key, or by nothing."""

    _by_key: list[tuple[frozenset[str], int] | None] = field(factory=list, init=False)
    _by_nothing: list[list[int]] = field(factory=list, init=False)
    _known: dict[str, frozenset[int]] = field(factory=dict, init=False)

    @classmethod
    @cache
    def of(cls, pattern: str) -> Machine:
        """The machine of an expression. Raises ValueError."""
        parsed: Any = re._parser.parse(pattern)  # type: ignore[attr-defined]
        if parsed.state.flags & ~re.UNICODE:
            raise ValueError("no states: it has flags")
        made = cls()
        start = made._state()
        made._all(_without_edges(list(parsed)), start)
        made._known[""] = made._closed({start})
        return made

    def after(self, keys: str) -> frozenset[int]:
        """The states after some keys; none where nothing that begins so is taken."""
        found = self._known.get(keys)
        if found is None:
            before = (self._by_key[state] for state in self.after(keys[:-1]))
            found = self._closed({there[1] for there in before if there is not None and keys[-1] in there[0]})
            self._known[keys] = found
        return found

    def _state(self) -> int:
        if len(self._by_key) >= MOST_STATES:
            raise ValueError(f"no states: they would be more than {MOST_STATES}")
        self._by_key.append(None)
        self._by_nothing.append([])
        return len(self._by_key) - 1

    def _closed(self, states: set[int]) -> frozenset[int]:
        """These, and where they lead by nothing."""
        waiting = list(states)
        while waiting:
            new = [there for there in self._by_nothing[waiting.pop()] if there not in states]
            states.update(new)
            waiting += new
        return frozenset(states)

    def _all(self, items: Any, at: int) -> int:
        """Where some items in a row lead to."""
        for name, given in items:
            at = self._one(str(name), given, at)
        return at

    def _one(self, name: str, given: Any, at: int) -> int:
        """Where one item leads to. Raises ValueError."""
        if name in ("LITERAL", "NOT_LITERAL", "IN", "ANY"):
            there = self._state()
            self._by_key[at] = _keys(name, given), there
            return self._passed(there)
        if name == "BRANCH":
            return self._joined([self._all(way, self._passed(at)) for way in given[1]])
        if name == "SUBPATTERN" and not (given[1] or given[2]):
            return self._all(given[3], at)
        if name in ("MAX_REPEAT", "MIN_REPEAT"):
            low, high, items = given
            return self._repeated(low, high, items, at)
        raise ValueError(f"no states: it has {name}")

    def _repeated(self, low: int, high: Any, items: Any, at: int) -> int:
        for _ in range(low):
            at = self._all(items, at)
        ends = [self._passed(at)]
        if str(high) == "MAXREPEAT":
            begun = ends[0]
            self._by_nothing[self._all(items, self._passed(begun))].append(begun)
            return self._passed(begun)
        for _ in range(high - low):
            ends.append(self._passed(self._all(items, self._passed(ends[-1]))))
        return self._joined(ends)

    def _passed(self, at: int) -> int:
        """A new state to which this one leads by nothing: each leads on by one key at most."""
        there = self._state()
        self._by_nothing[at].append(there)
        return there

    def _joined(self, ends: list[int]) -> int:
        there = self._state()
        for end in ends:
            self._by_nothing[end].append(there)
        return there


def told_apart(patterns: Iterable[str], texts: Iterable[str]) -> Callable[[str], Hashable] | None:
    """What keys have in common of which these expressions and texts take the same ends; None where nobody knows."""
    try:
        machines = [Machine.of(pattern) for pattern in patterns]
    except (ValueError, re.error, OverflowError, RecursionError):
        return None
    begun = {text[:size] for text in texts for size in range(len(text) + 1)}
    return lambda keys: (keys if keys in begun else None, *(machine.after(keys) for machine in machines))


def _without_edges(items: list[Any]) -> list[Any]:
    """Without what says that it begins and ends there: the whole of the keys is asked for."""
    if items and str(items[0][1]) in ("AT_BEGINNING", "AT_BEGINNING_STRING"):
        items = items[1:]
    if items and str(items[-1][1]) in ("AT_END", "AT_END_STRING"):
        items = items[:-1]
    return items


def _keys(name: str, given: Any) -> frozenset[str]:
    """The keys that one item takes."""
    if name == "ANY":
        return frozenset(KEYS)
    if name != "IN":
        taken = {chr(given)} if name == "LITERAL" else set(KEYS) - {chr(given)}
        return frozenset(taken)
    found: set[str] = set()
    for kind, what in given:
        found |= _of_class(str(kind), what)
    return frozenset(set(KEYS) - found if str(given[0][0]) == "NEGATE" else found)


def _of_class(kind: str, what: Any) -> set[str]:
    """The keys of a part of a class."""
    if kind == "NEGATE":
        return set()
    if kind == "LITERAL":
        return {chr(what)}
    if kind == "RANGE":
        return {key for key in KEYS if what[0] <= ord(key) <= what[1]}
    name = str(what).removeprefix("CATEGORY_")
    taken = _CATEGORIES[name.removeprefix("NOT_")]
    return set(KEYS) - set(taken) if name.startswith("NOT_") else set(taken)
