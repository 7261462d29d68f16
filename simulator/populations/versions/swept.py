"""One number of a flow or of its callers, over a range: the flow or the callers with each value."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from attrs import evolve

from simulator.errors import UsageError
from simulator.registry import nearest

if TYPE_CHECKING:
    from simulator.model.caller_model import CallerModel
    from simulator.model.flow.flow_file import FlowBody, FlowFile

CAPTURED = ("overallTimeout", "digitTimeout", "maxDigits", "minDigits", "noOfTries", "repetition")
"""Numbers of every sayAndCapture."""
CALLERS = {
    "wrong": "wrong", "silence": "silence", "slip": "slip", "bargeIn": "barge_in", "atOnce": "at_once",
    "perSecond": "per_second", "perEntry": "hangup",
}  # fmt: skip
"""Numbers of the callers."""
STEPS, MOST = 8, 200
_RANGE = re.compile(r"(\d+(?:\.\d+)?)\.\.(\d+(?:\.\d+)?)(?::(\d+(?:\.\d+)?))?")
WRITTEN = "expected NAME=FIRST..LAST, NAME=FIRST..LAST:STEP or NAME=ONE,OTHER, as in overallTimeout=3000..10000"


def name_of_sweep(name: str) -> str:
    """The name as the platform or a callers file spells it. Raises UsageError."""
    known = {**{one: one for one in CAPTURED}, **{one: one for one in CALLERS}}
    known |= {python: one for one, python in CALLERS.items()}
    if name not in known:
        near = nearest(name, (*CAPTURED, *CALLERS), 1)
        hint = f"did you mean {near[0]}?" if near else f"known are {', '.join((*CAPTURED, *CALLERS))}"
        raise UsageError(f'"{name}" cannot be swept: {hint}')
    return known[name]


def sweep_from(text: str) -> tuple[str, list[float]]:
    """A sweep as it is written on the command line. Raises UsageError."""
    name, equals, values = text.partition("=")
    if not equals:
        raise UsageError(f'--sweep "{text}": {WRITTEN}')
    if found := _RANGE.fullmatch(values.strip()):
        return name.strip(), _between(text, float(found[1]), float(found[2]), found[3], name.strip() in CAPTURED)
    try:
        return name.strip(), [float(one) for one in values.split(",")]
    except ValueError:
        raise UsageError(f'--sweep "{text}": {WRITTEN}') from None


def _between(text: str, first: float, last: float, step: str | None, whole: bool) -> list[float]:
    if last <= first or (step is not None and not float(step)):
        raise UsageError(f'--sweep "{text}": {WRITTEN}, from the smaller to the larger')
    if step is None:
        values = [first + (last - first) * at / (STEPS - 1) for at in range(STEPS)]
        return list(dict.fromkeys(map(float, map(round, values)))) if whole else values
    count = int((last - first) / float(step) + 1e-9) + 1
    if count > MOST:
        raise UsageError(f'--sweep "{text}" has {count} values, expected at most {MOST}')
    return [first + float(step) * at for at in range(count)]


def with_value(flow: FlowFile, people: CallerModel, name: str, value: float) -> tuple[FlowFile, CallerModel]:
    """Both with this value. Raises UsageError."""
    if name in CALLERS:
        changed: dict[str, Any] = {CALLERS[name]: value}
        segments = tuple(evolve(one, **changed) for one in people.segments)
        return flow, evolve(people, **changed, segments=segments)
    if flow.rows is None and (flow.backend is not None or flow.body is None):
        raise UsageError(f"{name} cannot be swept: the captures of a backend are its own, a table's can be changed")
    if not float(value).is_integer():
        raise UsageError(f"{name} is {value:g}, expected a whole number")
    body = None if flow.body is None else _changed(flow.body, name, int(value))
    rows = None
    if flow.rows is not None:
        rows = tuple(evolve(row, reply=_changed(row.reply, name, int(value))) for row in flow.rows)
    return evolve(flow, body=body, rows=rows), people


def _changed(body: FlowBody, name: str, value: int) -> FlowBody:
    """The body with this value in each of its captures; one that is no JSON is told of elsewhere."""
    try:
        data = json.loads(body.raw)
    except ValueError:
        return body
    for action in _actions(data):
        if action.get("action") == "sayAndCapture" and isinstance(action.get("params"), dict):
            action["params"][name] = value
    return evolve(body, raw=json.dumps(data).encode())


def _actions(data: Any) -> list[dict[str, Any]]:
    found = data.get("callflow") if isinstance(data, dict) else None
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
