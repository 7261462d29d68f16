"""`http(s)://...`: the customer's running server, over a real connection that is bounded in time and memory.

Only the address that the user named is contacted: redirects are not followed, proxies of the environment are not
asked. The whole exchange has one time limit, which the worker keeps; giving up shuts the connection down.
"""

from __future__ import annotations

import json
from contextlib import suppress
from http.client import HTTPConnection, HTTPException, HTTPSConnection, IncompleteRead
from socket import SHUT_RDWR
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from simulator.engine.answer import RawReply
from simulator.errors import UnreachableError
from simulator.responders.head import StrictResponse
from simulator.responders.hosting.worker import do
from simulator.responders.live import LONGEST, Served, received
from simulator.responders.wire import BAD_CHUNKS, HALF_WAY, no_http, target, unasked

if TYPE_CHECKING:
    from http.client import HTTPResponse
    from pathlib import Path
    from socket import socket

    from simulator.model.flow.where import Where

CONNECTING = 5.0
"""Seconds that a server has to take a connection, however short `replyTimeout` is."""
_NOTHING = RawReply(dropped=True)


class HttpBackend:
    """Posts to one address, a connection for each webhook."""

    within = staticmethod(do)

    def __init__(self, url: str, authorization: str | None) -> None:
        self._url = url
        self._parts = urlsplit(url)
        self._headers = {"Content-Type": "application/json", "Connection": "close", "User-Agent": "callflow-simulator"}
        if authorization is not None:
            self._headers["Authorization"] = authorization
        self._sock: socket | None = None

    def send(self, body: dict[str, Any], most: int) -> Served:
        """One POST; whatever goes wrong on the way is told as what the platform sees: no answer."""
        connection = self._connection()
        try:
            connection.connect()
            self._sock = connection.sock
            connection.request("POST", target(self._url), json.dumps(body).encode(), self._headers)
            return _read(connection.getresponse(), most, self._url)
        except IncompleteRead:
            return Served(_NOTHING, why=HALF_WAY)
        except HTTPException as error:
            return Served(_NOTHING, why=no_http(self._url, str(error)))
        except OSError as error:
            return Served(_NOTHING, why=unasked(self._url, error))
        finally:
            connection.close()

    def reach(self) -> None:
        """Connect and hang up, over TLS too: no server takes that for a question. Raises UnreachableError."""
        done = self.within(self._connects, CONNECTING)
        if done is None:
            raise UnreachableError(f"{self._url} cannot be reached: no connection within {CONNECTING:g} s")
        if done.error is not None:
            raise UnreachableError(f"{self._url} cannot be reached: {_why(done.error)}")

    def _connects(self) -> None:
        connection = self._connection()
        try:
            connection.connect()
        finally:
            connection.close()

    def abort(self) -> None:
        """Shut the connection down, so that whoever reads from it stops."""
        if self._sock is not None:
            with suppress(OSError):
                self._sock.shutdown(SHUT_RDWR)

    def _connection(self) -> HTTPConnection:
        secure = self._parts.scheme == "https"
        host = self._parts.hostname or ""
        connection = (HTTPSConnection if secure else HTTPConnection)(host, self._parts.port, timeout=LONGEST)
        connection.response_class = StrictResponse
        return connection


def _why(error: BaseException) -> str:
    if isinstance(error, ConnectionRefusedError):
        return f"{error.strerror} (nothing listens there: start the server first)"
    return str(getattr(error, "strerror", None) or error)


def _read(response: HTTPResponse, most: int, url: str) -> Served:
    """The answer, of whose body no more than `most` bytes and one are read."""
    try:
        body = response.read(most + 1)
    except IncompleteRead as error:
        within = error.__cause__  # the chunk that broke off, or whose size is no number
        raw = RawReply(response.status, error.partial + getattr(within, "partial", b""))
        odd = isinstance(getattr(within, "__context__", None), ValueError)
        return Served(raw, why=no_http(url, BAD_CHUNKS) if odd else HALF_WAY)
    if len(body) <= most and response.length:
        return Served(RawReply(response.status, body), why=HALF_WAY)
    return Served(received(response.status, body, response.getheader))


def backend(where: Where, folder: Path, authorization: str | None) -> HttpBackend:  # noqa: ARG001 - needs no folder
    """The backend of a flow; nothing is contacted yet."""
    return HttpBackend(where.text, authorization)
