"""The life of an ASGI app: its start-up before the first request, its shutdown when the program ends."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    App = Callable[[dict[str, Any], Any, Any], Awaitable[None]]


LAST_WORDS = 1.0
"""Seconds that an app has to say why it did not start; most raise it right after they have told that they failed."""


class Lifespan:
    """Runs in the loop that the app's requests run in; `state` is what the app keeps for them."""

    def __init__(self, app: App) -> None:
        self.state: dict[str, Any] = {}
        self._app = app
        self._said: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._heard: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._task: asyncio.Task[None] | None = None
        self._raised: BaseException | None = None

    async def begin(self) -> None:
        """Start the app; one that knows no lifespan says so by any exception.

        Raises RuntimeError where it says that it failed, from what it raised then.
        """
        self._task = asyncio.create_task(self._live())
        self._heard.put_nowait({"type": "lifespan.startup"})
        message = await self._said.get()
        if message["type"] == "lifespan.startup.failed":
            await asyncio.wait((self._task,), timeout=LAST_WORDS)
            told = str(message.get("message", "")).rstrip().rpartition("\n")[2]
            raise RuntimeError(f"the app's start-up failed: {told}".rstrip(": ")) from self._raised

    async def end(self) -> None:
        """Shut the app down."""
        self._heard.put_nowait({"type": "lifespan.shutdown"})
        assert self._task is not None  # only what has begun is ended
        await self._task

    async def _live(self) -> None:
        scope = {"type": "lifespan", "asgi": {"version": "3.0", "spec_version": "2.0"}, "state": self.state}
        try:
            await self._app(scope, self._heard.get, self._said.put)
        except Exception as error:
            self._raised = error
        except asyncio.CancelledError:
            raise
        except BaseException as error:  # SystemExit and its like are no way to say that there is no lifespan
            self._raised = error
            self._said.put_nowait({"type": "lifespan.startup.failed"})
        self._said.put_nowait({"type": "over"})
