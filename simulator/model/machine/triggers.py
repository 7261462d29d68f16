"""What can happen to a call: a row for each trigger of the table, those of leg outcomes among them."""

from __future__ import annotations

from typing import Literal, NamedTuple

from simulator.model.call.leg_outcomes import LEG_OUTCOMES

EdgeKind = Literal["done", "key", "timer", "hangup", "fault"]
"""How an edge is drawn."""
WORLD = 5
"""The rank of most triggers."""


class TriggerRow(NamedTuple):
    """One trigger; of two at one millisecond the lower `rank` comes first, and `edge` is how it is drawn."""

    name: str
    rank: int = WORLD
    edge: EdgeKind = "done"


_ROWS = (
    TriggerRow("dial"),
    TriggerRow("receive", 1),
    *(
        TriggerRow(row.name, 1, "done") if row.connected else TriggerRow(row.name, WORLD, "fault")
        for row in LEG_OUTCOMES.values()
    ),
    TriggerRow("released", 4),
    TriggerRow("played", 1),
    TriggerRow("digit", 2, "key"),
    TriggerRow("hash", 2, "key"),
    TriggerRow("digitTimeout", 6, "timer"),
    TriggerRow("overallTimeout", 7, "timer"),
    TriggerRow("disconnect"),
    TriggerRow("reply"),
    TriggerRow("noMore"),
    TriggerRow("badReply", WORLD, "fault"),
    TriggerRow("scenario"),
    TriggerRow("notSimulated"),
    TriggerRow("hangup", 3, "hangup"),
    TriggerRow("fault", 0, "fault"),
)
TRIGGERS = {row.name: row for row in _ROWS}
"""`hangup`: the far end of leg A; `released`: the far end of leg B; `disconnect`: the platform itself.

What begins or ends comes first, then a key, leg A's hang-up, leg B's, the world, timers; settings change that of keys
and timers.
"""
