"""What goes wrong on the way to a server, in words: a dry run and the emulator say the same of the same.

No word holds a header, and an address is shown without its credentials.
"""

from __future__ import annotations

import os
from socket import gaierror
from ssl import SSLError
from urllib.parse import urlsplit

from simulator.loading.words import printable
from simulator.model.credentials import without_credentials

HALF_WAY = "the connection was closed half way in the answer"
NOTHING = "Remote end closed connection without response"
BAD_CHUNKS = "its body is not chunked as HTTP has it"


def unasked(url: str, error: OSError) -> str:
    """The server could not be connected to, or the connection broke."""
    return f"{without_credentials(url)} cannot be asked: {reason(error)}"


def no_http(url: str, what: str) -> str:
    """The server said something else than HTTP."""
    return f"{without_credentials(url)} does not answer as HTTP should: {what}"


def odd_start(line: bytes) -> str:
    """The first line of an answer, which is no status line of HTTP/1."""
    return f"it begins with `{printable(line.decode('latin-1').rstrip())}`"


def reason(error: OSError) -> str:
    """Why the system refused; each layer has errors of its own."""
    if isinstance(error, gaierror | SSLError) or error.errno is None:
        return error.strerror or str(error)
    return os.strerror(error.errno)


def target(url: str) -> str:
    """What stands in the first line of a request: the path and the query."""
    parts = urlsplit(url)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
