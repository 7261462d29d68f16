"""`asgi:module:app/path`: the customer's own ASGI app, in process, no socket."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from simulator.errors import UnreachableError
from simulator.responders.hosting.alarm import within
from simulator.responders.hosting.frames import Logged, cause, frames_of
from simulator.responders.hosting.importing import target_of
from simulator.responders.lifespan.exchange import Exchange
from simulator.responders.lifespan.running import running
from simulator.responders.live import Served, encoded

if TYPE_CHECKING:
    from pathlib import Path

    from simulator.model.flow.where import Where
    from simulator.responders.hosting.importing import ImportedTarget
    from simulator.responders.lifespan.running import RunningApp

STARTING = 60.0
"""Seconds that an app has to start, however short `replyTimeout` is."""


class AsgiBackend:
    """Asks an app that runs in an event loop of its own."""

    within = staticmethod(within)

    def __init__(self, source: ImportedTarget, app: RunningApp, scope: dict[str, Any]) -> None:
        self.imported, self._app, self._scope = source, app, scope
        self._logged = Logged()

    def send(self, body: dict[str, Any], most: int) -> Served:
        """One request; what the app raises or logs when it has answered 500 is the reason of that answer."""
        self.imported.enter()
        app = self._app
        app.begin()
        raw = encoded(body)
        headers = [*self._scope["headers"], (b"content-length", str(len(raw)).encode())]
        exchange = Exchange(raw, most)
        with self._logged as caught:
            raised = app.run(exchange.run(app.app, {**self._scope, "headers": headers, "state": app.state}))
        reply = exchange.reply
        error = raised or (caught[-1] if reply.status >= 500 and caught else None)
        if error is None:
            return Served(reply)
        return Served(reply, frames_of(error), f"the backend answered HTTP {reply.status}: {cause(error)}")

    def reach(self) -> None:
        """Start the app, for which it has longer than for an answer. Raises UnreachableError."""
        name = self._app.name
        done = self.within(self._app.begin, STARTING)
        if done is None:
            self.abort()
            raise UnreachableError(f"`{name}` cannot be started: its start-up takes longer than {STARTING:g} s")
        if done.error is not None:
            raised = done.error.__cause__ or done.error
            told = raised is done.error and isinstance(raised, RuntimeError)
            why = str(raised) if told else f"{cause(raised)}\n{frames_of(raised)}"
            raise UnreachableError(f"`{name}` cannot be started: {why}")

    def abort(self) -> None:
        """Stop what runs in the loop."""
        self._app.abort()


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
    source = target_of(where, folder)
    key = (source.home.folder.as_posix(), where.module, source.attribute)
    return AsgiBackend(source, running(source.target, where.text, key), scope)
