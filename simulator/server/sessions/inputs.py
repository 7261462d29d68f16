"""What came into a session from outside, as rows of the journal, and read back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.engine.answer import RawReply
from simulator.model.call.outcome import LegOutcome, Unusable
from simulator.model.scenario.scenario import ReplyFault
from simulator.server.sessions.reading import HeardReply, injected
from simulator.server.sessions.wire import Missed

if TYPE_CHECKING:
    from simulator.engine.answer import WebhookAnswer
    from simulator.model.account import Account
    from simulator.server.sessions.reading import ReplyReader

KEY, HANG_UP, RELEASE, PICK_UP, STRIKE, ANSWER = "key", "hangUp", "release", "pickUp", "strike", "answer"
"""The kinds of inputs."""
_HEADERS = ("charset", "encoding", "location")


def came_data(came: list[RawReply | Missed], delay: int) -> dict[str, Any]:
    """The answers to one question over the wire; `delay` is added to them."""
    return {"came": [_one(one) for one in came], "delay": delay}


def _one(came: RawReply | Missed) -> dict[str, Any]:
    if isinstance(came, Missed):
        return {"why": came.why, "late": came.late, "body": came.body}
    body = came.body.decode("latin-1")
    return {"status": came.status, "body": body, **{name: getattr(came, name) for name in _HEADERS}}


def fault_data(fault: ReplyFault) -> dict[str, Any]:
    """An answer that was injected."""
    found = {"status": fault.status, "body": fault.body, "delay": fault.delay, "drop": fault.drop}
    return {"fault": found, "delay": fault.delay}


def flow_data(answer: WebhookAnswer, delay: int) -> dict[str, Any]:
    """What the flow of the server answered."""
    if isinstance(answer, Unusable):
        told = {name: getattr(answer, name) for name in ("code", "why", "body", "frames", "place")}
        return {"unusable": told, "delay": delay}
    return {"came": [_one(RawReply(200, (answer.body or "{}").encode()))], "delay": delay}


def heard_again(data: dict[str, Any], reader: ReplyReader, account: Account, now: int) -> HeardReply:
    """The answer that a row tells of, and the ms of the session that it took."""
    delay: int = data["delay"]
    if "fault" in data:
        return HeardReply(injected(ReplyFault(**data["fault"]), account, now), delay)
    if "unusable" in data:
        told = data["unusable"]
        return HeardReply(Unusable(**{**told, "place": told["place"] and tuple(told["place"])}), delay)
    heard = reader.read([_came(one) for one in data["came"]], account, now)
    return HeardReply(heard.answer, heard.delay + delay, heard.findings)


def _came(one: dict[str, Any]) -> RawReply | Missed:
    if "why" in one:
        return Missed(one["why"], one["late"], one["body"])
    return RawReply(one["status"], one["body"].encode("latin-1"), **{name: one[name] for name in _HEADERS})


def outcome_data(outcome: LegOutcome) -> dict[str, Any]:
    """What became of a leg that rang."""
    return {"result": outcome.result, "after": outcome.after, "talks": outcome.talks, "sip": outcome.sip}


def outcome_again(data: dict[str, Any]) -> LegOutcome:
    """The same, read back."""
    return LegOutcome(**data)
