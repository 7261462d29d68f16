"""Two versions of backends that remember their sessions; a pair each."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from tests.exploring import baskets
from tests.exploring._flows import HANGUP, menu, reply, say
from tests.exploring.remembering import PIN, told

if TYPE_CHECKING:
    from collections.abc import Callable

    Backend = Callable[[dict[str, Any]], object]

_COUNTS: Counter[str] = Counter()


def locking_at(most: int) -> Backend:
    """Ends the call at so many wrong PINs."""

    def backend(body: dict[str, Any]) -> object:
        session, digits, _ = told(body)
        if digits == "4711":
            return reply(say("Welcome."), HANGUP)
        _COUNTS[session] += 1
        return reply(say("Locked."), HANGUP) if _COUNTS[session] >= most else reply(PIN, stage="pin")

    return backend


def asking(times: int, then: str) -> Backend:
    """Asks the same so many times, then in other words for ever."""

    def backend(body: dict[str, Any]) -> object:
        session, digits, _ = told(body)
        _COUNTS[session] += 1
        if digits == "0":
            return reply(say("Goodbye."), HANGUP)
        return reply(menu("Anything else?" if _COUNTS[session] <= times else then), stage="more")

    return backend


def giving(coupons: int) -> Backend:
    """Key 5 is a coupon, so often; 0 ends the call. Which ones were used is not said."""

    def backend(body: dict[str, Any]) -> object:
        session, digits, _ = told(body)
        if digits == "0":
            return reply(say(f"{10 - min(_COUNTS[session], coupons)} pounds."), HANGUP)
        _COUNTS[session] += digits == "5"
        return reply(menu("Coupon is 5, 0 pays."), stage="till")

    return backend


def forgetful(body: dict[str, Any]) -> object:
    """Has nothing in the basket when it comes to paying."""
    session, digits, _ = told(body)
    if digits == "0":
        baskets.CONTENT[session].clear()
    return baskets.at_the_till(body)


def emptied(body: dict[str, Any]) -> object:
    """Key 9 takes out nothing."""
    payload = body["payload"]
    return baskets.at_the_till({"payload": {**payload, "dtmf": "8" if payload["dtmf"] == "9" else payload["dtmf"]}})


def playing(times: int) -> Backend:
    """Plays to itself so many times before it asks."""

    def backend(body: dict[str, Any]) -> object:
        session, digits, stage = told(body)
        if stage == "asked":
            return reply(say("Goodbye." if digits else "No answer."), HANGUP)
        _COUNTS[session] += 1
        asked = _COUNTS[session] > times
        return reply(menu("Well?"), stage="asked") if asked else reply(say("Please hold."), stage="hold")

    return backend


three, four = locking_at(3), locking_at(4)
second, third = asking(1, "More?"), asking(2, "More?")
one_coupon, two_coupons = giving(1), giving(2)
hold_once, hold_twice = playing(1), playing(2)
