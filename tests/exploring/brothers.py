"""Backends whose faults are of the kinds that exploration once missed: an entry, a past, a stage that carries an id."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from tests.exploring._flows import HANGUP, menu, reply, say
from tests.exploring.remembering import PIN, told

if TYPE_CHECKING:
    from collections.abc import Callable

    Backend = Callable[[dict[str, Any]], object]

_COUNTS: Counter[str] = Counter()
WARDS = {"17": "Ward seventeen.", "08": "Ward eight."}


def entry(knows: Callable[[str], bool]) -> Backend:
    """Knows some entries of two keys."""

    def backend(body: dict[str, Any]) -> object:
        return reply(say("Connecting." if knows(told(body)[1]) else "Unknown."), HANGUP)

    return backend


listed = entry(lambda digits: digits in ("31", "75"))
held = entry(lambda digits: digits in WARDS)
ranged = entry(lambda digits: digits.isdigit() and 60 <= int(digits) < 63)
doubled = entry(lambda digits: len(digits) == 2 and digits[0] == digits[1])
summed = entry(lambda digits: digits.isdigit() and sum(map(int, digits)) == 17)
starred = entry(lambda digits: digits.endswith("*"))


def named(stage: Callable[[dict[str, Any]], str]) -> Backend:
    """Has two menus, whose stages carry an id of the call."""

    def backend(body: dict[str, Any]) -> object:
        _, digits, at = told(body)
        if at.startswith("second") and digits == "9":
            return reply(menu("Main menu. For times press 1."), stage=f"first{stage(body['payload'])}")
        if not at.startswith("second") and digits == "1":
            return reply(menu("To go back press 9."), stage=f"second{stage(body['payload'])}")
        return reply(say("Goodbye."), HANGUP)

    return backend


dashed = named(lambda payload: f"-{payload['sessionId']}-x")
bare = named(lambda payload: payload["sessionId"].replace("-", ""))
loud = named(lambda payload: payload["sessionId"].upper())
repeated = named(lambda payload: f":{payload['sessionId'][:8]}:{payload['sessionId']}")
ended = named(lambda payload: payload["sessionId"][-17:])


def spoken(body: dict[str, Any]) -> object:
    """Says the session's id, and puts it into the address of a file."""
    session, digits, _ = told(body)
    play = {"action": "playFile", "params": {"fileUrl": f"https://bank.example/{session}.wav"}}
    return reply(say(f"Your number is {session}."), play, HANGUP) if digits == "1" else reply(menu("For it press 1."))


def counted(most: int, wrong: Callable[[str], bool] = lambda digits: digits != "4711", clears: bool = False) -> Backend:
    """Ends the call at so many wrong entries; what is right may forgive the wrong ones."""

    def backend(body: dict[str, Any]) -> object:
        session, digits, stage = told(body)
        if stage == "in" and digits == "0":
            return reply(PIN, stage="pin")
        if stage == "in" or not wrong(digits):
            if clears and stage != "in":
                _COUNTS[session] = 0
            return reply(menu("You are in. To leave press 0."), stage="in") if clears else reply(say("In."), HANGUP)
        _COUNTS[session] += 1
        return reply(say("Locked."), HANGUP) if _COUNTS[session] >= most else reply(PIN, stage="pin")

    return backend


two_strikes, four_strikes, forgiving = counted(2), counted(4), counted(3, clears=True)
silent_strikes = counted(3, lambda digits: not digits)


def turning(*says: str, last: bool = True) -> Backend:
    """Asks in other words each time, then ends the call (`last`) or begins anew."""

    def backend(body: dict[str, Any]) -> object:
        session, _, _ = told(body)
        number = _COUNTS[session]
        _COUNTS[session] += 1
        if number >= len(says) and last:
            return reply(say("Goodbye."), HANGUP)
        return reply(menu(says[number % len(says)]))

    return backend


once_more = turning("Again?")
thrice = turning("Again?", "Again?", "Again?")
shorter = turning("Would you like to hear it again?", "Again?", "Again?")
in_turn = turning("Odd.", "Even.", last=False)
same_then_other = turning("Well?", "Well?", "So?")
