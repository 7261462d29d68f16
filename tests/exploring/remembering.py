"""Backends that remember their sessions, know entries of several keys, or answer by chance."""

from __future__ import annotations

from collections import Counter, defaultdict
from hashlib import blake2s
from itertools import count
from typing import Any

from tests.exploring._flows import HANGUP, menu, reply, say

PIN = menu("Enter your PIN.", minDigits=4, maxDigits=4)
_STRIKES: Counter[str] = Counter()
_ASKED: Counter[str] = Counter()
_BASKETS: defaultdict[str, list[str]] = defaultdict(list)
_CHANCE = count()
EVER = Counter[str]()


def told(body: dict[str, Any]) -> tuple[str, str, str]:
    """The session, the digits and the stage of a question."""
    payload = body["payload"]
    return payload["sessionId"], payload["dtmf"] or "", payload.get("clientActionId") or ""


def strikes(body: dict[str, Any]) -> object:
    """Ends the call at the third wrong PIN."""
    session, digits, _ = told(body)
    if digits == "4711":
        return reply(say("Welcome."), HANGUP)
    _STRIKES[session] += 1
    return reply(say("Locked."), HANGUP) if _STRIKES[session] > 2 else reply(PIN)


def guarded(body: dict[str, Any]) -> object:
    """Asks for the PIN behind a menu, twice at most."""
    session, digits, stage = told(body)
    if not stage:
        return reply(PIN, stage="pin")
    if digits == "4711":
        return reply(say("Welcome."), HANGUP)
    _STRIKES[session] += 1
    return reply(say("Locked."), HANGUP) if _STRIKES[session] > 1 else reply(PIN, stage="pin")


def twice_each(body: dict[str, Any]) -> object:
    """The PIN is asked for twice by the platform, and by the backend until the third wrong one."""
    session, digits, _ = told(body)
    if digits == "4711":
        return reply(say("Welcome."), HANGUP)
    _STRIKES[session] += 1
    asked = {**PIN, "params": {**PIN["params"], "noOfTries": 2}}
    return reply(say("Locked."), HANGUP) if _STRIKES[session] > 2 else reply(asked, stage="pin")


def shorter(body: dict[str, Any]) -> object:
    """Says less the second time."""
    session, _, _ = told(body)
    _ASKED[session] += 1
    return reply(menu("More?") if _ASKED[session] > 1 else menu("Would you like some more?"))


def flagged(body: dict[str, Any]) -> object:
    """Remembers what was chosen at the first menu until the third."""
    session, digits, stage = told(body)
    if not stage:
        _BASKETS[session].append(digits)
        return reply(menu("Second."), stage="second")
    if stage == "second":
        return reply(menu("Third."), stage="third")
    return reply(say("Five, then." if _BASKETS[session] == ["5"] else "Not five."), HANGUP)


def recovered(body: dict[str, Any]) -> object:
    """Names its stages by the session."""
    session, digits, stage = told(body)
    if stage != f"recovered_{session}":
        return reply(menu("Try again."), stage=f"recovered_{session}")
    return reply(say("Done." if digits == "1" else "Bye."), HANGUP)


def twice(body: dict[str, Any]) -> object:
    """Asks the same three times."""
    session, _, _ = told(body)
    _ASKED[session] += 1
    return reply(menu("Again?")) if _ASKED[session] < 4 else reply(HANGUP)


def locking(_body: dict[str, Any]) -> object:
    """Is locked for everybody after some questions."""
    EVER["asked"] += 1
    return reply(say("Locked for all."), HANGUP) if EVER["asked"] > 25 else reply(menu("More?"))


def by_chance(body: dict[str, Any]) -> object:
    """Answers otherwise every third time, whoever asks."""
    _, digits, stage = told(body)
    if digits == "9" and not stage:
        return reply(menu(f"Number {min(next(_CHANCE) % 7, 1)}."), stage="chance")
    return reply(HANGUP)


def extension(body: dict[str, Any]) -> object:
    """Knows one extension."""
    _, digits, _ = told(body)
    return reply(say("Extension forty-two." if digits == "42" else "Unknown extension."), HANGUP)


def echo(body: dict[str, Any]) -> object:
    """Says the entry back, and asks on under a stage of its name."""
    _, digits, stage = told(body)
    if stage:
        return reply(say("Thank you."), HANGUP)
    return reply(menu(f"You entered {digits}."), stage=f"entered_{digits}")


def goodbye(body: dict[str, Any]) -> object:
    """Says the entry back and ends."""
    _, digits, _ = told(body)
    return reply(say(f"You entered {digits}. Goodbye."), HANGUP)


def nothing(_body: dict[str, Any]) -> object:
    """Has nothing more to do."""
    return {}


def struck(session: str) -> str:
    """What `strikes` remembers of a session."""
    return str(_STRIKES[session])


def never_alike(_body: dict[str, Any]) -> object:
    """Says another number each time."""
    return reply(say(f"Number {next(_CHANCE)}."), HANGUP)


def hidden(body: dict[str, Any]) -> object:
    """Knows one entry that its source does not hold."""
    _, digits, _ = told(body)
    return reply(say("Found." if digits and hash_of(digits) == "5c1109" else "No."), HANGUP)


def hash_of(digits: str) -> str:
    """What cannot be read backwards."""
    return blake2s(digits.encode(), digest_size=3).hexdigest()


BROKEN: dict[str, object] = {"now": False}


def broken(body: dict[str, Any]) -> object:
    """Fails at key 1 as long as it is broken."""
    _, digits, _ = told(body)
    if digits == "1" and BROKEN["now"] is True:
        raise ValueError("broken")
    if digits == "1" and BROKEN["now"] == "otherwise":
        return reply(menu("Nobody knew of this."))
    return reply(say(f"You chose {digits}."), HANGUP)


def beginning(body: dict[str, Any]) -> object:
    """Tells entries apart by how they begin."""
    _, digits, _ = told(body)
    return reply(say("Nought." if (digits or "").startswith("0") else "Something."), HANGUP)
