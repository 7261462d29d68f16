"""What goes over the wire: where a webhook goes, and what came back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from attrs import field

from simulator.model.record import frozen

if TYPE_CHECKING:
    from simulator.engine.answer import RawReply


@frozen
class Registration:
    """A registered webhook: `authorization` is sent as the Authorization header, and shown nowhere."""

    type: str
    url: str = field(repr=False)
    authorization: str | None = field(default=None, repr=False)
    enabled: bool = True


@frozen
class Missed:
    """No answer, and why; `late` where the time was up, `body` what came of one that broke off."""

    why: str
    late: bool = False
    body: str = ""


class Postman(Protocol):
    """Posts one body over real HTTP, bounded in time and size; whatever goes wrong is told, never raised."""

    async def __call__(
        self, url: str, body: bytes, authorization: str | None, *, timeout_ms: int, limit: int
    ) -> RawReply | Missed:
        """What came back: of its body no more than `limit` bytes and one are read."""
        ...
