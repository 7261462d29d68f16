"""Faults that strike live sessions, and what an account or an answer may not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from simulator.engine.answer import RawReply
from simulator.model.call.event import Asked, Ended, Struck
from simulator.model.call.outcome import Unusable
from simulator.model.scenario.scenario import ReplyFault
from simulator.networks.scripted import Fault
from simulator.server.sessions.live_session import LIVE
from simulator.server.sessions.reading import ReplyReader
from tests.server._house import (
    NOW,
    Post,
    account,
    begun,
    house,
    kinds,
    paced,
    running,
    settle,
)

if TYPE_CHECKING:
    from simulator.model.call.event import Event
    from simulator.server.sessions.live_session import LiveSession


def strikes(fault: Fault | ReplyFault | str) -> tuple[LiveSession, Post]:
    found: list[LiveSession] = []
    post = Post()

    async def live() -> None:
        there = house(post)
        if isinstance(fault, Fault):
            there.faults.errors.append(fault)
        elif isinstance(fault, ReplyFault):
            there.faults.replies.append(fault)
        else:
            there.faults.twice = 1
        found.append(begun(there))
        assert await there.wait(found[0], 10)
        there.faults.clear()

    running(live())
    return found[0], post


@pytest.mark.parametrize(
    "fault", [Fault(-2010), Fault(-2005, "say"), Fault(-2001, "time", 7000)], ids=lambda fault: fault.where
)
def test_an_injected_error_strikes_once(fault: Fault) -> None:
    session, _ = strikes(fault)
    assert [(event.code, event.injected) for event in kinds(session, Struck)] == [(fault.code, True)]


@pytest.mark.parametrize(
    ("fault", "error", "took", "asked"),
    [
        (ReplyFault(status=500), -2003, 0, 0),
        (ReplyFault(drop=True), -2003, 0, 0),
        (ReplyFault(body='{"callflow": []}'), None, 0, 0),
        (ReplyFault(delay=700), None, 700, 1),
        (ReplyFault(delay=20_000), -2003, 5000, 1),
    ],
)
def test_an_injected_answer_takes_the_place_of_the_receivers(
    fault: ReplyFault, error: int | None, took: int, asked: int
) -> None:
    session, post = strikes(fault)
    begin = kinds(session, Asked)[0].at
    after: list[Event] = [event for event in session.call.trace if type(event).__name__ in ("Replied", "Refused")]
    assert (kinds(session, Ended)[0].error, after[0].at - begin) == (error, took)
    assert post.kinds.count("VCA") == asked


def test_one_webhook_is_delivered_twice_where_that_is_injected() -> None:
    _, post = strikes("twice")
    assert [post.kinds.count(kind) for kind in ("VCS CALL_INITIATED", "VCS CALL_CONNECTED", "VSS")] == [2, 1, 1]


def test_an_account_has_no_more_calls_at_once_than_its_capacity() -> None:
    from attrs import evolve

    async def live() -> None:
        there, first, _ = await paced(Post(), of=evolve(account(), capacity=1))
        second = begun(there, of=evolve(account(), capacity=1), seed=8)
        await settle()
        assert (first.status, second.status) == (LIVE, "ERROR")
        assert kinds(second, Struck)[0].code == -2010

    running(live())


def test_an_answer_that_can_expire_is_read_anew_each_time() -> None:
    reader = ReplyReader()
    came: list[Any] = [RawReply(200, b'{"callflow": [], "validUntil": "2026-01-05T10:00:00Z"}')]
    assert not isinstance(reader.read(came, account(), NOW).answer, Unusable)
    assert reader.read(came, account(), NOW) is not reader.read(came, account(), NOW)
    plain: list[Any] = [RawReply(200, b'{"callflow": []}')]
    same = account()
    assert reader.read(plain, same, NOW) is reader.read(plain, same, NOW)
