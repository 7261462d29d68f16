"""Backends with one fault each, and their clean twins."""

from __future__ import annotations

from collections import Counter
from itertools import count
from typing import Any

from tests.exploring._flows import HANGUP, menu, reply, say

_TURN = count()
_SEEN: Counter[str] = Counter()


def crashes_on_null(body: dict[str, Any]) -> object:
    """Expects digits, always."""
    digits: str = body["payload"]["dtmf"]
    return reply(say("Sales." if digits.startswith("1") else "No such choice."), HANGUP)


def takes_null(body: dict[str, Any]) -> object:
    """The same with an answer for those who stay silent."""
    return crashes_on_null(body) if body["payload"]["dtmf"] else reply(say("Goodbye."), HANGUP)


def misspells_callflow(_body: dict[str, Any]) -> object:
    """Has its list under a name that the platform does not know."""
    return {"callFlow": [say("Sales."), HANGUP]}


def nests_callflow(body: dict[str, Any]) -> object:
    """The same a level too deep, after one key."""
    right = {"callflow": [say("Sales."), HANGUP]}
    return {"payload": right} if body["payload"]["dtmf"] == "1" else right


def adds_a_field(_body: dict[str, Any]) -> object:
    """Misspells the stage, so that none is given."""
    return {"callflow": [say("Sales."), HANGUP], "clientActionID": "sales"}


def dials_an_odd_number(_body: dict[str, Any]) -> object:
    """A number that is possible, and that nobody has."""
    return {"callflow": [{"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6512341234"}}]}


def misspells_later(body: dict[str, Any]) -> object:
    """Asks once more, then misspells."""
    again = {"clientActionId": "again", "callflow": [menu("Once more.")]}
    return {"call_flow": []} if "clientActionId" in body["payload"] else again


def hangs_up(_body: dict[str, Any]) -> object:
    """Says in so many words that the call is to end."""
    return {}


def at_random(_body: dict[str, Any]) -> object:
    """Something else each time."""
    return reply(say(f"You are number {next(_TURN)}."), HANGUP)


def steady(_body: dict[str, Any]) -> object:
    """The same each time."""
    return reply(say("You are next."), HANGUP)


def counting(body: dict[str, Any]) -> object:
    """The same menu under ever new stages."""
    return reply(menu("Choose again."), stage=str(int(body["payload"].get("clientActionId", 0)) + 1))


def counting_to_three(body: dict[str, Any]) -> object:
    """The same menu under three stages."""
    stage = int(body["payload"].get("clientActionId", 0))
    return reply(menu("Choose again."), stage=str(stage + 1)) if stage < 3 else reply(HANGUP)


def talking(_body: dict[str, Any]) -> object:
    """Says something and asks nothing, for ever."""
    return reply(say("Still here."), stage="talk")


_ASKED: dict[str, int] = {}


def remembering(body: dict[str, Any]) -> object:
    """Counts the questions of a session, and ends the third; the place looks the same."""
    session = body["payload"]["sessionId"]
    _ASKED[session] = _ASKED.get(session, 0) + 1
    return reply(HANGUP) if _ASKED[session] > 2 else reply(menu("More?"))


def memory(session: str) -> int:
    """What `remembering` remembers of a session."""
    return _ASKED.get(session, 0)


def takes_each_for_a_new_one(body: dict[str, Any]) -> object:
    """Counts how often an event came, and says it."""
    event = body["payload"]["eventId"]
    _SEEN[event] += 1
    return reply(say(f"Turn {min(_SEEN[event], 2)} of 2."), HANGUP)


def asks_open_ended(body: dict[str, Any]) -> object:
    """X018 tells of it, with the keys."""
    if "clientActionId" in body["payload"]:
        return reply(say("Goodbye."), HANGUP)
    return {"clientActionId": "open", "callflow": [menu("Press 1 for sales or 2 for support.", maxDigits=None)]}
