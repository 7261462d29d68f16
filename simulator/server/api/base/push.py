"""The configuration for pushing recordings, as its operations show it: the password never."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, TypedDict

from simulator.server.api.base.family import coded_error
from simulator.server.api.base.message import Outgoing
from simulator.server.api.base.operation import Refusal
from simulator.server.document.says import Says, SomeText, SubAccountId
from simulator.server.store.rows import DocumentRow

if TYPE_CHECKING:
    from simulator.server.api.base.message import Incoming

DOCUMENT = "recording-push-config"
"""The name under which it is stored."""


class PushConfig(TypedDict):
    """Where recordings are pushed to."""

    subAccountId: SubAccountId
    protocol: Annotated[str, Says("SFTP", words="S3 or SFTP by the guide; any text is taken")]
    host: SomeText
    port: Annotated[int, Says(22, low=1)] | None
    username: SomeText | None
    path: SomeText | None
    passwordSet: bool
    statusCode: Literal[0]
    statusMessage: Literal["ok"]


class RemovedPushConfig(PushConfig):
    """Where recordings were pushed to."""

    delete: Literal[True]


NONE_CONFIGURED = {404: Refusal("none is configured, or there is no such account")}
FIELDS = ("protocol", "host", "port", "username", "path")


async def keep(asked: Incoming, push: dict[str, Any] | None) -> None:
    """Configure it, or None: nothing; it is stored before anybody is answered."""
    asked.own.push = push
    house = asked.emulation.house
    house.note(DocumentRow(asked.own.id, DOCUMENT, push))
    await house.stored()


def shown(asked: Incoming, **more: Any) -> Outgoing:
    """What is configured; 404 where nothing is (assumed)."""
    push = asked.own.push
    if push is None:
        return coded_error(asked.emulation, 404, "Recording push config not found")
    body = {
        "subAccountId": asked.own.id,
        **{name: push.get(name) for name in FIELDS},
        "passwordSet": push.get("password") is not None,
        "statusCode": 0,
        "statusMessage": "ok",
        **more,
    }
    return Outgoing(200, body)
