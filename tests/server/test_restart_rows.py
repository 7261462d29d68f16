"""Rows of the journal that are odd, and what they come to."""

from __future__ import annotations

import asyncio
from math import inf
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

from simulator.errors import UsageError
from simulator.model.account import Account
from simulator.model.call.event import Refused
from simulator.model.call.lines import parse_line
from simulator.server.keeping.restoring import keep
from simulator.server.sessions.ledger import Ledger
from simulator.server.store.memory import MemoryJournal
from simulator.server.store.rows import DocumentRow, EndRow, InputRow, RegistrationRow, StartRow, WebhookRow, Wipe
from tests.exploring._flows import HANGUP, dial, reply, row
from tests.exploring.random_flows import read
from tests.server._client import Client, asked, client
from tests.server._house import MENU, NOW, Post, Real, raw, running, settle
from tests.server.test_restart import LINES, killed, moved, server, trace

if TYPE_CHECKING:
    from collections.abc import Callable


def stored(change: Callable[[Any], Any | None], ms: int = 30_000) -> Client:
    """A server that goes on with rows that were changed; None leaves one out."""
    found: list[Client] = []

    async def work() -> None:
        journal, post = MemoryJournal(), Post()
        there = server(journal, post=post)
        await there.register()
        await there.send("callflows", MENU)
        await settle()
        for _ in range(3):
            await moved(there, ms // 3)
        await killed(there)
        other = MemoryJournal()
        await other.write(*(row for one in journal.rows() if (row := change(one)) is not None))
        there = server(other, freeze=True)
        await settle()
        found.append(there)
        await there.emulation.close()

    running(work())
    return found[0]


def _told(there: Client) -> list[str]:
    return [one.data["what"] for one in there.emulation.events.since(0) if one.kind == "hint"]


@pytest.mark.parametrize(
    "change",
    [
        lambda row: evolve(row, payload={}) if isinstance(row, WebhookRow) else row,
        lambda row: evolve(row, at=1) if isinstance(row, InputRow) else row,
        lambda row: evolve(row, event="99") if isinstance(row, WebhookRow) else row,
    ],
)
def test_a_session_that_is_not_as_it_was_stored_ends_and_that_is_told(change: Any) -> None:
    def looked(row: Any) -> Any:
        return change(row) if not isinstance(row, EndRow) else None

    there = stored(looked)
    assert any("it ends with -2001" in told for told in _told(there))
    calls = [one.data for one in there.emulation.events.since(0) if one.kind == "call"]
    ended = [one["error"] for one in calls if one["event"] == "ended"]
    assert ended[-1:] in ([-2001], [None])


def test_a_session_of_an_account_that_is_gone_is_told() -> None:
    async def work() -> None:
        journal = MemoryJournal()
        await journal.write(StartRow("s", "gone", b"{}", NOW, {}))
        await journal.write(InputRow("unknown", 0, 0, "key", "1"))
        there = client(accounts=(Account(sub_account_id="acme"),))
        keep(there.emulation, journal)
        assert _told(there) == ["the session s cannot be rebuilt: its account is gone"]
        await there.emulation.close()

    running(work())


def test_a_reset_forgets_what_was_stored() -> None:
    async def work() -> None:
        journal = MemoryJournal()
        there = server(journal)
        await there.register()
        assert (await there.ask("DELETE", "webhooks/VSS")).status == 200
        assert sum(isinstance(row, RegistrationRow) for row in journal.rows()) == 2
        await there.send("/_sim/reset")
        await settle()
        assert [row.name for row in journal.rows() if isinstance(row, DocumentRow)] == ["clock"]
        assert len(list(journal.rows())) == 1
        await there.emulation.close()

    running(work())


class Failing(MemoryJournal):
    """Cannot write the inputs of a session, and all else."""

    async def write(self, *rows: Any) -> None:
        await asyncio.sleep(0)
        if any(isinstance(row, InputRow) and row.session == "one" for row in rows):
            raise UsageError("the disk is full")
        await super().write(*rows)


def test_a_write_that_failed_before_others_is_told_to_its_session_for_ever() -> None:
    async def work() -> None:
        ledger = Ledger(Failing())
        ledger.write(InputRow("one", 0, 0, "key", "1"))
        ledger.write(InputRow("two", 0, 0, "key", "1"))
        with pytest.raises(OSError, match="the disk is full"):
            await ledger.stored()
        await ledger.stored("two")
        ledger.write(InputRow("two", 1, 0, "key", "2"), Wipe())
        await ledger.stored("two")
        await ledger.stored()
        for _ in range(2):
            with pytest.raises(OSError, match="the disk is full"):
                await ledger.stored("one")
        await ledger.close()

    running(work())


def test_what_goes_wrong_in_another_way_is_raised_as_it_is() -> None:
    class Odd(MemoryJournal):
        async def write(self, *rows: Any) -> None:
            raise TypeError("no row")

    async def work() -> None:
        ledger = Ledger(Odd())
        ledger.write(Wipe())
        with pytest.raises(TypeError, match="no row"):
            await ledger.stored()

    running(work())


class Full(MemoryJournal):
    async def write(self, *rows: Any) -> None:
        raise UsageError("the disk is full")


def test_what_cannot_be_stored_is_not_acknowledged() -> None:
    async def work(there: Client) -> None:
        await there.register()
        there.emulation.house.ledger = Ledger(Full())
        came = await there.send("callflows", MENU)
        assert came.status == 500
        await settle()
        assert there.post.sent == []
        assert {"what": "OSError: the disk is full"} in [one.data for one in there.emulation.events.since(0)]
        there.emulation.house.ledger = None

    asked(work, speed=inf)


def test_a_ledger_without_a_word_is_closed() -> None:
    async def work() -> None:
        ledger = Ledger(MemoryJournal())
        await ledger.stored()
        await ledger.close()

    running(work())


def test_where_recordings_are_pushed_to_is_kept() -> None:
    async def work() -> None:
        journal = MemoryJournal()
        there = server(journal)
        await there.send("recording-push-config", {"protocol": "S3", "host": "bucket", "password": "secret"})
        await there.register("VSS")
        await killed(there)
        await journal.write(DocumentRow("acme", "something else"))
        there = server(journal)
        assert (await there.get("recording-push-config")).data["passwordSet"] is True
        await killed(there)
        there = server(journal, accounts=(Account(sub_account_id="other"),))
        assert (await there.get("webhooks")).status == 404
        await there.emulation.close()

    running(work())


def test_a_session_that_was_over_but_not_told_so_is_over() -> None:
    there = stored(lambda row: row if not isinstance(row, EndRow) else None, 300_000)
    assert [one.kind for one in there.emulation.events.since(0)][-1] == "over"


def test_what_the_flow_answered_is_the_same_again() -> None:
    """A table without a row for what was pressed."""
    flow = read({"flow": "Small", "request": MENU, "replies": [row(reply(HANGUP), digits="5")]})

    async def work() -> None:
        journal = MemoryJournal()
        lines = [parse_line("*=answered:2s keys=1,9")]
        there = server(journal, flow=flow, lines=lines)
        session = (await there.send("callflows", MENU)).data["sessionId"]
        await settle()
        await moved(there, 60_000)
        before = list(trace(there, session))
        await killed(there)
        there = server(journal, flow=flow, lines=lines, now=NOW + 60_000)
        assert trace(there, session) == before
        assert any(isinstance(event, Refused) for event in before)
        await there.emulation.close()

    running(work())


def test_who_hung_up_at_the_other_end_of_a_bridge_did_so() -> None:
    second = {"action": "makeCall", "params": dial("+6580000001")["params"]}

    async def work() -> None:
        journal, post = MemoryJournal(), Post(VCA=lambda _: raw({"callflow": [second]}))
        there = server(journal, post=post)
        await there.register("VCA")
        session = (await there.send("callflows", MENU)).data["sessionId"]
        await settle()
        await moved(there, 30_000)
        await moved(there, 9000)
        there.emulation.house.sessions[session].release()
        before = list(trace(there, session))
        await killed(there)
        there = server(journal, post=post, freeze=True, now=NOW + 39_000)
        assert trace(there, session)[: len(before)] == before
        await there.emulation.close()

    running(work())


def test_a_write_that_is_cancelled_is_no_error_of_anybody() -> None:
    class Slow(MemoryJournal):
        async def write(self, *rows: Any) -> None:
            await asyncio.Event().wait()

    async def work() -> None:
        ledger = Ledger(Slow())
        ledger.write()
        waiting = asyncio.ensure_future(ledger.stored())
        await settle(2)
        for one in asyncio.all_tasks() - {asyncio.current_task()}:
            if one is not waiting and "Slow" in repr(one):
                one.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting

    running(work())


def test_lines_that_were_set_are_there_after_a_restart_before_those_of_the_command() -> None:
    async def work() -> None:
        journal = MemoryJournal()
        there = server(journal)
        for numbers, who in (("+65*", "busy"), ("+66*", "answered:2s keys=1,2#"), ("*", "manual")):
            await there.send("/_sim/lines", {"numbers": numbers, "who": who})
        before = (await there.get("/_sim/lines")).data
        await settle()
        again = server(journal)
        assert (await again.get("/_sim/lines")).data == before
        await again.send("/_sim/reset")
        await settle()
        third = server(journal)
        assert (await third.get("/_sim/lines")).data["lines"][0]["numbers"] == LINES[0].numbers
        assert len((await third.get("/_sim/lines")).data["lines"]) == 1
        for one in (there, again, third):
            await one.emulation.close()

    running(work())


def test_with_a_seed_no_id_comes_again_after_a_restart_or_in_another_server() -> None:
    async def work() -> None:
        journal, found = MemoryJournal(), []
        there = server(journal)
        for _ in range(2):
            found += [(await there.send("callflows", MENU)).data["sessionId"] for _ in range(2)]
            found.append((await there.send("callflows", {})).data["callFlowRequestId"])
            await killed(there)
            there = server(journal)
            assert {*there.emulation.house.sessions} <= {*found}
        carried = (await there.get("/_sim/export")).data
        other = server(MemoryJournal())
        assert (await other.send("/_sim/import", carried)).status == 200
        for one in (there, other):
            assert [*one.emulation.house.sessions] == [*there.emulation.house.sessions]
        found.append((await other.send("callflows", MENU)).data["sessionId"])
        await killed(other)
        assert len({*found}) == len(found) == 7
        await there.emulation.close()

    running(work())


@pytest.mark.parametrize(
    ("speed", "freeze", "passed"),
    [(60.0, False, 4_200_000), (60.0, True, 3_600_000), (inf, False, 70_000), (1.0, False, 70_000)],
)
def test_the_clock_goes_on_from_where_it_was(speed: float, freeze: bool, passed: int) -> None:
    async def work() -> None:
        journal, real, wall = MemoryJournal(), Real(), [NOW / 1000]
        there = client(speed=speed, now=None, real=real, wall=lambda: wall[0], lines=list(LINES))
        keep(there.emulation, journal)
        real.now += 60
        wall[0] += 60
        there.emulation.turn()
        await there.send("callflows", MENU)
        await settle()
        wall[0] += 10  # away
        again = client(speed=speed, now=None, real=real, wall=lambda: wall[0], lines=list(LINES))
        keep(again.emulation, journal, freeze=freeze)
        at = again.emulation.clock.now - NOW
        assert (at == passed) if speed != inf else (at >= passed)
        for one in (there, again):
            await one.emulation.close()

    running(work())
