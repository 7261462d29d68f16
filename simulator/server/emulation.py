"""All that one server is: its accounts, its clock, its sessions, and what happened."""

from __future__ import annotations

import asyncio
import os
import time
from typing import TYPE_CHECKING

from attrs import define, field, frozen

from simulator.callers.scripted import Scripted
from simulator.model.call.keys import parse_script
from simulator.model.call.lines import line_text
from simulator.model.flow.where import parse_where
from simulator.running.prepared import now_of
from simulator.running.seeds import SIZE, derived
from simulator.server.clock import ServerClock
from simulator.server.events import KEPT, EventHistory
from simulator.server.faults import FaultQueues
from simulator.server.keeping.remembering import clock_row, lines_row, seeds_row
from simulator.server.lines.book import LineBook
from simulator.server.lines.far_end import FarEnd
from simulator.server.posting.allowed import Allowed
from simulator.server.sending import WebhookSender
from simulator.server.sessions.asking import responder_of
from simulator.server.sessions.house import House
from simulator.server.sessions.starting import BEGUN, start_row
from simulator.server.sessions.wire import Registration
from simulator.server.store.rows import Wipe
from simulator.server.telling import Teller
from simulator.server.tenants import Tenants

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.engine.setting import Setting
    from simulator.model.account import Account
    from simulator.model.call.lines import LineRule
    from simulator.model.flow.flow_file import FlowFile
    from simulator.server.sessions.line import Line
    from simulator.server.sessions.live_session import LiveSession
    from simulator.server.sessions.wire import Postman
    from simulator.server.sounds import SoundDesk
    from simulator.server.tenants import Tenant
    from simulator.server.testing.awaited import AwaitedCall

LONGEST_WAIT = 300.0
"""Seconds that one `wait` may take."""


@frozen
class ServerLimits:
    """What the server keeps and takes at most."""

    body: int = 1_048_576
    """Bytes of a request's body."""
    sessions: int = 10_000
    """Sessions that are over and kept."""
    live: int = 10_000
    """Calls at once."""
    events: int = KEPT


