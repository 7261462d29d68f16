"""When a call that came in counts as connected: at once, a second later, or with leg B; and who tells of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from simulator.model.call.event import Asked
from simulator.webhooks.base.facts import Facts
from simulator.webhooks.base.sent import asking
from tests.engine.calls import BRIDGE, DIAL, HANGUP, Exact, Replies, run, say, summary_of

if TYPE_CHECKING:
    from simulator.running.result import CallResult

HOW = ("atOnce", "afterASecond", "withLegB")


def called(connects: str, lists: list[Any], **more: Any) -> CallResult:
    return run([], more.pop("caller", ""), kind="inbound", responder=Replies(lists),
               settings={"inbound_connects": connects}, **more)  # fmt: skip


def told(result: CallResult) -> list[str]:
    """What VCS and VCA tell, in order, leg A alone."""
    bodies = [one.body["payload"] for one in result.webhooks if one.type in ("VCS", "VCA")]
    first = bodies[0]["callId"]
    return [body["callStatus"].removeprefix("CALL_") for body in bodies if body["callId"] == first]


def leg_a(result: CallResult) -> tuple[str | None, int, str, bool]:
    leg = summary_of(result)["details"]["callA"]
    return leg.get("connectedTimestamp"), leg["callDuration"], leg["callStatus"], "callQuality" in leg


@pytest.mark.parametrize(
    ("connects", "order", "leg"),
    [
        ("atOnce", ["RECEIVED", "CONNECTED", "RECEIVED", "DISCONNECTED"],
         ("2026-01-05T09:00:00Z", 4, "COMPLETED", True)),
        ("afterASecond", ["RECEIVED", "RECEIVED", "CONNECTED", "DISCONNECTED"],
         ("2026-01-05T09:00:01Z", 3, "COMPLETED", True)),
        ("withLegB", ["RECEIVED", "RECEIVED", "DISCONNECTED"], (None, 0, "COMPLETED", False)),
    ],
)  # fmt: skip
def test_a_call_without_a_leg_b(connects: str, order: list[str], leg: tuple[Any, ...]) -> None:
    result = called(connects, [[say(4000), HANGUP]])
    assert told(result) == order
    assert leg_a(result) == leg


@pytest.mark.parametrize(
    ("connects", "at"), [("atOnce", "00"), ("afterASecond", "01"), ("withLegB", "03")]
)  # fmt: skip
def test_a_call_that_is_put_through(connects: str, at: str) -> None:
    result = called(connects, [[say(2000), BRIDGE, HANGUP]])
    leg = summary_of(result)["details"]
    assert leg["callA"]["connectedTimestamp"] == f"2026-01-05T09:00:{at}Z"
    assert leg["callB"]["connectedTimestamp"] == "2026-01-05T09:00:03Z"
    assert told(result).count("CONNECTED") == 1


@pytest.mark.parametrize("connects", HOW)
def test_of_two_legs_b_the_first_connects_the_call(connects: str) -> None:
    result = called(connects, [[say(2000), BRIDGE, BRIDGE, HANGUP]])
    assert told(result).count("CONNECTED") == 1
    assert leg_a(result)[0] == {"atOnce": "2026-01-05T09:00:00Z", "afterASecond": "2026-01-05T09:00:01Z"}.get(
        connects, "2026-01-05T09:00:03Z"
    )


def test_a_leg_b_that_is_busy_connects_nobody() -> None:
    assert leg_a(called("withLegB", [[BRIDGE, HANGUP]], legs=["busy"]))[0] is None


@pytest.mark.parametrize(("hangup", "connected"), [(999, None), (1000, "2026-01-05T09:00:01Z")])
def test_a_caller_who_is_gone_within_the_second_was_never_connected(hangup: int, connected: str | None) -> None:
    result = called("afterASecond", [[say(9000), HANGUP]], caller=Exact(hangups=(hangup,)))
    assert leg_a(result)[:2] == (connected, 0)


@pytest.mark.parametrize("connects", HOW)
def test_a_call_that_is_dialled_does_not_ask_it(connects: str) -> None:
    plain, other = (run([DIAL, say(4000), HANGUP], settings=given) for given in ({}, {"inbound_connects": connects}))
    assert [one.body for one in plain.webhooks] == [one.body for one in other.webhooks]


@pytest.mark.parametrize("connects", HOW)
def test_callers_notice_nothing_of_it_and_a_question_is_the_same_afterwards(connects: str) -> None:
    lists = [[say(600)], [say(600)], [BRIDGE], [say(600), HANGUP]]
    result = called(connects, lists)
    assert result.trace == called("atOnce", lists).trace
    sent = [webhook.body for webhook in result.webhooks if webhook.type == "VCA"]
    ends = [number for number, event in enumerate(result.trace, 1) if isinstance(event, Asked)]
    assert [asking(Facts(result.setting, result.trace[:end])) for end in ends] == sent
    assert len(sent) == 4
