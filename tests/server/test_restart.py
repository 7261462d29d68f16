"""After a restart: nothing that was acknowledged is lost, nothing that was answered is sent again."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from simulator.model.call.lines import parse_line
from simulator.model.call.outcome import LegOutcome
from simulator.model.scenario.scenario import ReplyFault
from simulator.networks.scripted import Fault
from simulator.server.keeping.restoring import keep
from simulator.server.sessions.wire import Missed
from simulator.server.store.memory import MemoryJournal
from simulator.server.store.rows import EndRow, StartRow
from tests.server._client import Client, client
from tests.server._house import MENU, NOW, Post, raw, running, settle

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.model.call.event import Event
    from simulator.server.store.journal import Journal

LINES = [parse_line("*=answered:2s keys=1,2,hangup@80s")]


def server(journal: Journal, freeze: bool = False, **more: Any) -> Client:
    there = client(**{"speed": 1.0, "lines": list(LINES), **more})
    there.emulation.turn(paused=True)
    keep(there.emulation, journal, freeze=freeze)
    return there


async def killed(there: Client) -> None:
    """Nothing is finished, as with kill -9: the journal holds what was written."""
    await settle()
    there.emulation.house.ledger = None
    await there.emulation.house.close()


async def moved(there: Client, ms: int) -> None:
    there.emulation.move(ms)
    await settle()


def trace(there: Client, session: str) -> list[Event]:
    return there.emulation.house.sessions[session].call.trace


async def through(cuts: list[int], post: Post, freeze: bool = False) -> tuple[list[Event], MemoryJournal]:
    """One call, with a restart at each of these ms; its trace at the end."""
    journal = MemoryJournal()
    there = server(journal, post=post)
    await there.register()
    session = (await there.send("callflows", MENU)).data["sessionId"]
    begun = 0
    for cut in cuts:
        await settle()
        await moved(there, cut - begun)
        await killed(there)
        there, begun = server(journal, freeze, post=post, now=NOW + cut), cut
        await settle()
        assert (await there.get("webhooks")).data["count"] == 3
    for _ in range(20):
        await moved(there, 10_000)
    assert there.emulation.house.sessions[session].over
    found = trace(there, session)
    await there.emulation.close()
    return found, journal


CUTS = [[0], [1], [1999], [2000], [2001], [5000], [11_000], [12_000], [60_000], [100, 3000, 9000, 13_000]]


@pytest.mark.parametrize("cuts", CUTS, ids=str)
def test_a_call_goes_on_as_if_nothing_had_happened(cuts: list[int]) -> None:
    async def work() -> None:
        plain, _ = await through([], Post())
        post = Post()
        found, journal = await through(cuts, post)
        assert found == plain
        assert post.kinds.count("VCA") == 1
        assert post.kinds.count("VSS") == 1
        kinds = [type(row) for row in journal.rows()]
        assert (kinds.count(StartRow), kinds.count(EndRow)) == (1, 1)

    running(work())


def test_a_webhook_that_was_on_its_way_is_sent_again_the_same() -> None:
    async def work() -> None:
        journal, post = MemoryJournal(), Post()
        post.gates["VCA"] = asyncio.Event()
        there = server(journal, post=post)
        await there.register("VCA", "VSS")
        session = (await there.send("callflows", MENU)).data["sessionId"]
        await settle()
        await moved(there, 30_000)
        assert post.kinds == ["VCA"]
        await killed(there)
        post.gates.clear()
        there = server(journal, post=post, now=NOW + 90_000)
        await settle()
        await moved(there, 30_000)
        assert post.kinds == ["VCA", "VCA", "VSS"]
        assert post.sent[0][1] == post.sent[1][1]
        assert there.emulation.house.sessions[session].over
        await there.emulation.close()

    running(work())


def test_what_is_over_is_still_shown() -> None:
    async def work() -> None:
        journal, post = MemoryJournal(), Post()
        there = server(journal, post=post)
        await there.register()
        session = (await there.send("callflows", MENU)).data["sessionId"]
        await settle()
        for _ in range(20):
            await moved(there, 10_000)
        before = (await there.get(f"/_sim/sessions/{session}")).data
        sent = len(post.sent)
        await killed(there)
        there = server(journal, post=post, now=NOW + 200_000)
        after = (await there.get(f"/_sim/sessions/{session}")).data
        assert [one["body"] for one in after["webhooks"]] == [one["body"] for one in before["webhooks"]]
        assert [one["answer"] for one in after["webhooks"]] == [one["answer"] for one in before["webhooks"]]
        assert (after["trace"], after["session"], after["over"]) == (before["trace"], before["session"], True)
        assert len(post.sent) == sent
        await there.emulation.close()

    running(work())


def test_what_people_did_is_done_again() -> None:
    async def work() -> None:
        journal = MemoryJournal()
        there = server(journal, lines=[parse_line("*=manual")])
        session = (await there.send("callflows", MENU)).data["sessionId"]
        live = there.emulation.house.sessions[session]
        await moved(there, 1000)
        live.pick_up(LegOutcome(talks=90_000))
        await moved(there, 3000)
        live.press("1")
        await moved(there, 4000)
        before = list(live.call.trace)
        await killed(there)
        there = server(journal, lines=[parse_line("*=manual")], now=NOW + 8000)
        again = there.emulation.house.sessions[session]
        assert again.call.trace == before
        again.hang_up()
        await killed(there)
        there = server(journal, lines=[parse_line("*=manual")], now=NOW + 99_000)
        assert there.emulation.house.sessions[session].status == "COMPLETED"
        await there.emulation.close()

    running(work())


def strikes(fault: Callable[[Client], None], post: Post | None = None) -> tuple[list[Event], list[Event]]:
    """The trace of a call that a fault strikes, and the same after a restart."""
    found: list[list[Event]] = []

    async def work() -> None:
        journal = MemoryJournal()
        there = server(journal, post=post or Post())
        await there.register("VCA")
        fault(there)
        session = (await there.send("callflows", MENU)).data["sessionId"]
        await settle()
        for _ in range(20):
            await moved(there, 10_000)
        found.append(list(trace(there, session)))
        await killed(there)
        there = server(journal, now=NOW + 200_000)
        found.append(trace(there, session))
        await there.emulation.close()

    running(work())
    return found[0], found[1]


@pytest.mark.parametrize(
    "fault",
    [Fault(-2010), Fault(-2005, "say"), Fault(-2001, "time", 7000), ReplyFault(status=500), ReplyFault(delay=300)],
    ids=str,
)
def test_faults_that_struck_strike_again(fault: Any) -> None:
    def inject(there: Client) -> None:
        faults = there.emulation.faults
        queue: list[Any] = faults.replies if isinstance(fault, ReplyFault) else faults.errors
        queue.append(fault)

    before, after = strikes(inject)
    assert after == before


@pytest.mark.parametrize("came", [Missed("gone"), Missed("late", late=True), raw([], 500)], ids=str)
def test_answers_that_could_not_be_used_are_the_same_again(came: Any) -> None:
    before, after = strikes(lambda _: None, Post(VCA=lambda _: came))
    assert after == before


def test_a_call_that_comes_in_and_its_keys_are_there_again() -> None:
    async def work() -> None:
        journal, post = MemoryJournal(), Post(VCA=lambda _: raw({"callflow": MENU["callflow"][1:]}))
        there = server(journal, post=post)
        await there.register("VCA")
        given = {"from": "+6591234567", "to": "+6562345678", "keys": "1"}
        session = (await there.send("/_sim/calls", given)).data["sessionId"]
        await settle()
        await moved(there, 9000)
        before = list(trace(there, session))
        await killed(there)
        there = server(journal, post=post, now=NOW + 9000)
        assert trace(there, session) == before
        assert any(type(event).__name__ == "Pressed" for event in before)
        await there.emulation.close()

    running(work())


@pytest.mark.parametrize("away", [0, 3000, 90_000])
@pytest.mark.parametrize("kinds", [(), ("VCS",), ("VSS",)], ids=str)
def test_a_call_that_ended_while_the_server_was_away_ends_once(kinds: tuple[str, ...], away: int) -> None:
    """Whether or not anybody is told of it: nothing is open any more, or one thing is."""

    async def work() -> None:
        journal, post = MemoryJournal(), Post()
        there = server(journal, post=post)
        for kind in kinds:
            await there.register(kind)
        session = (await there.send("callflows", {"callflow": MENU["callflow"][:1]})).data["sessionId"]
        await settle()
        await moved(there, 1000)
        await killed(there)
        there = server(journal, post=post, now=NOW + 1000 + away)
        await settle()
        await moved(there, 90_000)
        assert there.emulation.house.sessions[session].over
        assert [type(row) for row in journal.rows()].count(EndRow) == 1
        await there.emulation.close()

    running(work())


@pytest.mark.parametrize("answered", [False, True])
@pytest.mark.parametrize("does", ["hang_up", "press"])
def test_what_comes_in_while_a_webhook_is_out_comes_after_it_again(does: str, answered: bool) -> None:
    """Also where its answer was stored, which nobody waited for any more."""

    async def work() -> None:
        journal, post = MemoryJournal(), Post()
        post.gates["VCA"] = asyncio.Event()
        there = server(journal, post=post)
        await there.register()
        session = (await there.send("callflows", MENU)).data["sessionId"]
        await settle()
        await moved(there, 30_000)
        live = there.emulation.house.sessions[session]
        live.hang_up() if does == "hang_up" else live.press("9")
        if answered:
            post.gates["VCA"].set()
        await settle()
        before = list(live.call.trace)
        await killed(there)
        post.gates.clear()
        there = server(journal, post=post, now=NOW + 30_000)
        assert trace(there, session)[: len(before)] == before
        for _ in range(20):
            await moved(there, 10_000)
        assert there.emulation.house.sessions[session].status == "COMPLETED"
        assert there.emulation.house.sessions[session].over
        assert post.kinds.count("VSS") == 1
        assert _hints(there) == []
        await there.emulation.close()

    running(work())


def _hints(there: Client) -> list[str]:
    return [one.data["what"] for one in there.emulation.events.since(0) if one.kind == "hint"]
