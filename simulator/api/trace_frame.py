"""The events of a run as rows: one column for each thing that an event may tell, missing where it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.render.run.json import event_data

if TYPE_CHECKING:
    from collections.abc import Mapping

    from simulator.model.call.event import Event
    from simulator.render.dataframe import ColumnType

TOLD: Mapping[str, tuple[ColumnType, tuple[str, ...]]] = {
    "at_ms": ("whole", ("at",)),
    "event": ("text", ("event",)),
    "state": ("text", ("state", "action")),
    "trigger": ("text", ("trigger",)),
    "leg": ("text", ("leg",)),
    "source": ("text", ("source",)),
    "destination": ("text", ("destination",)),
    "heard": ("text", ("text", "fileUrl")),
    "length_ms": ("whole", ("length",)),
    "key": ("text", ("key",)),
    "digits": ("text", ("digits",)),
    "outcome": ("text", ("outcome", "status")),
    "reason": ("text", ("reason", "why", "bound", "by")),
    "error": ("whole", ("error", "code")),
    "client_action_id": ("text", ("clientActionId",)),
}
"""Each column after the number of the event: what it holds, and the names in JSON of what it is read from."""
COLUMNS: Mapping[str, ColumnType] = {"number": "whole", **{name: holds for name, (holds, _) in TOLD.items()}}


def record(number: int, event: Event) -> tuple[object, ...]:
    """The cells of one event."""
    told = event_data(event)
    found = (next((told[name] for name in names if told.get(name) is not None), None) for _, names in TOLD.values())
    return (number, *found)
