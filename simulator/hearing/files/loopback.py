"""Fetch a file from this machine: never from elsewhere, never more than a file may have, never for long."""

from __future__ import annotations

from http.client import HTTPConnection, HTTPException
from time import monotonic
from urllib.parse import urlsplit

from simulator.model.web_address import is_own_host

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
    line = HTTPConnection(parts.hostname or "", parts.port or 80, timeout=seconds)
    try:
        line.request("GET", (parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
        answer = line.getresponse()
        if answer.status != _OK:
            raise ValueError(f"it is answered with HTTP {answer.status}")
        found = b""
        while part := answer.read1(_CHUNK):
            found += part
            if len(found) > most:
                raise ValueError(f"it has more than {most >> 10} KB")
            if monotonic() > until:
                raise ValueError(f"it does not come within {seconds:g} s")
    except TimeoutError:
        raise ValueError(f"it does not come within {seconds:g} s") from None
    except (OSError, HTTPException) as error:
        raise ValueError(f"it cannot be fetched: {getattr(error, 'strerror', None) or error}") from None
    finally:
        line.close()
    return found
