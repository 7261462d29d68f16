"""Requests that differ in the numbers that they dial alone: the first is read whole, the others by what came of it.

A program sends the same call flow to one number after the other. What a body says between its numbers decides all but
whether these can be dialled, which is looked at each time.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

from attrs import field

from simulator.actions.make_call import MakeCall
from simulator.compiler.compiled import compile_alike
from simulator.loading.body.body import Body, ListedAction
from simulator.model.kept import Cache
from simulator.model.record import frozen
from simulator.rules.base.check import Checked, can_be_dialled
from simulator.rules.base.rule import Context

if TYPE_CHECKING:
    from simulator.compiler.compiled import Compiled
    from simulator.model.account import Account
    from simulator.running.source import Source

KEPT, BYTES = 256, 4 << 20
"""Requests that are kept for those like them, and their bytes in all."""
_NAME, _ESCAPE, OLD = b'"destination"', b"\\u", "v1.1"
_HOLE = re.compile(rb'"destination"[ \t\r\n]*:[ \t\r\n]*"(\+?[0-9]{7,15})"')
"""A number that is dialled: where no name is escaped, each `destination` begins like this or is none."""

_known: Cache[tuple[int, str, tuple[bytes, ...]], _Known] = Cache(KEPT, BYTES)
"""By the account, which is kept too, by what it is, and by what stands around the numbers."""


@frozen
class _Known:
    """A request that was accepted, and which of its entries dial, in order."""

    account: Account
    checked: Checked
    compiled: Compiled
    dialling: tuple[int, ...] = field(init=False)

    @dialling.default
    def _dialling(self) -> tuple[int, ...]:
        return _dials(self.checked.body.entries)


def known_alike(source: Source) -> Compiled | None:
    """The list of a request like one before, which is then checked; None where there was none, or it is refused."""
    holes = _HOLE.split(source.raw)
    known = _known.get((id(source.account), source.kind, tuple(holes[::2])))
    if known is None or len(source.raw) > source.account.assumptions.max_body_bytes:
        return None
    checked = _dialling(known, source, [number.decode() for number in holes[1::2]])
    if not can_be_dialled(checked.body, Context(source.account, source.at or 0, 2, lints=False)):
        return None
    source.checked = checked
    return compile_alike(known.compiled, checked.body.actions, source.account.assumptions)


def keep_alike(source: Source, compiled: Compiled) -> None:
    """Keep a request that was accepted for those like it, where nothing but its numbers can be otherwise then."""
    body, raw = source.checked.body, source.raw
    holes = _HOLE.split(raw)
    numbers = [entry.given["destination"].encode() for entry in body.entries if entry.name == MakeCall.NAME]
    if holes[1::2] == numbers and raw.count(_NAME) == len(numbers) and _lasts(source):
        key = (id(source.account), source.kind, tuple(holes[::2]))
        _known.keep(key, _Known(source.account, source.checked, compiled), len(raw))


def _lasts(source: Source) -> bool:
    """Whether neither an instant, an escaped name nor the old dialect makes the same be read otherwise."""
    dated = source.checked.body.valid_until is not None
    return not dated and _ESCAPE not in source.raw and source.account.dialect != OLD


def _dials(entries: tuple[ListedAction, ...]) -> tuple[int, ...]:
    return tuple(number for number, entry in enumerate(entries) if entry.name == MakeCall.NAME)


def _dialling(known: _Known, source: Source, numbers: list[str]) -> Checked:
    """The same as if it was read whole."""
    body = known.checked.body
    entries, data = list(body.entries), dict(body.data or {})
    listed: list[dict[str, Any]] = list(data["callflow"])
    for at, number in zip(known.dialling, numbers, strict=True):
        entries[at] = entry = _to(entries[at], number)
        listed[entry.index] = {**listed[entry.index], "params": entry.given}
    data["callflow"] = listed
    return Checked(_with(body, data, tuple(entries), source.text), known.checked.diagnostics, known.checked.answer)


def _to(entry: ListedAction, number: str) -> ListedAction:
    """An entry that dials, to another number."""
    dial = cast("MakeCall", entry.value)
    action = MakeCall(source=dial.source, destination=number, call_recording=dial.call_recording)
    given = {**entry.given, "destination": number}
    return ListedAction(entry.index, entry.name, given, entry.bad, action, entry.beyond, entry.spelled)


def _with(body: Body, data: dict[str, Any], entries: tuple[ListedAction, ...], text: str) -> Body:
    # Written out: `evolve` goes through all the names each time.
    return Body(
        body.kind,
        data,
        entries,
        body.total,
        body.faults,
        body.client_action_id,
        body.client_request_id,
        body.valid_until,
        body.names,
        text,
    )