@define(eq=False)
class Emulation:
    """One server without its sockets; `real` gives real seconds, `now` the instant at which its clock begins."""

    accounts: tuple[Account, ...] = ()
    speed: float = 1.0
    seed: int | None = None
    allow: tuple[str, ...] = ()
    api_key: str | None = field(default=None, repr=False)
    limits: ServerLimits = ServerLimits()
    lines: list[LineRule] = field(factory=list)
    """Who is at the other end; these count before those of the account files."""
    flow: FlowFile | None = None
    """Answers where no webhook is registered: its table, its backend, its addresses."""
    post: Postman | None = None
    sounds: SoundDesk | None = None
    """Makes prompts heard; without it there is no sound."""
    real: Callable[[], float] = time.monotonic
    now: int | None = None
    embedded: bool = False
    """Whether notebooks may show the page inside their own."""
    wall: Callable[[], float] = time.time
    """The clock of the world, in seconds since 1970."""
    allowed: Allowed = field(init=False)
    tenants: Tenants = field(init=False)
    clock: ServerClock = field(init=False)
    events: EventHistory = field(init=False)
    faults: FaultQueues = field(init=False, factory=FaultQueues)
    house: House = field(init=False)
    awaited: AwaitedCall | None = field(init=False, default=None)
    """The call flow that a test waits for."""
    begun: int = field(init=False, default=0)
    """How many seeds were given."""
    carried_from: int | None = field(init=False, default=None)
    """The instant that is in the ids of the server whose state it took over."""
    life: str = field(init=False, factory=lambda: os.urandom(SIZE).hex())
    """Another after each start: the numbers of events begin again then."""
    changing: asyncio.Lock = field(init=False, factory=asyncio.Lock)
    """Held while all that it is becomes something else."""
    _lines: tuple[LineRule, ...] = field(init=False, default=())

    def __attrs_post_init__(self) -> None:
        self._lines = tuple(self.lines)
        self.allowed = Allowed.of(self.allow)
        self.tenants = Tenants(self.accounts)
        self.clock = ServerClock(self._beginning, self.real, self.speed)
        self.events = EventHistory(lambda: self.clock.now, self.limits.events)
        post = WebhookSender(self.allowed) if self.post is None else self.post
        self.house = House(self.clock, post, self.faults, self.limits.sessions, Teller(self.events, self.sounds))
        self.events.hide = self.house.secrets.hide

    @property
    def _beginning(self) -> int:
        return round(self.wall() * 1000) if self.now is None else self.now

    def full(self) -> bool:
        """Whether there are as many live calls as it takes; that is told."""
        full = len(self.house.live) >= self.limits.live
        if full:
            self.events.add("limit", what="live calls", most=self.limits.live)
        return full

    def next_seed(self) -> int:
        """The seed of the next session or id: its own, and with a seed of the server the same each time."""
        self.begun += 1
        if self.seed is None:
            return int.from_bytes(os.urandom(SIZE))
        self.house.note(seeds_row(self.begun))  # else they would begin anew after a restart, beside those that are kept
        return derived(self.seed, self.begun)

    @property
    def ids_from(self) -> int | None:
        """The instant that is in all ids where they are the same each time; None where each has its own."""
        return None if self.seed is None else now_of(self.now if self.carried_from is None else self.carried_from)

    def begin(
        self,
        tenant: Tenant,
        setting: Setting,
        number: str,
        *,
        body: bytes = b"{}",
        keys: str | None = None,
        manual: bool = False,
        who: LineRule | None = None,
    ) -> LiveSession:
        """Let a session begin, of a call to (or from) this number; `keys` are pressed in place of what its line has.

        `who` is at the other end of all its legs, whatever the lines say. Raises UsageError where these are none.
        """
        registered = {**self._of_flow(), **tenant.enabled}
        responder = None if self.flow is None or "VCA" in registered else responder_of(self.flow)
        account = tenant.calling({*registered, *(("VCA",) if responder is not None else ())})
        line: Line | None = None if self.awaited is None else self.awaited.line(number)
        line = line or self.far_end(tenant, number, setting.seed, keys=keys, manual=manual, who=who)
        timed = self.faults.take_timed()
        session = self.house.begin(setting.calling(account), line, registered, responder, timed)
        struck, named = [[one.code, one.at] for one in timed], None if who is None else line_text(who)
        session.body = body
        session.asked = dict(zip(BEGUN, (number, keys, manual, struck, named), strict=True))
        if self.house.ledger is not None:
            self.house.note(start_row(tenant, session, session.asked, body))
        self.events.add("session", sessionId=session.id, subAccountId=tenant.id, number=number, held=session.held)
        return session

    def far_end(
        self,
        tenant: Tenant,
        number: str,
        seed: int,
        *,
        keys: str | None = None,
        manual: bool = False,
        who: LineRule | None = None,
    ) -> FarEnd:
        """Who is at the other end of a number; a caller by chance does the same with the same seed."""
        book = LineBook((self.lines, tenant.account.lines) if who is None else ((who,),))
        found = book.far_end(number, seed, manual=manual)
        return found if keys is None else FarEnd(found.network, Scripted(parse_script(keys)), found.held)

    def set_line(self, rule: LineRule) -> None:
        """From now on this rule says who is at the other end; one for the same numbers counts no more."""
        self.lines[:] = [rule, *(one for one in self.lines if one.numbers != rule.numbers)]
        self.house.note(lines_row(self.set_lines))

    @property
    def set_lines(self) -> list[LineRule]:
        """The rules that were set since it began."""
        return [one for one in self.lines if one not in self._lines]

    def _of_flow(self) -> dict[str, Registration]:
        """The addresses that the flow names."""
        flow = self.flow
        if flow is None:
            return {}
        http = flow.rows is None and flow.backend is not None and parse_where(flow.backend).kind == "http"
        named = {**flow.post, **({"VCA": str(flow.backend)} if http else {})}
        return {kind: Registration(kind, url, flow.authorization) for kind, url in named.items()}

    def turn(self, *, speed: float | None = None, paused: bool | None = None) -> None:
        """Let the clock, and every call with it, go at another speed, or pause."""
        self.clock.turn(speed=speed, paused=paused)
        self._turned()

    def move(self, ms: int) -> None:
        """Move the clock, and every call with it, on by so many ms."""
        self.clock.move(ms)
        self._turned(ms)

    def _turned(self, ms: int = 0) -> None:
        """The clock is another now: it is stored, every call goes with it, and every page is told."""
        self.house.note(clock_row(self.clock, self.wall()))
        self.house.repace(ms)
        self.events.add("clock", paused=self.clock.paused, speed=self.clock.told_speed, moved=ms)

    async def reset(self) -> None:
        """Back to the beginning: no sessions, no registrations, no faults, the first seed, the speed it began with."""
        async with self.changing:
            await self.begin_again()

    async def begin_again(self) -> None:
        """The same, for whoever is changing it."""
        await self._forget()
        self.tenants.clear()
        self.house.note(Wipe(), clock_row(self.clock, self.wall()))
        self.events.add("reset")

    async def settled(self) -> None:
        """Wait until nobody makes another server of it: what began meanwhile would be lost."""
        if self.changing.locked():
            async with self.changing:
                pass

    async def renew(
        self, accounts: tuple[Account, ...], flow: FlowFile | None, *, seed: int | None = None, now: int | None = None
    ) -> None:
        """Begin again for other accounts, another flow, seed and instant; what programs registered stays."""
        self.accounts, self.flow, self.seed, self.now, self.carried_from = accounts, flow, seed, now, None
        self.tenants = self.tenants.renewed(accounts)
        async with self.changing:
            await self._forget()

    async def _forget(self) -> None:
        """No sessions, no faults, the lines, the seed and the instant of the beginning."""
        await self.house.close()
        self.faults.clear()
        self.begun, self.awaited = 0, None
        self.lines[:] = self._lines
        self.clock.begin(self._beginning, self.speed)

    def twin(self) -> Emulation:
        """Another server for the same accounts and flow, as new."""
        post = self.house.post
        return Emulation(self.accounts, flow=self.flow, lines=list(self._lines), post=post, real=self.real, now=0)

    def leave(self) -> None:
        """Let nobody wait for what is still to happen."""
        self.events.close()
        self.house.let_go()

    async def close(self) -> None:
        """End everything that is under way; what is stored stays."""
        self.leave()
        if self.sounds is not None:
            self.sounds.close()
        await self.house.close()
        if self.house.ledger is not None:
            await self.house.ledger.close()
