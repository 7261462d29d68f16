"""The life of an ASGI app: its start-up before the first request, its shutdown when nobody asks it any more."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    App = Callable[[dict[str, Any], Any, Any], Awaitable[None]]


LAST_WORDS = 1.0
"""Seconds that an app has to say why it did not start; most raise it right after they have told that they failed."""
MESSAGES = tuple(f"lifespan.{phase}.{end}" for phase in ("startup", "shutdown") for end in ("complete", "failed"))
"""What an app may say; for anything else it gets an exception, as one gets that knows no lifespan."""
OVER = "over"
"""What is heard last of an app that knows no lifespan, or has come to its end."""
MOST_SAID = 100
"""Messages that an app may send in its life; three are meant."""


class Lifespan:
    """Runs in the loop that the app's requests run in; `state` is what the app keeps for them."""

    def __init__(self, app: App) -> None:
        self.state: dict[str, Any] = {}
        self._app = app
        self._started: asyncio.Future[dict[str, Any]] | None = None
        self._heard: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._task: asyncio.Task[None] | None = None
        self._raised: BaseException | None = None
        self._said = 0
        self._unwell, self._told = False, ""

    async def begin(self) -> None:
        """Start the app; one that knows no lifespan says so by any exception.

        Raises RuntimeError where it says that it failed, from what it raised then.
        """
        self._started = asyncio.get_running_loop().create_future()
        self._task = asyncio.create_task(self._live())
        self._heard.put_nowait({"type": "lifespan.startup"})
        kind = (await self._started)["type"]
        if kind == "lifespan.startup.failed":
            await asyncio.wait((self._task,), timeout=LAST_WORDS)
            raise RuntimeError(f"the app's start-up failed: {self._told}".rstrip(": ")) from self._raised

    async def end(self) -> None:
        """Shut the app down. Raises what it raises then."""
        self._heard.put_nowait({"type": "lifespan.shutdown"})
        assert self._task is not None  # only what has begun is ended
        if not self._task.done():
            await self._task
            if self._raised is not None:
                raise self._raised
            if self._unwell:
                raise RuntimeError(self._told)

    async def _say(self, message: dict[str, Any]) -> None:
        """What the app says: the first message tells how its start-up went, and nobody listens without end."""
        if message["type"] not in MESSAGES:
            raise RuntimeError(f'an app says nothing like "{message["type"]}" in its lifespan')
        self._said += 1
        if self._said > MOST_SAID:
            raise RuntimeError(f"the app says more than {MOST_SAID} things about its start-up and shutdown")
        self._unwell = self._unwell or message["type"] == "lifespan.shutdown.failed"
        self._told = str(message.get("message", "")).rstrip().rpartition("\n")[2] or self._told
        self._tell(message)
        await asyncio.sleep(0)

    def _tell(self, message: dict[str, Any]) -> None:
        assert self._started is not None  # it speaks once it has begun
        if not self._started.done():
            self._started.set_result(message)

    async def _live(self) -> None:
        scope = {"type": "lifespan", "asgi": {"version": "3.0", "spec_version": "2.0"}, "state": self.state}
        last = {"type": OVER}
        try:
            await self._app(scope, self._heard.get, self._say)
        except Exception as error:
            self._raised = error
        except asyncio.CancelledError:
            raise
        except BaseException as error:  # SystemExit and its like are no way to say that there is no lifespan
            self._raised, last = error, {"type": "lifespan.startup.failed"}
        self._tell(last)
