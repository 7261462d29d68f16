"""Send a webhook: `post` ends in bounded time and memory whatever the other side does, and leaves nothing behind."""

from __future__ import annotations

import asyncio
import socket
import sys
from functools import cache
from ssl import SSLError, create_default_context
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from simulator.model.call.outcome import late
from simulator.model.credentials import without_credentials
from simulator.model.kept import remembered
from simulator.responders.wire import unasked
from simulator.server.posting.allowed import Allowed, host_of
from simulator.server.posting.exchange import PostProtocol, message_of
from simulator.server.posting.reply import Reply, Unanswered
from simulator.server.posting.resolving import numbers_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from ssl import SSLContext

    from simulator.server.posting.exchange import WireAnswer
    from simulator.server.posting.reply import FailureKind

HOME = Allowed()
"""This machine alone."""
AGAIN = sys.platform == "linux"
"""Whether the system takes a second try to connect as a question how the first goes."""
AT_ONCE = 65536
"""Bytes that are read at once."""
PLACES, SIGNS = 256, 1 << 18
"""Addresses whose place is remembered, and their characters in all."""
_KINDS: tuple[tuple[type[OSError], FailureKind], ...] = (
    (socket.gaierror, "dns"),
    (SSLError, "tls"),
    (ConnectionRefusedError, "refused"),
    (ConnectionError, "dropped"),
)


class _ForbiddenError(Exception):
    """A name leads where nothing may be sent; says why."""


async def post(
    url: str, body: bytes, headers: Mapping[str, str], *, timeout_ms: int, limit: int, allow: Allowed = HOME
) -> Reply | Unanswered:
    """POST `body` over a connection of its own, within `timeout_ms` of real time in all.

    No more than `limit` bytes and one of the answer are read. Redirects are not followed, proxies of the environment
    are not asked, nothing is decompressed. Raises nothing but what cancels it.
    """
    begin = asyncio.get_running_loop().time()
    heard = await _asked(url, body, headers, timeout_ms, limit, allow)
    ms = round((asyncio.get_running_loop().time() - begin) * 1000)
    if isinstance(heard, tuple):
        return Unanswered(*heard, ms)
    if heard.words:
        return Unanswered(heard.kind, heard.words, ms, heard.status, heard.body)
    return Reply(heard.status, heard.headers, heard.body, ms)


async def _asked(
    url: str, body: bytes, headers: Mapping[str, str], timeout_ms: int, limit: int, allow: Allowed
) -> WireAnswer | tuple[FailureKind, str]:
    refusal = allow.refusal(url)
    if refusal is not None:
        return "forbidden", refusal
    try:
        message = message_of(url, body, headers)
    except ValueError:
        return "unsendable", f"{without_credentials(url)} cannot be asked: a header has characters that none can have"
    try:
        async with asyncio.timeout(max(timeout_ms, 1) / 1000) as scope:
            return await _exchanged(url, PostProtocol(url, message, limit), allow)
    except _ForbiddenError as error:
        return "forbidden", str(error)
    except OSError as error:
        return ("timeout", late(timeout_ms)) if scope.expired() else (_kind(error), unasked(url, error))


async def _exchanged(url: str, exchange: PostProtocol, allow: Allowed) -> WireAnswer:
    loop = asyncio.get_running_loop()
    host, port, secure = _place(url)
    sock = await _connected(host, port, allow)
    transport = None
    try:
        if not secure and exchange.send(sock):
            return await _heard(sock, exchange)
        transport, _ = await loop.create_connection(
            lambda: exchange,
            sock=sock,
            ssl=_trusting() if secure else None,
            server_hostname=host if secure else None,
        )
        return await exchange.heard
    finally:
        if transport is None:
            sock.close()
        else:
            transport.abort()
            await exchange.lost


async def _heard(sock: socket.socket, exchange: PostProtocol) -> WireAnswer:
    """What is answered on a connection on which all was sent: without a transport that takes half the time."""
    loop = asyncio.get_running_loop()
    while True:
        try:
            data = await loop.sock_recv(sock, AT_ONCE)
        except ConnectionError as error:
            exchange.connection_lost(error)
        else:
            exchange.data_received(data) if data else exchange.eof_received()
        if exchange.heard.done():
            return exchange.heard.result()
        await asyncio.sleep(0)  # who floods gets a turn at a time, and no more than its time


@remembered(PLACES, SIGNS)
def _place(url: str) -> tuple[str, int, bool]:
    """The host of an address, its port, and whether it is asked over TLS."""
    secure = url.lower().startswith("https:")
    return host_of(url), urlsplit(url).port or (443 if secure else 80), secure


async def _connected(host: str, port: int, allow: Allowed) -> socket.socket:
    """A connection to the first address that takes one. Raises OSError of the last, and _ForbiddenError."""
    failed: OSError | None = None
    for text in await numbers_of(host):
        refusal = allow.refused_text(host, text)
        if refusal is not None:
            raise _ForbiddenError(refusal)
        try:
            return await _connect(text, port)
        except OSError as error:
            failed = error
    assert failed is not None  # a name leads to one address at least
    try:
        raise failed
    finally:
        del failed  # else the error and this frame hold each other


async def _connect(number: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in number else socket.AF_INET
    sock = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        sock.setblocking(False)
        if not (AGAIN and _stands_at_once(sock, number, port)):
            await asyncio.get_running_loop().sock_connect(sock, (number, port))
    except BaseException:
        sock.close()
        raise
    return sock


def _stands_at_once(sock: socket.socket, number: str, port: int) -> bool:
    """Whether a connection stands before it was waited for, as one to this machine does: that saves a turn of the loop.

    Elsewhere than on Linux a second try, which is what waiting begins with, may be refused.
    """
    sock.connect_ex((number, port))
    try:
        sock.getpeername()
    except OSError:
        return False
    return True


@cache
def _trusting() -> SSLContext:
    """What the system trusts; reading it takes longer than a webhook."""
    context = create_default_context()
    context.set_alpn_protocols(["http/1.1"])
    return context


def _kind(error: OSError) -> FailureKind:
    return next((kind for found, kind in _KINDS if isinstance(error, found)), "unreachable")
