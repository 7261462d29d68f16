"""Rows of a table that can never answer: rows above take everything, or nothing leads there (F008)."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from attrs import define, field

from simulator.loading.body.read import read_stage
from simulator.model.diagnostic import Finding
from simulator.model.flow.flow_file import EVERY_STAGE
from simulator.registry import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from simulator.model.account import Account
    from simulator.model.call.event import CallStatus
    from simulator.model.flow.flow_file import DigitsForm, ReplyRow, When
    from simulator.model.flow.hours import Hours

Stage = str | None

_STATUSES: tuple[CallStatus, ...] = ("ACTION_COMPLETED", "CALL_RECEIVED")


def unreachable(rows: Sequence[ReplyRow], account: Account, inbound: bool) -> Iterator[Finding]:
    """A finding (a warning: the table can be used) for each row that can never answer."""
    given = stages(rows, account)
    above = _Above()
    for _, same in groupby(rows, key=attrgetter("number")):
        listed = list(same)
        never = [(row, found) for row in listed if (found := _why_never(row.when, above, given, inbound)) is not None]
        whole = len(never) == len(listed)
        for row, (why, hint) in never[:1] if whole else never:
            here = "" if whole else f" at `{row.when.stage}`"
            path, what = row.reply.path.rpartition(".")[0], f"this row can never answer{here}: {why}"
            yield Finding("F008", path, what, hint, "warning", span=row.span)
        for row in listed:
            above.add(row.when)


def stages(rows: Iterable[ReplyRow], account: Account) -> set[Stage]:
    """The stages that a call can reach: the first, and what the replies that can be reached give."""
    leads: defaultdict[Stage, set[Stage]] = defaultdict(set)
    for row in rows:
        leads[row.when.stage].add(read_stage(row.reply.raw, account))
    waiting: list[Stage] = [None, *leads[EVERY_STAGE]]
    reached: set[Stage] = set()
    while waiting:
        stage = waiting.pop()
        if stage not in reached:
            reached.add(stage)
            waiting += leads[stage]
    return reached


def _why_never(when: When, above: _Above, given: set[Stage], inbound: bool) -> tuple[str, str] | None:
    if when.stage != EVERY_STAGE and when.stage not in given:
        known = sorted(stage for stage in given if stage is not None)
        near = nearest(when.stage or "", known, 1)
        hint = f"did you mean `{near[0]}`?" if near else f"stages that replies give: {', '.join(known) or 'none'}"
        return f"no reply that a call can get gives the clientActionId `{when.stage}`", hint
    if when.call_status == "CALL_RECEIVED":
        if not inbound:
            return "CALL_RECEIVED is sent for calls that come in", "remove the row, or begin the flow with `inbound`"
        if when.stage not in (None, EVERY_STAGE) or when.digits not in ("any",):
            return "CALL_RECEIVED comes first, without stage and digits", "name neither of them in this row"
    if all(above.take(when, *question) for question in _questions(when, given, inbound)):
        return "rows above take everything that it names", "move it up, or remove it"
    return None


def _questions(when: When, given: set[Stage], inbound: bool) -> Iterator[tuple[CallStatus, Stage]]:
    """Every call status and stage that the row speaks of."""
    at = given if when.stage == EVERY_STAGE else {when.stage}
    for stage in at:
        if when.call_status != "CALL_RECEIVED":
            yield "ACTION_COMPLETED", stage
    if inbound and None in at and when.call_status != "ACTION_COMPLETED":
        yield "CALL_RECEIVED", None


@define
class _Digits:
    """What rows say of digits where they say the same of all else."""

    forms: set[DigitsForm] = field(factory=set)
    texts: set[str] = field(factory=set)
    patterns: dict[tuple[str, ...], When] = field(factory=dict)

    def add(self, when: When) -> None:
        self.forms.add(when.digits)
        if when.digits == "texts":
            self.texts.update(when.texts)
        elif when.digits == "pattern":
            self.patterns[when.texts] = when

    def take(self, text: str) -> bool:
        return text in self.texts or any(one.takes(text) for one in self.patterns.values())


@define
class _Above:
    """The rows above one, by call status, stage and hours: a table may have tens of thousands."""

    rows: defaultdict[tuple[CallStatus, Stage, Hours | None], _Digits] = field(factory=lambda: defaultdict(_Digits))

    def add(self, when: When) -> None:
        for status in _STATUSES if when.call_status is None else (when.call_status,):
            self.rows[status, when.stage, when.hours].add(when)

    def take(self, when: When, status: CallStatus, stage: Stage) -> bool:
        """Whether these rows answer all that the row would answer there, whenever it is open."""
        here = [self.rows[status, at, hours] for at in (stage, EVERY_STAGE) for hours in {None, when.hours}]
        forms: set[DigitsForm] = set().union(*(one.forms for one in here))
        if status == "CALL_RECEIVED":
            return when.digits != "any" or "any" in forms
        every_text = not forms.isdisjoint(("any", "other"))
        nothing = not forms.isdisjoint(("any", "null"))
        if when.digits == "texts":
            return every_text or all(any(digits.take(text) for digits in here) for text in when.texts)
        if when.digits == "pattern":
            return every_text or any(when.texts in digits.patterns for digits in here)
        return (every_text or when.digits == "null") and (nothing or when.digits == "other")
