"""Requests take turns: few of them in one turn of the loop, so that calls which live have theirs in between."""

from __future__ import annotations

import asyncio
from collections import deque

AT_ONCE = 2
"""Requests in one turn: each is a millisecond at most, and a timer or an answer waits no longer than for these."""


class Turns:
    """Lets a few go in each turn of the loop, in the order in which they came."""

    __slots__ = ("_armed", "_left", "_waiting")

    def __init__(self) -> None:
        self._left, self._armed = AT_ONCE, False
        self._waiting: deque[asyncio.Future[None]] = deque()

    async def mine(self) -> None:
        """Wait for a place in this turn, or in the next that has one."""
        loop = asyncio.get_running_loop()
        if not self._armed:
            self._armed = True
            loop.call_soon(self._next)
        if self._left:
            self._left -= 1
        else:
            place: asyncio.Future[None] = loop.create_future()
            self._waiting.append(place)
            await place

    def _next(self) -> None:
        """Another turn: the places are for those who have waited longest."""
        self._left, self._armed = AT_ONCE, False
        while self._waiting and self._left:
            place = self._waiting.popleft()
            if not place.done():  # else whoever waited is gone
                place.set_result(None)
                self._left -= 1
        if self._left < AT_ONCE:
            self._armed = True
            asyncio.get_running_loop().call_soon(self._next)
