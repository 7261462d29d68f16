"""Backends whose faults are of the kinds that exploration once missed: an entry, a past, a stage that carries an id."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from itertools import count
from typing import TYPE_CHECKING, Any

from tests.exploring._flows import HANGUP, menu, reply, say
from tests.exploring.remembering import PIN, told

if TYPE_CHECKING:
    from collections.abc import Callable

    Backend = Callable[[dict[str, Any]], object]

_COUNTS: Counter[str] = Counter()
CODE = menu("Enter the code.", minDigits=4, maxDigits=4)
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


def heard(words: Callable[[str], str]) -> Backend:
    """Has two menus, whose prompts say something that comes of the session's id."""

    def backend(body: dict[str, Any]) -> object:
        session, digits, at = told(body)
        if at != "second" and digits == "1":
            return reply(menu(f"To go back press 9. {words(session)}"), stage="second")
        if at == "second" and digits == "9":
            return reply(menu(f"Main menu. For times press 1. {words(session)}"), stage="first")
        return reply(say("Goodbye."), HANGUP)

    return backend


dashed = named(lambda payload: f"-{payload['sessionId']}-x")
bare = named(lambda payload: payload["sessionId"].replace("-", ""))
loud = named(lambda payload: payload["sessionId"].upper())
repeated = named(lambda payload: f":{payload['sessionId'][:8]}:{payload['sessionId']}")
ended = named(lambda payload: payload["sessionId"][-17:])
in_a_query = named(lambda payload: f"?session={payload['sessionId']}&again=1")
read_out = heard(lambda session: f"Your case is {session}.")
read_in_part = heard(lambda session: f"Your case is {session[:8].upper()}.")
letter_by_letter = heard(lambda session: " ".join(session[:8]))
hashed = named(lambda payload: sha256(payload["sessionId"].encode()).hexdigest())
backwards = named(lambda payload: payload["sessionId"][::-1])
ticket = heard(lambda session: f"Your ticket is {sha256(session.encode()).hexdigest()[:6]}.")
_CALLERS, _SEEN = count(1), Counter[str]()
numbered = heard(lambda _session: f"You are caller number {next(_CALLERS)}.")


def acquainted(body: dict[str, Any]) -> object:
    """Knows a number that has called before, whatever session it is."""
    number = body["payload"]["destination"]
    _SEEN[number] += 1
    return reply(say("Welcome back." if _SEEN[number] > 1 else "Welcome."), HANGUP)


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


def anywhere(body: dict[str, Any]) -> object:
    """Counts what is wrong at either of two entries: the second one altogether ends the call."""
    session, digits, stage = told(body)
    if digits == {"": "4711", "pin": "4711", "code": "1812"}[stage]:
        return reply(say("In."), HANGUP) if stage == "code" else reply(CODE, stage="code")
    _COUNTS[session] += 1
    return reply(say("Locked."), HANGUP) if _COUNTS[session] > 1 else reply(PIN, stage="pin")


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


def around(named: Callable[[str], str], in_words: bool = False) -> Backend:
    """Asks on and on, under a stage, or in words, that name the session."""

    def backend(body: dict[str, Any]) -> object:
        name = named(told(body)[0])
        return reply(menu(f"Press 1. Call {name}." if in_words else "Press 1."), stage="" if in_words else name)

    return backend


around_stage = around(lambda session: f"again_{session}")
around_bare = around(lambda session: session.replace("-", ""))
around_loud = around(str.upper)
around_query = around(lambda session: f"?session={session}&n=1")
around_words = around(lambda session: session, in_words=True)
around_loud_words = around(str.upper, in_words=True)
