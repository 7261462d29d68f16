"""What happened in the server, in order: kept for a while, so that who comes back can read what was missed."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING, Any

from simulator.model.record import record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

KEPT = 10_000
"""How many events are kept."""


@record
class Happened:
    """One event; `number` counts all of them from 1 on, `at` is the instant of the server, in ms since 1970."""

    number: int
    kind: str
    at: int
    _say: Callable[..., dict[str, Any]]
    _of: tuple[Any, ...]
    _hide: Callable[[dict[str, Any]], dict[str, Any]]

    @property
    def data(self) -> dict[str, Any]:
        """What is to be said of it, without secrets; most is never read."""
        return self._hide(self._say(*self._of))

    def as_dict(self) -> dict[str, Any]:
        """The whole event, as streams and the console show it."""
        return {"number": self.number, "kind": self.kind, "at": self.at, "data": self.data}


class EventHistory:
    """The last events, and who is told of each at once."""

    def __init__(self, now: Callable[[], int], keep: int = KEPT) -> None:
        self._now = now
        self.hide: Callable[[dict[str, Any]], dict[str, Any]] = dict
        """What leaves secrets out of what is told."""
        self._kept: deque[Happened] = deque(maxlen=keep)
        self._number = 0
        self._news: asyncio.Event | None = None
        self.listeners: list[Callable[[Happened], None]] = []
        self.closed = False

    @property
    def last(self) -> int:
        """The number of the last event."""
        return self._number

    @property
    def forgotten(self) -> int:
        """How many are not kept any more."""
        return self._number - len(self._kept)

    def add(self, kind: str, **data: Any) -> None:
        """Something happened."""
        self.later(kind, dict, data)

    def later(self, kind: str, say: Callable[..., dict[str, Any]], *of: Any) -> None:
        """Something happened, of which is only told once somebody asks: `say` makes the words `of` what is given."""
        self.several(kind, say, (of,))

    def several(self, kind: str, say: Callable[..., dict[str, Any]], every: Iterable[tuple[Any, ...]]) -> None:
        """The same of several that happened at once."""
        now, hide, keep = self._now(), self.hide, self._kept.append
        for of in every:
            self._number += 1
            event = Happened(self._number, kind, now, say, of, hide)
            keep(event)
            for listener in self.listeners:
                listener(event)
        self._wake()

    def since(self, number: int) -> list[Happened]:
        """All that are kept after the one with this number."""
        missing = self._number - number
        return list(self._kept)[-missing:] if missing > 0 else []

    async def news(self, number: int) -> list[Happened]:
        """The events after the one with this number: wait until there is one; none once the server closes."""
        while not (found := self.since(number)) and not self.closed:
            self._news = self._news or asyncio.Event()
            await self._news.wait()
        return found

    def close(self) -> None:
        """Let nobody wait for more."""
        self.closed = True
        self._wake()

    def _wake(self) -> None:
        if self._news is not None:
            self._news.set()
            self._news = None
