"""`wsgi:module:app/path`: the customer's own WSGI app, in process, no socket."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes

from attrs import field, frozen

from simulator.responders.hosting.alarm import within
from simulator.responders.hosting.frames import Logged, cause, frames_of
from simulator.responders.hosting.importing import target_of
from simulator.responders.live import Served, encoded, received

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from simulator.engine.answer import RawReply
    from simulator.model.flow.where import Where
    from simulator.responders.hosting.importing import ImportedTarget

Environ = dict[str, Any]


@frozen
class WsgiBackend:
    """Calls the app with an environ made by hand."""

    imported: ImportedTarget
    base: Environ
    within = staticmethod(within)
    _logged: Logged = field(init=False, factory=Logged)

    def send(self, body: dict[str, Any], most: int) -> Served:
        """One request. What the app logs while it answers 500 is its traceback."""
        self.imported.enter()
        raw = encoded(body)
        errors = io.StringIO()
        environ = {
            **self.base,
            "CONTENT_LENGTH": str(len(raw)),
            "wsgi.input": io.BytesIO(raw),
            "wsgi.errors": errors,
        }
        with self._logged as caught:
            reply = _call(self.imported.target, environ, most)
        if reply.status >= 500 and caught:
            why = f"the backend answered HTTP {reply.status}: {cause(caught[-1])}"
            return Served(reply, frames_of(caught[-1]), why)
        return Served(reply)

    def reach(self) -> None:
        """It is here already: it was imported."""

    def abort(self) -> None:
        """Nothing can stop an app."""


def _call(app: Callable[..., Iterable[bytes]], environ: Environ, most: int) -> RawReply:
    said: list[str] = []
    written: list[bytes] = []
    headers: dict[str, str] = {}

    def start_response(
        status: str, given: Sequence[tuple[str, str]] | None, exc_info: object = None
    ) -> Callable[[bytes], None]:
        if said and exc_info is None:
            raise RuntimeError("start_response was called twice")
        said[:] = [status]
        headers.update((name.lower(), value) for name, value in given or ())
        return written.append

    parts = app(environ, start_response)
    try:
        size = 0
        for part in parts:
            written.append(part)
            size += len(part)
            if size > most:
                break
    finally:
        close = getattr(parts, "close", None)
        if close is not None:
            close()
    if not said:
        raise RuntimeError("the app did not call start_response")
    return received(int(said[0][:3]), b"".join(written), headers.get)


def backend(where: Where, folder: Path, authorization: str | None) -> WsgiBackend:
    """The backend of a flow. Raises UnreachableError where it cannot be imported."""
    path, _, query = where.path.partition("?")
    base: Environ = {
        "REQUEST_METHOD": "POST",
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
        "QUERY_STRING": query,
        "CONTENT_TYPE": "application/json",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "localhost",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    if authorization is not None:
        base["HTTP_AUTHORIZATION"] = authorization
    return WsgiBackend(target_of(where, folder), base)
