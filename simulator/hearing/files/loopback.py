"""Fetch a file from this machine: never from elsewhere, never more than a file may have, never for long."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from socket import SHUT_RDWR
from threading import Timer
from time import monotonic
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from simulator.model.web_address import is_own_host

if TYPE_CHECKING:
    from collections.abc import Iterator
    from socket import socket

SECONDS = 5.0
"""Real seconds for the whole of a file."""
_CHUNK, _OK = 1 << 16, 200


def is_loopback(url: str) -> bool:
    """Whether an address is one of this machine, over plain HTTP."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        return parts.scheme == "http" and (parts.port or 80) > 0 and is_own_host(host)
    except ValueError:
        return False


def fetched(url: str, most: int, seconds: float = SECONDS) -> bytes:
    """The content of an address of this machine. Raises ValueError that says why there is none."""
    parts = urlsplit(url)
    until = monotonic() + seconds
    late = ValueError(f"it does not come within {seconds:g} s")
    line = HTTPConnection(parts.hostname or "", parts.port or 80, timeout=seconds)
    try:
        line.connect()
        with _cut_at(until, line.sock):
            found = _content(line, (parts.path or "/") + (f"?{parts.query}" if parts.query else ""), most)
    except (OSError, HTTPException) as error:
        if monotonic() >= until or isinstance(error, TimeoutError):
            raise late from None
        raise ValueError(f"it cannot be fetched: {getattr(error, 'strerror', None) or error}") from None
    finally:
        line.close()
    if monotonic() >= until:
        raise late
    return found


@contextmanager
def _cut_at(until: float, sock: socket) -> Iterator[None]:
    """Cut a connection then: what drips sends a byte within each wait of a socket, and so never ends by itself."""

    def cut() -> None:
        with suppress(OSError):
            sock.shutdown(SHUT_RDWR)

    timer = Timer(max(0.0, until - monotonic()), cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _content(line: HTTPConnection, path: str, most: int) -> bytes:
    """Raises ValueError, OSError and HTTPException."""
    line.request("GET", path)
    answer = line.getresponse()
    if answer.status != _OK:
        raise ValueError(f"it is answered with HTTP {answer.status}")
    found = bytearray()
    while part := answer.read1(_CHUNK):
        found += part
        if len(found) > most:
            raise ValueError(f"it has more than {most >> 10} KB")
    return bytes(found)
