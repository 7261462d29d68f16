"""One request and its answer on one connection, read by h11 as it comes."""

from __future__ import annotations

import asyncio
import re
from ssl import SSLError
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import h11

from simulator.model.record import frozen
from simulator.responders.wire import BAD_CHUNKS, HALF_WAY, NOTHING, no_http, odd_start, target, unasked

if TYPE_CHECKING:
    from asyncio import Future
    from collections.abc import Mapping

    from simulator.server.posting.reply import FailureKind

LONGEST_HEAD = 65536
"""Bytes of a head, as in a dry run: of each of its lines there."""
_SHOWN = 200
"""Bytes of the first line that are kept for a message."""
_STATUS_LINE = re.compile(rb"HTTP/1\.[0-9] [0-9]{3}[ \r\n]")


@frozen
class WireAnswer:
    """What came on the connection; `words` say what was wrong with it, and are empty where nothing was."""

    status: int = 0
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    kind: FailureKind = "dropped"
    words: str = ""


def request_of(url: str, body: bytes, headers: Mapping[str, str]) -> h11.Request:
    """The head of a POST. Raises ValueError where a header cannot be sent."""
    parts = urlsplit(url)
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname or ""
    usual = {"host": f"{host}:{parts.port}" if parts.port else host, "accept-encoding": "identity"}
    given = {name.lower(): value.strip() for name, value in headers.items()}
    whole = {**usual, **given, "content-length": str(len(body)), "connection": "close"}
    lines = [(name.title().encode("latin-1"), value.encode("latin-1")) for name, value in whole.items()]
    try:
        return h11.Request(method="POST", target=target(url), headers=lines)
    except h11.LocalProtocolError:
        raise ValueError from None


class PostProtocol(asyncio.Protocol):
    """Sends the request once connected; `heard` is there once all is known, `lost` once the connection is gone."""

    def __init__(self, url: str, request: h11.Request, body: bytes, limit: int) -> None:
        loop = asyncio.get_running_loop()
        self.heard: Future[WireAnswer] = loop.create_future()
        self.lost: Future[None] = loop.create_future()
        self._url, self._limit = url, limit
        self._wire = h11.Connection(h11.CLIENT, max_incomplete_event_size=LONGEST_HEAD)
        parts = (request, h11.Data(data=body), h11.EndOfMessage())
        self._sent = b"".join(self._wire.send(part) or b"" for part in parts)
        self._start = self._status = 0
        self._headers: tuple[tuple[str, str], ...] = ()
        self._first, self._begun = b"", False
        self._body = bytearray()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The connection stands, over TLS too."""
        assert isinstance(transport, asyncio.WriteTransport)
        transport.write(self._sent)

    def data_received(self, data: bytes) -> None:
        """Something came."""
        if not self._begun and not self.heard.done():
            self._begin(data)
        if not self.heard.done():
            self._wire.receive_data(data)
            self._read()

    def eof_received(self) -> None:
        """Nothing more comes."""
        self._over(None)

    def connection_lost(self, error: Exception | None) -> None:
        """The connection is gone: closed by one side, or broken."""
        self._over(error)
        if not self.lost.done():  # who waited for it may have been cancelled meanwhile
            self.lost.set_result(None)

    def _begin(self, data: bytes) -> None:
        """Look at the first line: a server for something else may never send a second."""
        self._first += data[:_SHOWN]
        line, end, _ = self._first.partition(b"\n")
        self._begun = bool(end) or len(line) >= _SHOWN
        if self._begun and not _STATUS_LINE.match(line + end):
            self._fail("no HTTP", no_http(self._url, odd_start(line)))

    def _over(self, error: Exception | None) -> None:
        if self.heard.done():
            return
        if isinstance(error, OSError):
            self._status, self._body = 0, bytearray()  # a dry run loses it
            self._fail("tls" if isinstance(error, SSLError) else "dropped", unasked(self._url, error))
        elif self._status:
            self._wire.receive_data(b"")
            self._read(HALF_WAY)
        else:
            self._fail("dropped", HALF_WAY if self._first else no_http(self._url, NOTHING))

    def _read(self, broken: str = "") -> None:
        """Take what has come; `broken` says what is wrong where it makes no sense."""
        try:
            while not self.heard.done():
                event = self._wire.next_event()
                if event is h11.NEED_DATA:
                    return
                self._take(event)
        except h11.RemoteProtocolError as error:
            if broken:
                self._fail("dropped", broken)
            else:
                what = BAD_CHUNKS if self._status else str(error).partition(":")[0]  # what is behind it may be a header
                self._fail("no HTTP", no_http(self._url, what))

    def _take(self, event: object) -> None:
        if isinstance(event, h11.Response):
            self._status = event.status_code
            self._headers = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in event.headers)
        elif isinstance(event, h11.Data):
            self._body += event.data[: self._limit + 1 - len(self._body)]
        if isinstance(event, h11.EndOfMessage) or len(self._body) > self._limit:
            self.heard.set_result(WireAnswer(self._status, self._headers, bytes(self._body)))

    def _fail(self, kind: FailureKind, words: str) -> None:
        self.heard.set_result(WireAnswer(self._status, (), bytes(self._body), kind, words))
