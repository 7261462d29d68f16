"""Request bodies and webhook replies as JSON Schema, from what the action files declare."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from simulator.actions.base.known import actions
from simulator.actions.base.params import params_of
from simulator.actions.make_call import MakeCall
from simulator.loading.body.dialect_v11 import CARRIERS, NUMBERS, RENAMED
from simulator.loading.body.entries import OLD_CAPTURE
from simulator.loading.dates import PATTERN
from simulator.loading.words import SOMETHING
from simulator.model.web_address import ADDRESS
from simulator.schema._kinds import whole

if TYPE_CHECKING:
    from simulator.actions.base.params import Param
    from simulator.schema._kinds import Schema

_TEXT: Schema = {"type": ["string", "null"]}
_VALID_UNTIL: Schema = {
    "description": "when the request expires: ISO 8601 in UTC",
    "type": ["string", "null"],
    "format": "date-time",
    "pattern": whole(PATTERN),
}


def request() -> Schema:
    """A request body: a list of at least one action."""
    return _envelope(_actions(action()), ["callflow"])


def reply() -> Schema:
    """A webhook reply: an empty list, or none at all, hangs up."""
    return _envelope({"description": "what to do next, in order", "type": ["array", "null"], "items": action()}, [])


def old_request() -> Schema:
    """A request body of the dialect v1.1, whose actions carry their own numbers; the first one has to (-1009)."""
    numbers = {name: evolve(what, required=False) for name, what in params_of(MakeCall).items() if name in NUMBERS}
    rows = {name: {**params_of(kind), **(numbers if name in CARRIERS else {})} for name, kind in actions().items()}
    spelled = {today: old for old, today in RENAMED.items()}
    rows[OLD_CAPTURE] = {
        spelled.get(name, name): evolve(what, required=False) for name, what in rows["sayAndCapture"].items()
    }
    docs = {**actions(), OLD_CAPTURE: actions()["sayAndCapture"]}
    listed = _action({name: _when(name, docs[name].__doc__ or "", row) for name, row in rows.items()})
    return _envelope(_actions(listed), ["callflow"])


def _actions(listed: Schema) -> Schema:
    return {"description": "the actions, in order", "type": "array", "items": listed, "minItems": 1}


def _envelope(listed: Schema, required: list[str]) -> Schema:
    ids = {
        "clientActionId": {"description": "comes back in the next webhook: where the caller is", **_TEXT},
        "clientRequestId": {"description": "comes back in the session summary", **_TEXT},
    }
    properties = {"callflow": listed, "validUntil": _VALID_UNTIL, **ids}
    return {"type": "object", "properties": properties, "required": required}


def action() -> Schema:
    """One entry of a list: its name decides its parameters."""
    return _action({name: _when(name, kind.__doc__ or "", params_of(kind)) for name, kind in actions().items()})


def _action(rows: dict[str, Schema]) -> Schema:
    return {
        "type": "object",
        "properties": {"action": {"description": "what to do", "enum": list(rows)}, "params": {}},
        "required": ["action"],
        "allOf": list(rows.values()),
    }


def _when(name: str, doc: str, declared: dict[str, Param]) -> Schema:
    needed = [param for param, what in declared.items() if what.required]
    params: Schema = {
        "description": doc.partition("\n")[0],
        "type": "object" if needed else ["object", "null"],
        "properties": {param: parameter(what) for param, what in declared.items()},
        "required": needed,
    }
    then: Schema = {"properties": {"params": params}}
    if needed:
        then["required"] = ["params"]
    return {"if": {"properties": {"action": {"const": name}}, "required": ["action"]}, "then": then}


def parameter(declared: Param) -> Schema:
    """One parameter: its type and range; null where it may be left out."""
    text = declared.kind == "string"
    low, high = ("minLength", "maxLength") if text else ("minimum", "maximum")
    found: Schema = {
        "description": declared.doc,
        "type": declared.kind if declared.required else [declared.kind, "null"],
    }
    if declared.low is not None:
        found[low] = int(declared.low) if declared.low == int(declared.low) else declared.low
    if declared.high is not None:
        found[high] = int(declared.high) if declared.high == int(declared.high) else declared.high
    if declared.address:
        found["pattern"] = whole(ADDRESS)
    if declared.required and declared.owner != -1009:
        found["pattern"] = SOMETHING  # blank is missing there
    return found
