"""Where the answer to what begins something leads: to each operation on its path, or whose path names it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_type_hints, is_typeddict

from simulator.server.document.paths import names_in
from simulator.server.routing import operations

if TYPE_CHECKING:
    from simulator.server.api.base.operation import Operation

_GIVEN = {"sessionId": "sessionId", "uid": "sessionId", "jobId": "jobId"}
"""Fields of answers, and the names that they have in paths."""


def operation_id(one: Operation) -> str:
    """What an operation is called in the document: by its package and its file."""
    package, _, name = getattr(one, "__name__", one.PATH).rpartition(".")
    return f"{package.rpartition('.')[2]}_{name}"


def links(one: Operation) -> dict[str, Any]:
    """The links of its answer, by the operation that each leads to."""
    if one.METHOD != "POST":
        return {}
    known, begun = _known(one), _begun(one)
    found = {}
    for other in operations():
        names = names_in(other.PATH)
        near = other is not one and other.PATH.startswith(one.PATH) and other.PATH.count("/") <= one.PATH.count("/") + 1
        if (near or begun & set(names)) and known.keys() >= set(names):
            name = operation_id(other)
            found[name] = {"operationId": name, "parameters": {part: known[part] for part in names}}
    return found


def _begun(one: Operation) -> set[str]:
    """The names of what there was not before."""
    fields = get_type_hints(one.ANSWER) if is_typeddict(one.ANSWER) else {}
    return {name for field, name in _GIVEN.items() if field in fields} - set(names_in(one.PATH))


def _known(one: Operation) -> dict[str, str]:
    """Where each part of a path is found in a request, or its answer."""
    fields = get_type_hints(one.ANSWER) if is_typeddict(one.ANSWER) else {}
    body = getattr(one, "BODY", {}).get("properties", {})
    return {
        **{name: f"$request.body#/{name}" for name in body},
        **{_GIVEN.get(field, field): f"$response.body#/{field}" for field in fields},
        **{name: f"$request.path.{name}" for name in names_in(one.PATH)},
    }
