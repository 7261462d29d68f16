"""`asgi:module:app/path`: the customer's own ASGI app, in process, no socket."""

from __future__ import annotations

import asyncio
import atexit
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from simulator.errors import UnreachableError
from simulator.responders._exchange import Exchange
from simulator.responders._lifespan import Lifespan
from simulator.responders._worker import do
from simulator.responders.frames import Logged, cause, frames_of
from simulator.responders.importing import load_callable
from simulator.responders.live import Served, encoded

if TYPE_CHECKING:
    from pathlib import Path

    from simulator.model.flow.where import Where
    from simulator.responders._lifespan import App

STARTING = 60.0
"""Seconds that an app has to start, however short `replyTimeout` is."""
GOODBYE = 2.0
"""Seconds that an app has to shut down."""


class AsgiBackend:
    """Calls the app in an event loop of its own, after its start-up."""

    within = staticmethod(do)

    def __init__(self, app: App, scope: dict[str, Any], name: str = "") -> None:
        self._app, self._scope, self._name = app, scope, name
        self._logged = Logged()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._life = Lifespan(app)

    def send(self, body: dict[str, Any], most: int) -> Served:
        """One request; what the app raises or logs when it has answered 500 is the reason of that answer."""
        loop = self._loop or self._begin()
        raw = encoded(body)
        headers = [*self._scope["headers"], (b"content-length", str(len(raw)).encode())]
        exchange = Exchange(raw, most)
        with self._logged as caught:
            raised = loop.run_until_complete(
                exchange.run(self._app, {**self._scope, "headers": headers, "state": dict(self._life.state)})
            )
        reply = exchange.reply
        error = raised or (caught[-1] if reply.status >= 500 and caught else None)
        if error is None:
            return Served(reply)
        return Served(reply, frames_of(error), f"the backend answered HTTP {reply.status}: {cause(error)}")

    def reach(self) -> None:
        """Start the app, for which it has longer than for an answer. Raises UnreachableError."""
        done = self.within(self._begin, STARTING)
        if done is None:
            self.abort()
            raise UnreachableError(f"`{self._name}` cannot be started: its start-up takes longer than {STARTING:g} s")
        if done.error is not None:
            raised = done.error.__cause__ or done.error
            told = raised is done.error and isinstance(raised, RuntimeError)
            why = str(raised) if told else f"{cause(raised)}\n{frames_of(raised)}"
            raise UnreachableError(f"`{self._name}` cannot be started: {why}")

    def abort(self) -> None:
        """Stop what runs in the loop, and take a new one next time."""
        loop, self._loop = self._loop, None
        if loop is not None:
            loop.call_soon_threadsafe(lambda: [task.cancel() for task in asyncio.all_tasks(loop)])

    def end(self) -> None:
        """Shut the app down, where it has been started."""
        loop, self._loop = self._loop, None
        if loop is not None:
            do(lambda: loop.run_until_complete(self._life.end()), GOODBYE)
            loop.close()

    def _begin(self) -> asyncio.AbstractEventLoop:
        self._life = Lifespan(self._app)
        loop = self._loop = asyncio.new_event_loop()
        try:
            loop.run_until_complete(self._life.begin())
        except BaseException:
            self._loop = None  # the next question must not find an app that has not begun
            loop.run_until_complete(_rest())
            loop.close()
            raise
        atexit.register(self.end)
        return loop


async def _rest() -> None:
    """Let what is left in the loop come to its end."""
    left = asyncio.all_tasks() - {asyncio.current_task()}
    for task in left:
        task.cancel()
    await asyncio.gather(*left, return_exceptions=True)


def backend(where: Where, folder: Path, authorization: str | None) -> AsgiBackend:
    """The backend of a flow. Raises UnreachableError where it cannot be imported."""
    path, _, query = where.path.partition("?")
    headers = [(b"host", b"localhost"), (b"content-type", b"application/json")]
    if authorization is not None:
        headers.append((b"authorization", authorization.encode()))
    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": unquote(path),
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": headers,
        "client": ("127.0.0.1", 50000),
        "server": ("localhost", 80),
    }
    return AsgiBackend(load_callable(where.text, where.module, where.attribute, folder), scope, where.text)
