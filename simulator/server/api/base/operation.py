"""What the file of an operation declares."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from simulator.server.api.base.family import Family
    from simulator.server.api.base.message import Incoming, Outgoing


class Operation(Protocol):
    """What the file of an operation declares."""

    METHOD: str
    PATH: str
    """A template: `{name}` stands for one part of the path."""
    FAMILY: Family
    """How its errors look."""
    SUMMARY: str
    """One line for the OpenAPI document."""

    async def answer(self, asked: Incoming, /) -> Outgoing:
        """The answer."""
        ...
