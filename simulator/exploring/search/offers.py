"""Which keys a capture offers: those that its prompt announces, and those that a row of the reply table names."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from attrs import frozen

from simulator.announcing.find import announced
from simulator.exploring.search.classes import OTHER
from simulator.exploring.search.pattern import example
from simulator.model.flow.flow_file import RowsByStage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from simulator.exploring.search.entry import DtmfEntry
    from simulator.model.flow.flow_file import ReplyRow
    from simulator.model.machine.table import Prompt

PROBED = "9876543210*#"
"""The keys that are tried one by one at a live backend, whose rows nobody can read; also which is "another" key."""


def announced_keys(prompt: Prompt, entry: DtmfEntry) -> tuple[str, ...]:
    """The keys that a prompt names as choices and that the entry can take, in the order of the text."""
    found = announced(prompt.text or "", prompt.voice)
    return tuple(one.key for one in found if not one.ends_entry and entry.takes(one.key))


@frozen
class Offers:
    """What the rows of a table (none for a live backend) say of digits."""

    rows: Sequence[ReplyRow] | None

    @cached_property
    def _finished(self) -> RowsByStage:
        """The rows that can answer a finished list."""
        return RowsByStage([row for row in self.rows or () if row.when.call_status != "CALL_RECEIVED"])

    def texts(self, stage: str | None, entry: DtmfEntry) -> Iterator[str]:
        """The digits that rows name at a stage and that the entry can take."""
        for row in self._finished.at(stage):
            if row.when.digits == "texts":
                yield from (text for text in row.when.texts if entry.takes(text))

    def name(self, digits: str, stage: str | None, offered: Sequence[str]) -> str:
        """The input class of accepted digits."""
        if digits in offered:
            return digits
        for row in self._finished.at(stage):
            if row.when.takes(digits):
                return f"/{row.when.texts[0]}/" if row.when.digits == "pattern" else OTHER
        return OTHER

    def classes(self, stage: str | None) -> tuple[str, ...]:
        """The input classes of digits that are not offered one by one: those of patterns, in order, and the rest."""
        rows = (row.when for row in self._finished.at(stage))
        return (*dict.fromkeys(f"/{when.texts[0]}/" for when in rows if when.digits == "pattern"), OTHER)

    def patterns(self, stage: str | None, entry: DtmfEntry, offered: Sequence[str]) -> Iterator[str]:
        """For each pattern at a stage, digits that reach its row."""
        for row in self._finished.at(stage):
            if row.when.digits == "pattern":
                pattern = row.when.texts[0]
                wanted = f"/{pattern}/"
                found = example(pattern, entry, lambda digits, w=wanted: self.name(digits, stage, offered) == w)  # type: ignore[misc]
                if found is not None:
                    yield found

    def others(self, stage: str | None, entry: DtmfEntry, offered: Sequence[str]) -> Iterator[str]:
        """Digits that nobody offers: one example where rows are known, every single key where they are not."""
        keys = probed(entry)
        if self.rows is None and entry.high == 1:
            yield from (key for key in keys if key not in offered)
            return
        for length in range(entry.low, entry.high + 1):
            for digits in of_length(keys, length):
                if self.name(digits, stage, offered) == OTHER:
                    yield digits
                    return


def probed(entry: DtmfEntry) -> str:
    """The keys that are tried at an entry."""
    return PROBED[:-1] if entry.hash_ends else PROBED


def of_length(keys: str, length: int) -> Iterator[str]:
    """Some digits of a length: one key again and again, then each key with two others at its end."""
    yield from (key * length for key in keys)
    if length > 1:
        yield from (a * (length - 2) + b + c for a in keys for b in keys for c in keys)
