"""Which field of a reply was meant to be `callflow`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.loading.paths import child
from simulator.registry import nearest

if TYPE_CHECKING:
    from simulator.loading.body.body import Body


def meant(body: Body) -> str | None:
    """The path of what looks like the list of a reply that has no `callflow`: misspelt, renamed, or one level down."""
    data = body.data
    if body.kind != "reply" or not data or "callflow" in data:
        return None
    for name, value in data.items():
        if _is_list(value) or (nearest(name, ("callflow",), 1) and not isinstance(value, dict)):
            return child("$", name)
    for name, value in data.items():
        inside = value if isinstance(value, dict) else {}
        found = next((one for one in inside if nearest(one, ("callflow",), 1)), None)
        if found is not None:
            return child(child("$", name), found)
    return None


def _is_list(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(one, dict) and "action" in one for one in value)
