"""All sessions of the server: begun, looked up, waited for; bounded in number."""

from __future__ import annotations

import asyncio
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any

from attrs import define, field

from simulator.server.sessions.alarms import Alarms
from simulator.server.sessions.asking import AskingThread
from simulator.server.sessions.delivery import Delivery
from simulator.server.sessions.live_session import LIVE, LiveSession
from simulator.server.sessions.masking import Secrets
from simulator.server.sessions.outbox import Outbox
from simulator.server.sessions.reading import ReplyReader
from simulator.server.store.rows import EndRow

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping, Sequence

    from simulator.engine.answer import RawReply
    from simulator.engine.ports import Responder
    from simulator.engine.setting import Setting
    from simulator.engine.waits import DialWait, PlayWait
    from simulator.model.assumptions import Assumptions
    from simulator.model.call.event import Event
    from simulator.model.scenario.scenario import ReplyFault
    from simulator.networks.scripted import Fault
    from simulator.server.clock import ServerClock
    from simulator.server.faults import FaultQueues
    from simulator.server.sessions.ledger import Ledger
    from simulator.server.sessions.line import Line
    from simulator.server.sessions.outbox import Came
    from simulator.server.sessions.wire import Missed, Postman, Registration
    from simulator.server.store.rows import Written

NO_CAPACITY = -2010


class Listeners:
    """Who is told of what happens in the sessions; here nobody."""

    def happened(self, session: LiveSession, events: Sequence[Event]) -> None:
        """Something was written into a trace."""

    def delivered(self, session: LiveSession, delivery: Delivery) -> None:
        """A webhook was answered, or not."""

    def sent(self, delivery: Delivery) -> None:
        """A webhook of no session was answered, or not."""

    def over(self, session: LiveSession) -> None:
        """A session is over, its webhooks too."""

    def failed(self, what: str) -> None:
        """Something that goes on beside all else failed: it could not be stored, for example."""


def _later(delay: float, what: Callable[[], None]) -> asyncio.Handle:
    """Let the loop do something after so many seconds; in its next turn where there are none."""
    loop = asyncio.get_running_loop()
    return loop.call_later(delay, what) if delay > 0 else loop.call_soon(what)


