"""Where the answer to what begins something leads: to each operation whose path names what has begun."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_type_hints, is_typeddict

from simulator.server.document.paths import names_in
from simulator.server.routing import operations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.server.api.base.operation import Operation

_GIVEN = {"sessionId": "sessionId", "uid": "sessionId", "jobId": "jobId"}
"""Fields of answers, and the names that they have in paths."""
_ACCOUNT = "subAccountId"


def operation_id(one: Operation) -> str:
    """What an operation is called in the document: by its package and its file."""
    package, _, name = getattr(one, "__name__", one.PATH).rpartition(".")
    return f"{package.rpartition('.')[2]}_{name}"


def links(one: Operation) -> dict[str, Any]:
    """The links of its answer, by the operation that each leads to."""
    fields = get_type_hints(one.ANSWER) if is_typeddict(one.ANSWER) else {}
    begun = [field for field, name in _GIVEN.items() if field in fields and name not in names_in(one.PATH)]
    return dict(link for field in begun for link in _by(field, one))


def _by(field: str, one: Operation) -> Iterator[tuple[str, Any]]:
    own = names_in(one.PATH)
    for other in operations():
        parts = names_in(other.PATH)
        if _GIVEN[field] in parts and (_ACCOUNT not in parts or _ACCOUNT in own):
            account = {_ACCOUNT: f"$request.path.{_ACCOUNT}"} if _ACCOUNT in parts else {}
            name = operation_id(other)
            yield name, {"operationId": name, "parameters": {**account, _GIVEN[field]: f"$response.body#/{field}"}}
