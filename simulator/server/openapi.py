"""The OpenAPI 3.1 document of the server, derived from its operations: there is no second list of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from simulator.server.api.base import family
from simulator.server.api.base.message import JSON
from simulator.server.routing import routes

if TYPE_CHECKING:
    from simulator.server.api.base.operation import Operation

OPENAPI = "3.1.0"
NOTHING_TO_SAY = 204
_NAME = re.compile(r"\{(\w+)\}")
_SUB_ACCOUNT = {"type": "string", "pattern": r"^[A-Za-z0-9\-._&]{3,50}$"}
_TEXT, _NUMBER = {"type": "string"}, {"type": "integer"}
_ERRORS: dict[Any, dict[str, Any]] = {
    family.session_error: {
        "sessionStatus": {"const": "NOT_CREATED"},
        "callFlowRequestId": _TEXT,
        "statusCode": _NUMBER,
        "statusMessage": _TEXT,
    },
    family.coded_error: {"errorId": _TEXT, "statusCode": _TEXT, "statusMessage": _TEXT, "timestamp": _TEXT},
    family.export_error: {"code": _NUMBER, "message": _TEXT, "errorId": _TEXT, "timestamp": _TEXT},
    family.plain_error: {"statusCode": _NUMBER, "statusMessage": _TEXT},
}
"""The fields of an error of each family."""


def document(base_url: str) -> dict[str, Any]:
    """The whole document, for a server that is reached there."""
    paths = {
        route.template: {method.lower(): _operation(one) for method, one in sorted(route.operations.items())}
        for route in routes()
    }
    return {
        "openapi": OPENAPI,
        "info": {"title": "callflow serve", "version": "1"},
        "servers": [{"url": base_url}],
        "paths": paths,
        "components": {"securitySchemes": {"key": {"type": "http", "scheme": "bearer"}}},
    }


def _operation(one: Operation) -> dict[str, Any]:
    name = getattr(one, "__name__", one.PATH).rpartition(".")[2]
    found: dict[str, Any] = {"operationId": name, "summary": one.SUMMARY, "parameters": _parameters(one)}
    if one.METHOD == "POST":
        schema = getattr(one, "BODY", {"type": "object"})
        found["requestBody"] = {"content": {"application/json": {"schema": schema}}}
    if "{subAccountId}" in one.PATH:
        found["security"] = [{"key": []}]
    media = getattr(one, "MEDIA", JSON)
    success = getattr(one, "SUCCESS", 200)
    schema = {"type": "object"} if media == JSON else {"type": "string"}
    done: dict[str, Any] = {"description": "done"}
    if success != NOTHING_TO_SAY:
        done["content"] = {media: {"schema": schema}}
    found["responses"] = {str(success): done, "default": _error(one)}
    return found


def _parameters(one: Operation) -> list[dict[str, Any]]:
    path = [
        {"name": name, "in": "path", "required": True, "schema": _SUB_ACCOUNT if name == "subAccountId" else _TEXT}
        for name in _NAME.findall(one.PATH)
    ]
    query = [{"name": name, "in": "query", "schema": schema} for name, schema in getattr(one, "QUERY", {}).items()]
    return [*path, *query]


def _error(one: Operation) -> dict[str, Any]:
    fields = _ERRORS[one.FAMILY]
    said = "statusMessage" if "statusMessage" in fields else "message"
    schema = {"type": "object", "properties": fields, "required": [said]}
    return {"description": "refused", "content": {"application/json": {"schema": schema}}}
