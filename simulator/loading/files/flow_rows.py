"""Rows of a table that can never answer: rows above take everything, or nothing leads there (F008)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.loading.body.read import read_body
from simulator.model.diagnostic import Finding
from simulator.model.flow.flow_file import EVERY_STAGE
from simulator.registry import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from simulator.model.account import Account
    from simulator.model.flow.flow_file import ReplyRow, When

Stage = str | None


def unreachable(rows: Sequence[ReplyRow], account: Account, inbound: bool) -> Iterator[Finding]:
    """A finding (a warning: the table can be used) for each row that can never answer."""
    given = stages(rows, account)
    for number, row in enumerate(rows):
        why = _why_never(row.when, [above.when for above in rows[:number]], given, inbound)
        if why is not None:
            path = row.reply.path.rpartition(".")[0]
            yield Finding("F008", path, f"this row can never answer: {why[0]}", why[1], "warning", span=row.span)


def stages(rows: Iterable[ReplyRow], account: Account) -> set[Stage]:
    """The stages that a call can reach: the first, and what the replies that can be reached give."""
    leads = [(row.when.stage, read_body(row.reply.raw, "reply", account).client_action_id) for row in rows]
    reached: set[Stage] = {None}
    while True:
        onward = {to for at, to in leads if at == EVERY_STAGE or at in reached}
        if onward <= reached:
            return reached
        reached |= onward


def _why_never(when: When, above: Sequence[When], given: set[Stage], inbound: bool) -> tuple[str, str] | None:
    if when.stage not in (EVERY_STAGE, *given):
        known = sorted(stage for stage in given if stage is not None)
        near = nearest(when.stage or "", known, 1)
        hint = f"did you mean `{near[0]}`?" if near else f"stages that replies give: {', '.join(known) or 'none'}"
        return f"no reply that a call can get gives the clientActionId `{when.stage}`", hint
    if when.call_status == "CALL_RECEIVED":
        if not inbound:
            return "CALL_RECEIVED is sent for calls that come in", "remove the row, or begin the flow with `inbound`"
        if when.stage not in (None, EVERY_STAGE) or when.digits not in ("any",):
            return "CALL_RECEIVED comes first, without stage and digits", "name neither of them in this row"
    if all(_taken(when, above, *question) for question in _questions(when, given, inbound)):
        return "rows above take everything that it names", "move it up, or remove it"
    return None


def _questions(when: When, given: set[Stage], inbound: bool) -> Iterator[tuple[str, Stage]]:
    """Every call status and stage that the row speaks of."""
    at = given if when.stage == EVERY_STAGE else {when.stage}
    for stage in at:
        if when.call_status != "CALL_RECEIVED":
            yield "ACTION_COMPLETED", stage
    if inbound and None in at and when.call_status != "ACTION_COMPLETED":
        yield "CALL_RECEIVED", None


def _taken(when: When, above: Sequence[When], status: str, stage: Stage) -> bool:
    """Whether rows above answer all that the row would answer there."""
    rows = [w for w in above if w.stage in (EVERY_STAGE, stage) and w.call_status in (None, status)]
    if status == "CALL_RECEIVED":
        return when.digits != "any" or any(row.digits == "any" for row in rows)
    every_text = any(row.digits in ("any", "other") for row in rows)
    nothing = any(row.digits in ("any", "null") for row in rows)
    if when.digits == "texts":
        return every_text or all(any(row.takes(text) for row in rows) for text in when.texts)
    if when.digits == "pattern":
        return every_text or any(row.digits == "pattern" and row.texts == when.texts for row in rows)
    return (every_text or when.digits == "null") and (nothing or when.digits == "other")
