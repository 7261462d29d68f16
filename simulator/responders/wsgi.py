"""`wsgi:module:app/path`: the customer's own WSGI app, in process, no socket."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes

from attrs import field, frozen

from simulator.engine.answer import RawReply
from simulator.responders.alarm import within
from simulator.responders.frames import Logged, frames_of, summary
from simulator.responders.importing import load_object
from simulator.responders.live import Served, encoded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from simulator.model.flow.where import Where

Environ = dict[str, Any]


@frozen
class WsgiBackend:
    """Calls the app with an environ made by hand."""

    app: Callable[[Environ, Callable[..., Any]], Iterable[bytes]]
    base: Environ
    within = staticmethod(within)
    _logged: Logged = field(init=False, factory=Logged)

    def send(self, body: dict[str, Any], most: int) -> Served:
        """One request. What the app logs while it answers 500 is its traceback."""
        raw = encoded(body)
        errors = io.StringIO()
        environ = {
            **self.base,
            "CONTENT_LENGTH": str(len(raw)),
            "wsgi.input": io.BytesIO(raw),
            "wsgi.errors": errors,
        }
        with self._logged as caught:
            reply = _call(self.app, environ, most)
        if reply.status >= 500 and caught:
            why = f"the backend answered HTTP {reply.status}: {summary(caught[-1])}"
            return Served(reply, frames_of(caught[-1]), why)
        return Served(reply)

    def abort(self) -> None:
        """Nothing can stop an app."""


def _call(app: Callable[..., Iterable[bytes]], environ: Environ, most: int) -> RawReply:
    said: list[str] = []
    written: list[bytes] = []

    def start_response(status: str, _headers: object, exc_info: object = None) -> Callable[[bytes], None]:
        if said and exc_info is None:
            raise RuntimeError("start_response was called twice")
        said[:] = [status]
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
    return RawReply(int(said[0][:3]), b"".join(written))


def backend(where: Where, folder: Path, authorization: str | None) -> WsgiBackend:
    """The backend of a flow. Raises UsageError where it cannot be imported."""
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
    return WsgiBackend(load_object(where.text, where.module, where.attribute, folder), base)
