"""The webhooks of one session on their way: those of one type in their order, the summary when all others are done.

A slow receiver of one type delays no other: a VCA does not wait for a VCS.
"""

from __future__ import annotations

import asyncio
from time import perf_counter
from typing import TYPE_CHECKING

from simulator.engine.answer import RawReply
from simulator.responders.live import encoded
from simulator.server.sessions.masking import masked
from simulator.server.sessions.wire import Missed

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine

    from simulator.model.assumptions import Assumptions
    from simulator.server.sessions.delivery import Delivery
    from simulator.server.sessions.wire import Postman

    Came = Callable[[Delivery, list[RawReply | Missed]], None]
    Spawn = Callable[[Coroutine[None, None, None]], asyncio.Task[None]]

LAST, ASKING = "VSS", "VCA"
LONGEST_MS = 60_000
"""Ms of real time that a receiver may take, however long `replyTimeout` is."""


class Outbox:
    """Puts deliveries on their way in order; `came` is told of each, `stored` is awaited before anything leaves."""

    __slots__ = ("_before", "_came", "_post", "_settings", "_spawn", "_stored")

    def __init__(
        self, post: Postman, settings: Assumptions, spawn: Spawn, came: Came, stored: Callable[[], Awaitable[None]]
    ) -> None:
        self._post, self._settings, self._spawn, self._came, self._stored = post, settings, spawn, came, stored
        self._before: dict[str, asyncio.Task[None]] = {}

    @property
    def idle(self) -> bool:
        """Whether nothing of it is on its way."""
        return all(task.done() for task in self._before.values())

    def put(self, delivery: Delivery, authorization: str | None) -> None:
        """Put one on its way, behind those that it may not overtake."""
        self.hand(delivery.type, lambda: self._send(delivery, authorization))

    def hand(self, kind: str, work: Callable[[], Coroutine[None, None, None]]) -> None:
        """Let one of a type be done in its turn, in whatever way."""
        kinds = list(self._before) if kind == LAST else [kind]
        before = [task for one in kinds if (task := self._before.get(one)) is not None and not task.done()]
        self._before[kind] = self._spawn(self._in_turn(before, work))

    async def _in_turn(self, before: list[asyncio.Task[None]], work: Callable[[], Coroutine[None, None, None]]) -> None:
        if before:
            await asyncio.wait(before)
        await self._stored()
        await work()

    async def _send(self, delivery: Delivery, authorization: str | None) -> None:
        self._came(delivery, await self._deliver(delivery, authorization))

    async def _deliver(self, delivery: Delivery, authorization: str | None) -> list[RawReply | Missed]:
        """Post it, twice where it is to be delivered twice: the first answer counts. A VCA is never tried again."""
        settings = self._settings
        first = await self._once(delivery, authorization)
        again = 0 if delivery.type == ASKING else settings.webhook_retries
        while not delivery.received and again:
            again -= 1
            first = await self._once(delivery, authorization)
        twice = settings.duplicate_webhooks or delivery.twice
        return [first, await self._call(delivery, authorization)] if twice else [first]

    async def _once(self, delivery: Delivery, authorization: str | None) -> RawReply | Missed:
        began = perf_counter()
        came = await self._call(delivery, authorization)
        delivery.took = (perf_counter() - began) * 1000
        if isinstance(came, Missed):
            delivery.status, delivery.answer, delivery.why = None, None, came.why
        else:
            delivery.status, delivery.answer = came.status, _shown(came.body, authorization)
            delivery.why = "" if delivery.received else f"HTTP {came.status}"
        return came

    async def _call(self, delivery: Delivery, authorization: str | None) -> RawReply | Missed:
        delivery.tries += 1
        return await self._post(
            delivery.url or "",
            encoded(delivery.body),
            authorization,
            timeout_ms=min(max(self._settings.reply_timeout, 1), LONGEST_MS),
            limit=self._settings.max_body_bytes,
        )


def _shown(body: bytes, authorization: str | None) -> str:
    """An answer as it is kept: a receiver that says its header back does not make it known."""
    return masked(body.decode(errors="replace"), [authorization])
