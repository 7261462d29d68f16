"""Which keys an entry offers: those that are announced before it, and those that a row of the reply table names."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from attrs import field, frozen

from simulator.announcing.find import announced
from simulator.entries.pattern import ANY, example
from simulator.entries.pool import DIGITS, pool
from simulator.model.behaviour.input_class import OTHER
from simulator.model.flow.flow_file import RowsByStage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from simulator.announcing.find import Announcement
    from simulator.entries.entry import DtmfEntry
    from simulator.model.behaviour.hint import Hint
    from simulator.model.flow.flow_file import FlowFile, ReplyRow
    from simulator.model.pattern import Pattern

PROBED = "9876543210*#"
"""The keys that are tried one by one at a live backend, whose rows nobody can read; also which is "another" key."""


def heard_keys(entry: DtmfEntry) -> Iterator[Announcement]:
    """The keys that somebody speaks of since the entry before, in the order in which they are heard."""
    for prompt in entry.prompts:
        yield from announced(prompt.text or "", prompt.voice)


def announced_options(entry: DtmfEntry) -> dict[str, str]:
    """The keys that are announced as choices and that the entry can take, as they are heard, and what each is for."""
    return {key: one.purpose for key, one in _choices(entry).items()}


def announced_keys(entry: DtmfEntry) -> tuple[str, ...]:
    """Those keys alone."""
    return tuple(_choices(entry))


def _choices(entry: DtmfEntry) -> dict[str, Announcement]:
    found: dict[str, Announcement] = {}
    for one in heard_keys(entry):
        if not one.ends_entry and entry.takes(one.key):
            found.setdefault(one.key, one)
    return found


def _said(entry: DtmfEntry) -> Iterator[tuple[str, float]]:
    """The keys that the prompt itself announces, and which part of it has been spoken by then, once."""
    prompt = entry.prompts[-1] if entry.prompts else None
    if prompt is not None and prompt.text:
        parts = len(prompt.text) * prompt.repetition
        for key, one in _choices(entry).items():
            if one in announced(prompt.text, prompt.voice):
                yield key, max(one.end, one.purpose_span[1]) / parts


@frozen
class Offer:
    """What can be entered: whole `entries`; where there are none, `low` to `high` digits, as `patterns` have it.

    `ends` is the key that ends an entry, where somebody speaks of one.
    """

    entries: tuple[str, ...]
    low: int
    high: int
    ends: str = ""
    patterns: tuple[Pattern, ...] = ()
    purposes: tuple[tuple[str, str], ...] = ()
    """What each announced key is for, in the words about it."""
    said: tuple[tuple[str, float], ...] = ()
    """Which part of the prompt has been spoken once an announced key and its words were, from 0 to 1."""

    @property
    def pool(self) -> tuple[str, ...]:
        """The entries that callers press by chance where nothing is offered."""
        return pool(self.low, self.high, self.patterns)

    def closed(self, keys: str) -> str:
        """The keys, ended where that is asked for and more could follow."""
        return keys + self.ends if len(keys) < self.high else keys


def _none(_entry: DtmfEntry) -> tuple[Hint, ...]:
    """No entry is tried."""
    return ()


@frozen
class Offers:
    """What the rows of a table say of digits (`rows` is None for a live backend): nothing where nobody is told them.

    `probes` are the entries of several keys that are tried where rows cannot be read, and where each comes from;
    `letters` are keys that few phones have and that somebody asks for.
    """

    rows: Sequence[ReplyRow] | None
    probes: Callable[[DtmfEntry], Sequence[Hint]] = field(default=_none, kw_only=True)
    letters: tuple[str, ...] = field(default=(), kw_only=True)
    _known: dict[tuple[DtmfEntry, str | None], Offer] = field(init=False, factory=dict, eq=False, repr=False)

    @classmethod
    def of(cls, flow: FlowFile) -> Offers:
        """What a flow's table says of digits; without a table nobody tells one key from another."""
        return cls(None if flow.backend is not None else flow.rows or ())

    @cached_property
    def _finished(self) -> RowsByStage:
        """The rows that can answer a finished list."""
        return RowsByStage([row for row in self.rows or () if row.when.call_status != "CALL_RECEIVED"])

    def _at(self, stage: str | None, told: bool) -> Sequence[ReplyRow]:
        return self._finished.at(stage) if told else ()

    def keys(self, stage: str | None, entry: DtmfEntry, announced: Iterable[str] | None = None) -> tuple[str, ...]:
        """All that is offered one by one: announced keys (read from the prompts where not given), those of rows."""
        heard = announced_keys(entry) if announced is None else announced
        return tuple(dict.fromkeys([*heard, *self.texts(stage, entry)]))

    def offer(self, stage: str | None, entry: DtmfEntry) -> Offer:
        """What a caller can choose from: keys that stand alone, and the patterns that longer digits should suit."""
        found = self._known.get((entry, stage))
        if found is None:
            found = self._known[entry, stage] = self._offer(stage, entry)
        return found

    def _offer(self, stage: str | None, entry: DtmfEntry) -> Offer:
        ends = next((one.key for one in heard_keys(entry) if one.ends_entry), "")
        patterns = self.expressions(stage, entry)
        single = [key for key in DIGITS if entry.takes(key) and any(one.fullmatch(key) for one in patterns)]
        entries = dict.fromkeys([*self.keys(stage, entry), *single])
        purposes = tuple(announced_options(entry).items())
        return Offer(tuple(entries), entry.low, entry.high, ends, patterns, purposes, tuple(_said(entry)))

    def texts(self, stage: str | None, entry: DtmfEntry) -> Iterator[str]:
        """The digits that rows name at a stage and that the entry can take."""
        for row in self._at(stage, entry.told):
            if row.when.digits == "texts":
                yield from filter(entry.takes, row.when.texts)

    def expressions(self, stage: str | None, entry: DtmfEntry) -> tuple[Pattern, ...]:
        """The regular expressions of rows at a stage."""
        rows = self._at(stage, entry.told)
        return tuple(row.when.expression for row in rows if row.when.digits == "pattern")

    def name(self, digits: str, stage: str | None, offered: Sequence[str], told: bool = True) -> str:
        """The input class of accepted digits."""
        if digits in offered:
            return digits
        for row in self._at(stage, told):
            when = row.when
            # Nearly all rows name other digits, which need no closer look.
            if (when.digits != "texts" or digits in when.texts) and when.takes(digits):
                return f"/{when.texts[0]}/" if when.digits == "pattern" else OTHER
        return OTHER

    def shares(self, stage: str | None, entry: DtmfEntry, offered: Sequence[str]) -> tuple[tuple[str, float], ...]:
        """Which share of the digits pressed by chance falls into each input class; none where callers choose."""
        offer = self.offer(stage, entry)
        if offer.entries:
            return ()
        if not offered and not any(row.when.digits == "pattern" for row in self._at(stage, entry.told)):
            return ((OTHER, 1.0),)
        names = [self.name(entry.result(keys), stage, offered, entry.told) for keys in offer.pool]
        return tuple((name, names.count(name) / len(names)) for name in dict.fromkeys(names))

    def classes(self, stage: str | None, told: bool = True) -> tuple[str, ...]:
        """The input classes of digits that are not offered one by one: those of patterns, in order, and the rest."""
        rows = self._at(stage, told)
        return (*dict.fromkeys(f"/{row.when.texts[0]}/" for row in rows if row.when.digits == "pattern"), OTHER)

    def patterns(self, stage: str | None, entry: DtmfEntry, offered: Sequence[str]) -> Iterator[str]:
        """For each pattern at a stage, digits that reach its row."""
        for row in self._at(stage, entry.told):
            when = row.when
            if when.digits == "pattern":
                wanted = f"/{when.texts[0]}/"
                found = example(
                    when.texts[0],
                    entry,
                    lambda digits, w=wanted: self.name(digits, stage, offered) == w,  # type: ignore[misc]
                    self.beside(stage, entry.told, offered),
                )
                if found is not None:
                    yield found

    def beside(self, stage: str | None, told: bool, offered: Sequence[str]) -> tuple[list[str], list[str]]:
        """The patterns and the digits by which the rows of a stage tell entries apart."""
        rows = self._at(stage, told)
        texts = [one for row in rows if row.when.digits == "texts" for one in row.when.texts]
        return [row.when.texts[0] for row in rows if row.when.digits == "pattern"], [*texts, *offered]

    def others(self, stage: str | None, entry: DtmfEntry, offered: Sequence[str]) -> Iterator[str]:
        """Digits that nobody offers: one example where rows are known, every single key where they are not."""
        keys = probed(entry)
        if self.rows is None and entry.told:
            single = (*keys, *self.letters)
            tried = single if entry.high == 1 else tuple(hint.digits for hint in self.probes(entry))
            yield from (digits for digits in tried if digits not in offered)
            return
        for length in range(entry.low, entry.high + 1):
            for digits in map(entry.result, of_length(keys, length)):
                if self.name(digits, stage, offered, entry.told) == OTHER:
                    yield digits
                    return
        beside = self.beside(stage, entry.told, offered)
        wanted = example(ANY, entry, lambda one: self.name(one, stage, offered, entry.told) == OTHER, beside)
        if wanted is not None:
            yield wanted


def probed(entry: DtmfEntry) -> str:
    """The keys that are tried at an entry."""
    return PROBED if entry.hash_is_key else PROBED[:-1]


def of_length(keys: str, length: int) -> Iterator[str]:
    """Some digits of a length: one key again and again, then each key with two others at its end."""
    yield from (key * length for key in keys)
    if length > 1:
        yield from (a * (length - 2) + b + c for a in keys for b in keys for c in keys)
