"""What a customer's code prints and logs: it belongs to standard error, and is kept, call by call.

Standard output is the report alone. One stream stands for both while code of a customer runs; a logger that was set up
then keeps it, so that it goes on working afterwards.
"""

from __future__ import annotations

import io
import sys
from typing import Any

MOST_KEPT = 20_000
"""Characters of a call that are kept."""
MOST_SHOWN = 1_000_000
"""Characters of one answer that go on to standard error."""
LEFT_OUT = "\n(more was printed, and is left out)\n"


class PrintedStream(io.TextIOBase):
    """Writes on to standard error, and keeps what was written since it was last taken; nobody can close it."""

    def __init__(self) -> None:
        self.shut = False
        """Whether somebody has tried to close it."""
        self._through: Any = None
        self._parts: list[str] = []
        self._size = self._shown = 0

    def begin(self, through: Any) -> None:
        """Stand for standard error, which is `through`, from now on."""
        if through is not self:
            self._through = through
        self._shown = 0

    def take(self) -> str:
        """What was written since this was last asked."""
        if not self._size:
            return ""
        text = "".join(self._parts)
        cut = self._size > MOST_KEPT
        self._parts, self._size = [], 0
        return text[:MOST_KEPT] + LEFT_OUT.rstrip("\n") if cut else text

    def write(self, text: str) -> int:
        """Keep it and write it on, as far as the bounds allow."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        if self._size <= MOST_KEPT:
            self._parts.append(text[: MOST_KEPT + 1])
        self._size += len(text)
        before, self._shown = self._shown, self._shown + len(text)
        if before <= MOST_SHOWN:
            self._below.write(text if self._shown <= MOST_SHOWN else text[: MOST_SHOWN - before] + LEFT_OUT)
        return len(text)

    def flush(self) -> None:
        """Standard error is flushed."""
        self._below.flush()

    def close(self) -> None:
        """Note the attempt."""
        self.shut = True

    def __del__(self) -> None:
        """An object that is dropped would close itself, which nobody asked for."""

    def writable(self) -> bool:
        """It is."""
        return True

    def isatty(self) -> bool:
        """It is shown as standard error is."""
        return bool(self._below.isatty())

    def fileno(self) -> int:
        """That of standard error. Raises OSError where it has none."""
        return int(self._below.fileno())

    def reconfigure(self, **_options: Any) -> None:
        """Standard error stays as it is."""

    @property
    def encoding(self) -> str:  # type: ignore[override]
        """Bytes that are written to `buffer` are read so."""
        return "utf-8"

    @property
    def buffer(self) -> _Bytes:
        """Where bytes are written."""
        return _Bytes(self)

    @property
    def _below(self) -> Any:
        found = sys.__stderr__ if self._through is None else self._through
        return io.StringIO() if found is None or getattr(found, "closed", False) else found


class _Bytes(io.RawIOBase):
    def __init__(self, text: PrintedStream) -> None:
        self._text = text

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._text.write(bytes(data).decode("utf-8", "backslashreplace"))
        return len(memoryview(data))

    def flush(self) -> None:
        self._text.flush()


PRINTED = PrintedStream()
"""What this process was told by customers' code."""
