"""The legs of one session of captured webhooks, as status updates and the summary tell of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from simulator.loading.files.logged_payload import is_ask, is_update, moment_of, text, when, whole
from simulator.model.call.logged import RESULTS, STRUCK, LoggedLeg
from simulator.model.number import MSISDN, plus

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from simulator.loading.files.logged_payload import Payload

BEGUN = ("CALL_INITIATED", "CALL_RECEIVED")
"""The first status update of a leg that is dialled, and of one that comes in."""
MOST_LEGS = 1000
"""A summary that counts more legs than a call can have says something else."""
LEG_EVENTS = (*BEGUN, "CALL_CONNECTED", "CALL_DISCONNECTED")


def summed_up_legs(vss: Payload) -> Iterator[tuple[str, Payload]]:
    """The legs of a summary, whether spelled `callA` or `CallA`: A, then the last B."""
    details = vss.get("details")
    found = {str(name).lower(): leg for name, leg in details.items()} if isinstance(details, dict) else {}
    for name in ("calla", "callb"):
        leg = found.get(name)
        if isinstance(leg, dict):
            yield str(leg.get("callId", name)), leg


def updated_legs(payloads: Sequence[Payload]) -> Iterator[tuple[str, dict[str, Payload]]]:
    """The status updates of each leg by what they say, in the order in which the legs were dialled."""
    by_call: dict[str, dict[str, Payload]] = {}
    for payload in payloads:
        status = payload.get("callStatus")
        bare = payload.get("eventType") is None and not is_ask(payload)
        if status in LEG_EVENTS and (bare or is_update(payload)):
            by_call.setdefault(str(payload.get("callId")), {}).setdefault(str(status), payload)
    begun = [(call_id, events) for call_id, events in by_call.items() if events.keys() & set(BEGUN)]
    yield from sorted(begun, key=lambda one: min(map(when, one[1].values())))


def legs_of(
    ordered: Sequence[Payload], vss: Payload, summed_up: dict[str, Payload], updated: dict[str, dict[str, Payload]]
) -> tuple[LoggedLeg, ...]:
    """The legs: by their status updates, unless the summary knows of others; else what the questions tell of leg A."""
    count = whole(vss.get("callCount"))
    if updated and count in (None, len(updated)):
        return tuple(_of_updates(events, summed_up.get(call_id)) for call_id, events in updated.items())
    legs = [_of_summary(leg) for leg in summed_up.values()]
    between = [LoggedLeg(False)] * (min(count or 0, MOST_LEGS) - len(legs))
    if legs:
        return (*legs[:1], *between, *legs[1:]) if len(legs) > 1 else (*legs, *between)
    asked = next(filter(is_ask, ordered), None)
    return () if asked is None else (_numbers(asked, connected=True),)


def _of_updates(events: dict[str, Payload], summed_up: Payload | None) -> LoggedLeg:
    first = next(events[status] for status in BEGUN if status in events)
    up, over = events.get("CALL_CONNECTED"), events.get("CALL_DISCONNECTED")
    status = text((summed_up or {}).get("callStatus"))
    return evolve(
        _numbers(first, connected=True if up else None if over is None and status is None else False),
        status=status,
        rings=_between(moment_of(first), moment_of(up or over)),
        talks=_between(moment_of(up), moment_of(over)),
        sip=whole((over or {}).get("sipCode")),
    )


def _of_summary(leg: Payload) -> LoggedLeg:
    begun, up, over = (moment_of(leg, f"{name}Timestamp") for name in ("initiated", "connected", "disconnected"))
    status, seconds = text(leg.get("callStatus")), whole(leg.get("callDuration"))
    talks = _between(up, over)
    if talks is None and seconds:
        talks = seconds * 1000
    return evolve(
        _numbers(leg, connected=None if status is None else status not in (*RESULTS, STRUCK)),
        status=status,
        rings=_between(begun, over if up is None else up),
        talks=talks,
    )


def _numbers(payload: Payload, *, connected: bool | None) -> LoggedLeg:
    direction = payload.get("callDirection")
    inbound = None if direction is None else direction == "INBOUND"
    return LoggedLeg(inbound, _number(payload, "source"), _number(payload, "destination"), connected)


def _number(payload: Payload, name: str) -> str | None:
    found = payload.get(name)
    if not isinstance(found, str):
        return None
    return plus(found) if MSISDN.fullmatch(found) else found


def _between(first: int | None, then: int | None) -> int | None:
    """The ms from one instant to another, where both are told; clocks that disagree tell nothing."""
    return then - first if first is not None and then is not None and then >= first else None
