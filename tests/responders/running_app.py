"""A function that answers webhooks, as a WSGI app and as a running server on loopback."""

from __future__ import annotations

import json
from contextlib import contextmanager
from threading import Thread
from typing import TYPE_CHECKING, Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    App = Callable[[dict[str, Any], Callable[..., object]], Iterable[bytes]]


def as_app(answer: Callable[[str, dict[str, Any]], object]) -> App:
    """The app that answers with what comes of the path, without its slashes, and the body."""

    def app(environ: dict[str, Any], start_response: Callable[..., object]) -> Iterable[bytes]:
        body = json.loads(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])))
        start_response("200 OK", [("Content-Type", "application/json")])
        return [json.dumps(answer(environ["PATH_INFO"].strip("/"), body)).encode()]

    return app


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def running(app: App) -> Iterator[str]:
    """The address of the app as a running server."""
    with make_server("127.0.0.1", 0, app, handler_class=_Quiet) as server:
        thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join(5)
