"""What is worth a note in a reply that can be used: a lint, and how the caller got there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.record import frozen

if TYPE_CHECKING:
    from simulator.model.diagnostic import Diagnostic


@frozen
class ReplyRemark:
    """A finding in a reply `at` ms of the session; `asked` says what the backend was asked, and the keys before."""

    at: int
    found: Diagnostic
    asked: str

    @property
    def what(self) -> str:
        """The finding in one line."""
        found = self.found
        return f"{found.message} ({found.path}: {found.hint}) [{found.code}]"
