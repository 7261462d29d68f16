"""One operation as the document has it: parameters, body, answers, each with its schema and an example."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.schema.documents import PARTS
from simulator.server.api.base.message import JSON
from simulator.server.document.errors import errors
from simulator.server.document.examples import example_of
from simulator.server.document.links import links, operation_id
from simulator.server.document.paths import path_parameters
from simulator.server.document.typed import reference

if TYPE_CHECKING:
    from simulator.server.api.base.operation import Operation
    from simulator.server.document.typed import Typed

_OF_FILES = "#/definitions/"
ALLOW = {"Allow": {"description": "the methods that there are", "schema": {"type": "string"}}}


def described(one: Operation, typed: Typed) -> dict[str, Any]:
    """The operation."""
    query = getattr(one, "QUERY", {}).items()
    found: dict[str, Any] = {
        "operationId": operation_id(one),
        "summary": one.SUMMARY,
        "parameters": [
            *path_parameters(one.PATH),
            *({"name": name, "in": "query", "schema": schema} for name, schema in query),
        ],
    }
    if hasattr(one, "BODY"):
        found["requestBody"] = _body(one, typed)
    if "{subAccountId}" in one.PATH:
        found["security"] = [{"key": []}]
    found["responses"] = {**_done(one, typed), **_refused(one, typed)}
    return found


def _body(one: Operation, typed: Typed) -> dict[str, Any]:
    schema = _resolved(getattr(one, "BODY", {}), typed)
    example = getattr(one, "EXAMPLE", None) or example_of(schema, typed.parts)
    return {"required": getattr(one, "NEEDED", True), "content": {JSON: {"schema": schema, "example": example}}}


def _done(one: Operation, typed: Typed) -> dict[str, Any]:
    done: dict[str, Any] = {"description": "done"}
    if one.ANSWER is not None:
        schema, media = typed.of(one.ANSWER), getattr(one, "MEDIA", JSON)
        content = {"schema": schema, "example": example_of(schema, typed.parts)}
        done["content"] = dict.fromkeys(media if isinstance(media, tuple) else (media,), content)
    headers = getattr(one, "HEADERS", {})
    if headers:
        done["headers"] = {
            name: {"description": words, "schema": {"type": "string"}} for name, words in headers.items()
        }
    if found := links(one):
        done["links"] = found
    success = getattr(one, "SUCCESS", 200)
    return {str(status): done for status in (success if isinstance(success, tuple) else (success,))}


def _refused(one: Operation, typed: Typed) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for status, (words, schema) in errors(one, typed).items():
        content = {JSON: {"schema": schema, "example": example_of(schema, typed.parts)}}
        found[str(status)] = {"description": words, "content": content, **({"headers": ALLOW} if status == 405 else {})}
    return found


def _resolved(value: Any, typed: Typed) -> Any:
    """The schema of a body; what it refers to of the schemas of files becomes a part of the document."""
    if isinstance(value, list):
        return [_resolved(one, typed) for one in value]
    if not isinstance(value, dict):
        return value
    name = str(value.get("$ref", ""))
    if not name.startswith(_OF_FILES):
        return {key: _resolved(one, typed) for key, one in value.items()}
    name = name.removeprefix(_OF_FILES)
    if name not in typed.parts:
        typed.parts[name] = {}
        typed.parts[name] = _resolved(PARTS[name](), typed)
    return reference(name)
