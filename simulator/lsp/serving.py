"""A server with every feature on two streams."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

from simulator.lsp.answering import register
from simulator.lsp.server import CallflowServer

if TYPE_CHECKING:
    from typing import BinaryIO

    from simulator.lsp.checking.checks import Checks

_HALF = rb"\ud"
_ESCAPES = re.compile(rb"\\\\|\\ud[89ab]..\\ud[c-f]..|(?P<half>\\ud[89a-f]..)")


def serve(checks: Checks, given: BinaryIO, out: BinaryIO) -> None:
    """Answer an editor over two streams, until it says goodbye or the first one ends."""
    logging.getLogger("pygls").setLevel(logging.CRITICAL)
    server = CallflowServer(checks)
    register(server)
    try:
        server.start_io(given, LeftOpen(out))  # type: ignore[arg-type]
    finally:
        server.pages.close()


class LeftOpen:
    """A stream that the protocol writes to and does not close: it is not its own.

    Half a character, which a name of a file or an escape in a body may hold, goes out as the sign for what is none:
    readers of JSON that are strict would take no message any more.
    """

    def __init__(self, out: BinaryIO) -> None:
        self._write, self.flush = out.write, out.flush

    def write(self, data: bytes) -> None:
        """Write a part of a message, which stays as long as it is."""
        self._write(_ESCAPES.sub(_whole, data) if _HALF in data else data)

    def close(self) -> None:
        """Leave it open."""


def _whole(found: re.Match[bytes]) -> bytes:
    return rb"\ufffd" if found["half"] else found[0]
