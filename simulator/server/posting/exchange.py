"""One request and its answer on one connection: h11 reads it as it comes, where it is not plain and there at once."""

from __future__ import annotations

import asyncio
import re
from ssl import SSLError
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import h11

from simulator.model.kept import remembered
from simulator.model.record import record
from simulator.responders.wire import BAD_CHUNKS, HALF_WAY, NOTHING, no_http, odd_start, target, unasked
from simulator.server.posting.plain import plain_answer

if TYPE_CHECKING:
    from asyncio import Future
    from collections.abc import Mapping
    from socket import socket

    from simulator.server.posting.reply import FailureKind

LONGEST_HEAD = 65536
"""Bytes of a head, as in a dry run: of each of its lines there."""
HEADS, SIGNS = 256, 1 << 18
"""Heads of requests that are remembered, and the characters of their addresses and headers."""
_SHOWN = 200
"""Bytes of the first line that are kept for a message."""
_STATUS_LINE = re.compile(rb"HTTP/1\.[0-9] [0-9]{3}[ \r\n]")


@record
class WireAnswer:
    """What came on the connection; `words` say what was wrong with it, and are empty where nothing was."""

    status: int = 0
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    kind: FailureKind = "dropped"
    words: str = ""


def message_of(url: str, body: bytes, headers: Mapping[str, str]) -> bytes:
    """A POST. Raises ValueError where a header cannot be sent."""
    before, after = _head(url, *headers.items())
    return b"%b%d%b%b" % (before, len(body), after, body)


@remembered(HEADS, SIGNS)
def _head(url: str, *headers: tuple[str, str]) -> tuple[bytes, bytes]:
    """The head of a POST, before and after the length of its body. Raises ValueError where a header cannot be sent."""
    parts = urlsplit(url)
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname or ""
    usual = {"host": f"{host}:{parts.port}" if parts.port else host, "accept-encoding": "identity"}
    given = {name.lower(): value.strip() for name, value in headers}
    whole = {**usual, **given, "content-length": "0", "connection": "close"}
    lines = [(name.title().encode("latin-1"), value.encode("latin-1")) for name, value in whole.items()]
    try:
        sent = h11.Connection(h11.CLIENT).send(h11.Request(method="POST", target=target(url), headers=lines)) or b""
    except h11.LocalProtocolError:
        raise ValueError from None
    before, _, after = sent.rpartition(b"0\r\nConnection:")
    return before, b"\r\nConnection:" + after


def _wire() -> h11.Connection:
    """What reads an answer; that a POST was sent is all that it has to know."""
    wire = h11.Connection(h11.CLIENT, max_incomplete_event_size=LONGEST_HEAD)
    wire.send(h11.Request(method="POST", target="/", headers=[("Host", "x"), ("Connection", "close")]))
    wire.send(h11.EndOfMessage())
    return wire


class PostProtocol(asyncio.Protocol):
    """Sends the request once connected; `heard` is there once all is known, `lost` once the connection is gone."""

    def __init__(self, url: str, message: bytes, limit: int) -> None:
        loop = asyncio.get_running_loop()
        self.heard: Future[WireAnswer] = loop.create_future()
        self.lost: Future[None] = loop.create_future()
        self._url, self._message, self._limit = url, message, limit
        self._wire: h11.Connection | None = None
        self._status = 0
        self._headers: tuple[tuple[str, str], ...] = ()
        self._first, self._begun = b"", False
        self._body = bytearray()

    def send(self, sock: socket) -> bool:
        """Send what a connection takes at once; whether that is all. Raises OSError."""
        try:
            sent = sock.send(self._message)
        except BlockingIOError:
            return False
        self._message = self._message[sent:]
        return not self._message

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The connection stands, over TLS too."""
        assert isinstance(transport, asyncio.WriteTransport)
        transport.write(self._message)

    def data_received(self, data: bytes) -> None:
        """Something came."""
        if self.heard.done():
            return
        if self._wire is None:
            plain = plain_answer(data)
            if plain is not None:
                status, headers, body = plain
                self.heard.set_result(WireAnswer(status, headers, body[: self._limit + 1]))
                return
            self._wire = _wire()
        if not self._begun:
            self._begin(data)
        if not self.heard.done():
            self._wire.receive_data(data)
            self._read(self._wire)

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
        elif self._status and self._wire is not None:
            self._wire.receive_data(b"")
            self._read(self._wire, HALF_WAY)
        else:
            self._fail("dropped", HALF_WAY if self._first else no_http(self._url, NOTHING))

    def _read(self, wire: h11.Connection, broken: str = "") -> None:
        """Take what has come; `broken` says what is wrong where it makes no sense."""
        try:
            while not self.heard.done():
                event = wire.next_event()
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
