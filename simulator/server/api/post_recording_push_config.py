"""POST /recording-push-config: say where recordings are pushed to; nothing is ever pushed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.errors import UsageError
from simulator.model.status import BAD_BODY
from simulator.server.api.base.family import coded_error
from simulator.server.api.base.operation import Refusal
from simulator.server.api.base.push import PushConfig, keep, shown
from simulator.server.api.base.reading import HIGHEST_PORT, number_of, read_object, text_of

if TYPE_CHECKING:
    from simulator.server.api.base.message import Incoming, Outgoing

METHOD, PATH, FAMILY = "POST", "/api/v1/subaccounts/{subAccountId}/recording-push-config", coded_error
SUMMARY = "Say where recordings are pushed to"
ANSWER = PushConfig
REFUSED = {422: Refusal("the body cannot be used", BAD_BODY[:1])}
_TEXT = {"type": ["string", "null"], "pattern": r"\S", "examples": ["recordings"]}
BODY = {
    "type": "object",
    "required": ["protocol", "host"],
    "properties": {
        "protocol": {"type": "string", "pattern": r"\S", "examples": ["SFTP"]},
        "host": {"type": "string", "pattern": r"\S", "examples": ["files.example.com"]},
        "port": {"type": ["integer", "null"], "minimum": 1, "maximum": HIGHEST_PORT, "examples": [22]},
        "username": _TEXT,
        "password": _TEXT,
        "path": _TEXT,
    },
}


async def answer(asked: Incoming) -> Outgoing:
    """What is configured then; 422 for a body that cannot be used."""
    try:
        push = _config(read_object(asked.body))
    except UsageError as error:
        asked.emulation.events.add("hint", what=str(error))
        code, message = BAD_BODY
        return coded_error(asked.emulation, 422, message, code)
    await keep(asked, push)
    return shown(asked)


def _config(given: dict[str, Any]) -> dict[str, Any]:
    """Any text is a protocol: the vendor's own pages do not agree."""
    return {
        "protocol": text_of(given, "protocol"),
        "host": text_of(given, "host"),
        "port": number_of(given, "port", 1, HIGHEST_PORT) if given.get("port") is not None else None,
        **{name: text_of(given, name, needed=False) for name in ("username", "password", "path")},
    }