@define(eq=False)
class House:
    """The sessions by id, oldest first; of those that are over the last `keep` are kept."""

    clock: ServerClock
    post: Postman
    faults: FaultQueues
    keep: int = 10_000
    told: Listeners = field(factory=Listeners)
    ledger: Ledger | None = None
    alarms: Alarms = field(init=False)
    reader: ReplyReader = field(init=False, factory=ReplyReader)
    asking: AskingThread = field(init=False, factory=AskingThread)
    sessions: dict[str, LiveSession] = field(init=False, factory=dict)
    live: dict[str, LiveSession] = field(init=False, factory=dict)
    """Those whose call is not over, or whose webhooks are not delivered."""
    secrets: Secrets = field(init=False, factory=Secrets)
    """The headers of all that was ever sent."""
    forgotten: int = field(init=False, default=0)
    """How many that were over are not kept any more."""
    _tasks: set[asyncio.Task[None]] = field(init=False, factory=set)
    _waiting: dict[str, list[asyncio.Event]] = field(init=False, factory=dict)
    _outboxes: dict[tuple[str, str], Outbox] = field(init=False, factory=dict)
    """Of webhooks of no session, by type and receiver."""
    _sending: dict[Delivery, asyncio.Event] = field(init=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        self.alarms = Alarms(self.clock.real, _later)

    def begin(
        self,
        setting: Setting,
        line: Line,
        receivers: Mapping[str, Registration],
        responder: Responder | None = None,
        timed: Sequence[Fault] = (),
    ) -> LiveSession:
        """Let a session begin; nothing of it happens before this turn of the loop is over."""
        session = self.add(setting, line, receivers, responder)
        for fault in timed:
            session.call.fault(fault.code, at=fault.at)
        self.alarms.set(session, self.clock.real())
        return session

    def add(
        self,
        setting: Setting,
        line: Line,
        receivers: Mapping[str, Registration],
        responder: Responder | None = None,
    ) -> LiveSession:
        """A session that does not go by itself yet."""
        for one in receivers.values():
            self.secrets.add(one.authorization)
        session = LiveSession(self, setting, line, receivers, responder)
        self.sessions[session.id] = self.live[session.id] = session
        return session

    def repace(self, moved: int = 0) -> None:
        """Let every live call go as the clock does now, `moved` ms further on."""
        for session in list(self.live.values()):
            session.repace(moved)

    async def wait(self, session: LiveSession, seconds: float) -> bool:
        """Wait until a session is over, at most so long; whether it is."""
        if session.over:
            return True
        over = asyncio.Event()
        self._waiting.setdefault(session.id, []).append(over)
        try:
            async with asyncio.timeout(seconds):
                await over.wait()
        except TimeoutError:
            pass
        finally:
            if session.id in self._waiting:
                self._waiting[session.id].remove(over)
        return session.over

    async def close(self) -> None:
        """Stop every timer and webhook, and forget all sessions."""
        self.alarms.stop()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self.let_go()
        for session in self.live.values():
            session.forgotten = True
        self.sessions.clear()
        self.live.clear()

    def let_go(self) -> None:
        """Let nobody wait for a session any more."""
        for one in (*chain(*self._waiting.values()), *self._sending.values()):
            one.set()
        self._sending.clear()

    def spawn(self, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        """Let something go on beside all else, until the house is closed."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)
        return task

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        error = None if task.cancelled() else task.exception()
        if error is not None:
            self.told.failed(f"{type(error).__name__}: {error}")

    def outbox(self, session: LiveSession, came: Came) -> Outbox:
        """Where the webhooks of a session go."""
        stored = partial(self.stored, session.id)
        return Outbox(self.post, session.setting.assumptions, self.spawn, came, stored)

    async def send(self, kind: str, to: Registration, body: dict[str, Any], settings: Assumptions) -> Delivery:
        """Deliver a webhook of no session, behind those of its type and receiver that are on their way."""
        delivery, key = Delivery(kind, 0, to.url, body, twice=self.twice()), (kind, to.url)
        self.secrets.add(to.authorization)
        new = Outbox(self.post, settings, self.spawn, self._sent, self.stored)
        outbox = self._outboxes.setdefault(key, new)
        done = self._sending[delivery] = asyncio.Event()
        outbox.put(delivery, to.authorization)
        await done.wait()
        if outbox.idle:
            self._outboxes.pop(key, None)
        return delivery

    def _sent(self, delivery: Delivery, _came: list[RawReply | Missed]) -> None:
        delivery.done = True
        self.told.sent(delivery)
        self._sending.pop(delivery).set()

    def strikes(self, session: LiveSession, wait: DialWait | PlayWait) -> int | None:
        """An injected error, or that of an account that has as many calls as it may."""
        capacity = session.setting.account.capacity
        leg = getattr(wait, "leg", None)
        if leg == "A" and capacity is not None and self._calls(session) > capacity:
            return NO_CAPACITY
        return self.faults.at(wait)

    def _calls(self, session: LiveSession) -> int:
        own = session.setting.account.sub_account_id
        every = self.live.values()
        return sum(one.setting.account.sub_account_id == own and one.status == LIVE for one in every)

    def instead(self) -> ReplyFault | None:
        """What is answered instead of the receiver."""
        return self.faults.reply()

    def twice(self) -> bool:
        """Whether the next webhook is delivered twice."""
        return self.faults.doubled()

    def note(self, *rows: Written) -> None:
        """Let these be stored, where there is somewhere to store them."""
        if self.ledger is not None:
            self.ledger.write(*rows)

    async def stored(self, session: str | None = None) -> None:
        """Wait until all that was noted is stored, of a session all that ever was. Raises OSError."""
        if self.ledger is not None:
            await self.ledger.stored(session)

    def happened(self, session: LiveSession, events: Sequence[Event]) -> None:
        """Pass it on."""
        self.told.happened(session, events)

    def delivered(self, session: LiveSession, delivery: Delivery) -> None:
        """Pass it on; a session with nothing more to come is over."""
        self.told.delivered(session, delivery)
        if session.over:
            self.ended(session)
        elif not session.mail.open:
            session.sleep()

    def ended(self, session: LiveSession) -> None:
        """Pass it on, and wake who waits for it."""
        del self.live[session.id]
        summary = session.result.session
        self.note(EndRow(session.id, session.setting.now + session.live.now, summary))
        self.told.over(session)
        for one in self._waiting.pop(session.id, ()):
            one.set()
        self._forget()

    def _forget(self) -> None:
        over = len(self.sessions) - len(self.live)
        if over > self.keep:
            oldest = next(one for one in self.sessions if one not in self.live)
            del self.sessions[oldest]
            self.forgotten += 1
