"""The table of a flow, hidden behind a Python function, as `python:tests.exploring.served:answer` serves it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from attrs import evolve

from simulator.running.flow import with_backend
from tests.exploring._flows import HANGUP, reply

if TYPE_CHECKING:
    from simulator.model.flow.flow_file import FlowFile, ReplyRow

ROWS: dict[str, tuple[ReplyRow, ...]] = {"": ()}
"""The rows of the flow that is served now."""


def hidden(flow: FlowFile) -> FlowFile:
    """The same conversation, with nothing to see of its table."""
    ROWS[""] = flow.rows or ()
    return with_backend(evolve(flow, rows=None), "python:tests.exploring.served:answer")


def answer(body: dict[str, Any]) -> object:
    """What the first row that matches answers; without one, the call ends."""
    payload = body["payload"]
    status, stage, digits = payload["callStatus"], payload.get("clientActionId"), payload.get("dtmf")
    for row in ROWS[""]:
        if row.when.matches(status, digits, stage):
            return json.loads(row.reply.raw)
    return reply(HANGUP)
