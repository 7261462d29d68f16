"""The head of an answer, read more strictly than `http.client` does.

That takes the end of the connection for the end of the head, and any interim answer (1xx) but one for the last.
"""

from __future__ import annotations

from http.client import (
    BadStatusLine,
    HTTPException,
    HTTPResponse,
    IncompleteRead,
    RemoteDisconnected,
    UnknownProtocol,
)
from typing import TYPE_CHECKING, Any

from simulator.responders.wire import NOTHING, odd_start

if TYPE_CHECKING:
    from typing import IO

SWITCHING = 101
"""The only interim answer that nothing follows."""


class _Lines:
    """The lines of a head as they come."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.first = b""

    def readline(self, most: int) -> bytes:
        """The next line. Raises IncompleteRead where the connection ends before the head does."""
        line = self._file.readline(most)
        self.first = self.first or line
        if self.first and len(line) < most and not line.endswith(b"\n"):
            raise IncompleteRead(b"")
        return line

    def close(self) -> None:
        """Close what is behind."""
        self._file.close()


class StrictResponse(HTTPResponse):
    """A response whose head came whole; interim answers before it are skipped."""

    headers: Any
    msg: Any

    def begin(self) -> None:
        """Read the head. Raises IncompleteRead, and HTTPException that says what came in its place."""
        file = self.fp
        lines: Any = _Lines(file)
        self.fp = lines
        try:
            super().begin()
            while 100 <= self.status < 200 and self.status != SWITCHING:
                self.headers = self.msg = None
                super().begin()
        except RemoteDisconnected:
            raise HTTPException(NOTHING) from None
        except (BadStatusLine, UnknownProtocol):
            raise HTTPException(odd_start(lines.first)) from None
        finally:
            self.fp = self.fp and file
