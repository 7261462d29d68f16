"""How errors look: the operations of the platform have four kinds of envelopes (documented)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, Protocol, TypedDict

from simulator.server.api.base.message import Outgoing
from simulator.server.document.says import Id, Instant, Says, SomeText
from simulator.webhooks.base.ids import uuid1

if TYPE_CHECKING:
    from simulator.server.emulation import Emulation


ErrorCode = Annotated[int, Says(404)]


class NotCreated(TypedDict):
    """An error of `/callflows` and `/calls`."""

    sessionStatus: Literal["NOT_CREATED"]
    callFlowRequestId: Id
    statusCode: ErrorCode
    statusMessage: SomeText


class CodedError(TypedDict):
    """An error of webhooks and the configuration of recordings."""

    errorId: Id
    statusCode: Annotated[str, Says("404")]
    statusMessage: SomeText
    timestamp: Instant


class ExportError(TypedDict):
    """An error of exports."""

    code: ErrorCode
    message: SomeText
    errorId: Id
    timestamp: Instant


class PlainError(TypedDict):
    """An error of all others."""

    statusCode: ErrorCode
    statusMessage: SomeText


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
    made = emulation.ids_from
    return uuid1(emulation.next_seed(), emulation.clock.now if made is None else made, 1)


def session_error(emulation: Emulation, http: int, message: str, code: int | None = None) -> Outgoing:
    """As `/callflows` and `/calls` answer."""
    body: NotCreated = {
        "sessionStatus": "NOT_CREATED",
        "callFlowRequestId": fresh_id(emulation),
        "statusCode": http if code is None else code,
        "statusMessage": message,
    }
    return Outgoing(http, body)


def coded_error(emulation: Emulation, http: int, message: str, code: int | None = None) -> Outgoing:
    """As webhooks and the configuration of recordings answer: the code is a text."""
    body: CodedError = {
        "errorId": fresh_id(emulation),
        "statusCode": str(http if code is None else code),
        "statusMessage": message,
        "timestamp": moment(emulation),
    }
    return Outgoing(http, body)


def export_error(emulation: Emulation, http: int, message: str, code: int | None = None) -> Outgoing:
    """As exports answer."""
    body: ExportError = {
        "code": http if code is None else code,
        "message": message,
        "errorId": fresh_id(emulation),
        "timestamp": moment(emulation),
    }
    return Outgoing(http, body)


def plain_error(_emulation: Emulation, http: int, message: str, code: int | None = None) -> Outgoing:
    """As all others do."""
    body: PlainError = {"statusCode": http if code is None else code, "statusMessage": message}
    return Outgoing(http, body)


ENVELOPES: dict[Any, Any] = {
    session_error: NotCreated,
    coded_error: CodedError,
    export_error: ExportError,
    plain_error: PlainError,
}
"""What an error of each family is."""
