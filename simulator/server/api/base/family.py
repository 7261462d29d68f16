"""How errors look: the operations of the platform have four kinds of envelopes (documented)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from simulator.server.api.base.message import Outgoing
from simulator.webhooks.base.ids import uuid1

if TYPE_CHECKING:
    from simulator.server.emulation import Emulation


class Family(Protocol):
    """How an error of some operations looks; `code` is the one of the envelope, the HTTP status where none is said."""

    def __call__(self, emulation: Emulation, http: int, message: str, code: int | None = None) -> Outgoing:
        """The answer."""
        ...


def moment(emulation: Emulation, ms: int | None = None) -> str:
    """An instant as the platform writes it, the present one where none is given."""
    from datetime import UTC, datetime

    at = emulation.clock.now if ms is None else ms
    return f"{datetime.fromtimestamp(at / 1000, UTC):%Y-%m-%dT%H:%M:%S}.{at % 1000:03}Z"


def fresh_id(emulation: Emulation) -> str:
    """An id that nobody had before."""
    return uuid1(emulation.next_seed(), emulation.clock.now, 1)


def session_error(emulation: Emulation, http: int, message: str, code: int | None = None) -> Outgoing:
    """As `/callflows` and `/calls` answer."""
    body = {
        "sessionStatus": "NOT_CREATED",
        "callFlowRequestId": fresh_id(emulation),
        "statusCode": http if code is None else code,
        "statusMessage": message,
    }
    return Outgoing(http, body)


def coded_error(emulation: Emulation, http: int, message: str, code: int | None = None) -> Outgoing:
    """As webhooks and the configuration of recordings answer: the code is a text."""
    body = {
        "errorId": fresh_id(emulation),
        "statusCode": str(http if code is None else code),
        "statusMessage": message,
        "timestamp": moment(emulation),
    }
    return Outgoing(http, body)


def export_error(emulation: Emulation, http: int, message: str, code: int | None = None) -> Outgoing:
    """As exports answer."""
    body = {
        "code": http if code is None else code,
        "message": message,
        "errorId": fresh_id(emulation),
        "timestamp": moment(emulation),
    }
    return Outgoing(http, body)


def plain_error(_emulation: Emulation, http: int, message: str, code: int | None = None) -> Outgoing:
    """As all others do."""
    return Outgoing(http, {"statusCode": http if code is None else code, "statusMessage": message})
