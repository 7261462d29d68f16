"""The events of a trace as JSON Schema, made of their classes, as `event_data` writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NotRequired, get_args, get_type_hints

from simulator.actions.base.params import camel
from simulator.model.call import event as events
from simulator.model.call import outcome
from simulator.model.call.event import Answered, Began, Heard, Interrupted, Moved, Refused, Replied
from simulator.model.machine import table
from simulator.server.document.typed import reference

if TYPE_CHECKING:
    from simulator.server.document.typed import JsonSchema, Typed

_NAMES = {**vars(table), **vars(outcome)}
"""What the types of their fields are called."""
_OWN: dict[Any, dict[str, Any]] = {
    Moved: {"from": str, "trigger": str, "state": str},
    Began: {"digest": str, "state": str},
    Refused: {"error": int, "why": str, "statusCode": int | None, "action": str | None},
}
"""What is said of those that are not written field by field."""
_UNSAID = {(Replied, "body"), (Interrupted, "prompt"), (Heard, "prompt")}
_SELDOM = {(Replied, "again"), (Answered, "outcome"), (Answered, "beep")}


def call_event(typed: Typed) -> JsonSchema:
    """Any event; each kind is a part of its own, told by its name."""
    return {"description": "An event of a call", "anyOf": [_event(kind, typed) for kind in get_args(events.Event)]}


def _event(kind: Any, typed: Typed) -> JsonSchema:
    name = kind.__name__
    own = _OWN.get(kind) or _fields(kind)
    if kind is Heard:
        own |= {one: NotRequired[hint] for one, hint in _fields(table.Prompt).items()}
        own["sound"] = NotRequired[str]
    words = (kind.__doc__ or "").partition("\n")[0]
    typed.parts[name] = typed.record({"at": int, "event": Literal[name[0].lower() + name[1:]], **own}, words)
    return reference(name)


def _fields(kind: Any) -> dict[str, Any]:
    hints = get_type_hints(kind, localns=_NAMES)
    return {
        camel(name): NotRequired[hint] if (kind, name) in _SELDOM else hint
        for name, hint in hints.items()
        if (kind, name) not in _UNSAID and name != "at"
    }
