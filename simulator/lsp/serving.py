"""A server with every feature on two streams."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from simulator.lsp.answering import register
from simulator.lsp.server import CallflowServer

if TYPE_CHECKING:
    from typing import BinaryIO

    from simulator.lsp.checking.checks import Checks


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
    """A stream that the protocol writes to and does not close: it is not its own."""

    def __init__(self, out: BinaryIO) -> None:
        self.write, self.flush = out.write, out.flush

    def close(self) -> None:
        """Leave it open."""
