"""The OpenAPI 3.1 document of the server, derived from its operations: there is no second list of them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from simulator.model.call.leg_outcomes import leg_rows
from simulator.server.document.described import described
from simulator.server.document.events import call_event
from simulator.server.document.typed import Typed
from simulator.server.routing import routes
from simulator.server.sessions.live_session import LIVE, STOPPED

if TYPE_CHECKING:
    from simulator.server.document.typed import JsonSchema

OPENAPI = "3.1.0"
OF_CALLS = ("COMPLETED", "ERROR")


def document(base_url: str) -> dict[str, Any]:
    """The whole document, for a server that is reached there."""
    return {**_everywhere(), "servers": [{"url": base_url}]}


@cache
def _everywhere() -> dict[str, Any]:
    typed = Typed()
    typed.parts["CallEvent"] = call_event(typed)
    typed.parts["SessionEnding"] = _statuses()
    paths = {
        route.template: {method.lower(): described(one, typed) for method, one in sorted(route.operations.items())}
        for route in routes()
    }
    return {
        "openapi": OPENAPI,
        "info": {
            "title": "callflow serve",
            "version": "1",
            "description": "The platform's API on this machine, and below /_sim what is ours.",
        },
        "paths": paths,
        "components": {
            "schemas": dict(sorted(typed.parts.items())),
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
        },
    }


def _statuses() -> JsonSchema:
    legs = {row.status for row in leg_rows() if row.status}
    return {"description": "How a session ended, or LIVE", "enum": [*OF_CALLS, *sorted(legs), LIVE, STOPPED]}
