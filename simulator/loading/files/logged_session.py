"""One session of captured webhooks: the payloads of VCA, VCS and VSS, in any generation, as data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.loading.files.logged_legs import BEGUN, legs_of, summed_up_legs, updated_legs
from simulator.loading.files.logged_payload import (
    digits_of,
    is_ask,
    is_update,
    moment_of,
    tells_digits,
    text,
    when,
    whole,
)
from simulator.model.call.logged import LoggedAsk, LoggedSession, LoggedSummary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from simulator.loading.files.logged_payload import LogEntry, Payload

SHORTEST_ID = 16
"""Characters: a shorter text could stand anywhere by chance."""


def session_of(name: str, entries: Sequence[LogEntry], *, asks_kept: bool, digits_kept: bool) -> LoggedSession:
    """A session of these bodies; whether questions and digits would be there if there were any, the whole log says."""
    entries = sorted(entries, key=lambda entry: when(entry.payload))
    payloads = [entry.payload for entry in entries]
    vss = next((payload for payload in payloads if "sessionStatus" in payload), {})
    summed_up, updated = dict(summed_up_legs(vss)), dict(updated_legs(payloads))
    legs = legs_of(payloads, vss, summed_up, updated)
    first = next(iter(updated.values()), {})
    dialled = next((at for status in BEGUN if (at := moment_of(first.get(status))) is not None), None)
    over = moment_of(first.get("CALL_DISCONNECTED"))
    return LoggedSession(
        name,
        asks=tuple(_ask(entry) for entry in entries if is_ask(entry.payload)),
        summary=_summary(vss) if vss else None,
        legs=legs,
        every_leg=bool(updated or summed_up),
        inbound=legs[0].inbound if legs else None,
        digits=tuple(_digits(payloads)) if digits_kept and any(map(is_update, payloads)) else None,
        request=next((entry.request for entry in entries if entry.request is not None), None),
        dialled=dialled,
        started=moment_of(vss, "startTime"),
        ended=moment_of(vss, "endTime") if over is None or dialled is None else over,
        asks_kept=asks_kept,
        ids=tuple(_ids(name, payloads, summed_up)),
    )


def _ask(entry: LogEntry) -> LoggedAsk:
    payload = entry.payload
    status = str(payload.get("callStatus"))
    # The flat generation calls a completed capture by another name.
    status = "ACTION_COMPLETED" if status == "DTMF_RECEIVED" else status
    stage = payload.get("clientActionId")
    return LoggedAsk(status, digits_of(payload), None if stage is None else str(stage), moment_of(payload), entry.reply)


def _digits(payloads: Sequence[Payload]) -> Iterator[tuple[int | None, str]]:
    for payload in payloads:
        digits = digits_of(payload) if tells_digits(payload) else None
        if digits is not None:
            yield moment_of(payload), digits


def _summary(vss: Payload) -> LoggedSummary:
    details = vss.get("errorDetails")
    error = whole(details.get("errorCode")) if isinstance(details, dict) else None
    status, last = str(vss["sessionStatus"]), text(vss.get("lastAction"))
    return LoggedSummary(status, error, last, whole(vss.get("callCount")), frozenset(vss))


def _ids(name: str, payloads: Sequence[Payload], summed_up: dict[str, Payload]) -> Iterator[tuple[str, str]]:
    """The ids that the platform made for this session, and what stands for each where texts are compared."""
    calls = dict.fromkeys([*summed_up, *(str(payload.get("callId")) for payload in payloads)], "<callId>")
    yield from ((one, word) for one, word in {name: "<sessionId>", **calls}.items() if len(one) >= SHORTEST_ID)
