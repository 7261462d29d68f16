"""What of a reply without `callflow` was meant to be it, and what to do about that."""

from __future__ import annotations

from json import loads
from typing import TYPE_CHECKING, Any

from simulator.loading.faults import renamed
from simulator.loading.paths import child
from simulator.model.record import frozen
from simulator.registry import nearest, renames

if TYPE_CHECKING:
    from simulator.loading.body.body import Body
    from simulator.model.diagnostic import Instead


@frozen
class Meant:
    """Where it stands, what to do, which fields of the reply are explained by it, and what certainly mends it."""

    path: str
    hint: str
    fields: tuple[str, ...]
    fix: Instead | None = None


def meant(body: Body) -> Meant | None:
    """The list of a reply that has none: misspelt, renamed, null, one level down, as text, or an action alone."""
    data = body.data
    if body.kind != "reply" or not data or data.get("callflow") is not None:
        return None
    if isinstance(data.get("action"), str):
        hint = 'an action alone is no reply: write `{"callflow": [...]}` with it in the list'
        return Meant("$.action", hint, ("action", "params"))
    found = _renamed(data) or _below(data)
    if found is None and "callflow" in data:
        hint = "null counts as not given: write a list, or answer `{}` where the call is to end"
        return Meant("$.callflow", hint, ())
    return found


def _renamed(data: dict[str, Any]) -> Meant | None:
    for name, value in data.items():
        near = name != "callflow" and nearest(name, ("callflow",), 1) and not isinstance(value, dict)
        if near or _is_list(value):
            fix = renamed(name, renames(data, ("callflow",)))
            return Meant(child("$", name), "did you mean `callflow`?", (name,), fix)
    return None


def _below(data: dict[str, Any]) -> Meant | None:
    for name, value in data.items():
        path = child("$", name)
        inside = value if isinstance(value, dict) else {}
        found = next((one for one in inside if nearest(one, ("callflow",), 1)), None)
        if found is not None:
            at = child(path, found)
            return Meant(at, f"what stands at {at} belongs to the top, as `callflow`", (name,))
        if _is_reply(value):
            return Meant(path, f"the text at {path} is a reply itself: send that alone", (name,))
    return None


def _is_list(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(one, dict) and "action" in one for one in value)


def _is_reply(value: Any) -> bool:
    """Whether a text holds a whole reply, as what is meant for a gateway does."""
    if not isinstance(value, str) or '"callflow"' not in value:
        return False
    try:
        found = loads(value)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and "callflow" in found
