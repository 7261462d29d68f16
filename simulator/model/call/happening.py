"""What of a call an invariant can speak of, alike in the trace of a run and in a move that exploration found."""

from __future__ import annotations

from typing import Literal

from simulator.model.record import record

STOPPED = "STOPPED"
"""The session status of a call that the simulator gave up, and that goes on as far as anybody knows."""


@record
class Happening:
    """Something begins to be heard (`text` are its words), a leg after the first is dialled (its number), or the end.

    An end has the session's `status` and `error`, and says `by` whom it came.
    """

    kind: Literal["heard", "dialled", "end"]
    text: str = ""
    status: str = ""
    error: int | None = None
    by: str = ""

    @property
    def is_over(self) -> bool:
        """Whether the call has ended, and not only been given up."""
        return self.kind == "end" and self.status != STOPPED

    @property
    def by_caller(self) -> bool:
        """Whether the caller hangs up."""
        return self.kind == "end" and self.by == "caller"
