"""POST /_sim/faults: things that fail, written as in scenario files; each strikes once, at the next chance."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

from simulator.errors import UsageError
from simulator.loading.yaml.fields import Fields
from simulator.loading.yaml.text import load_yaml
from simulator.scenario.left_over import network_fault
from simulator.scenario.reading.call import read_fault
from simulator.server.api.base.family import plain_error
from simulator.server.api.base.message import Outgoing
from simulator.server.api.base.operation import UNUSABLE
from simulator.server.sim.base.sessions import body_of
from simulator.server.sim.get_faults import FaultQueuesShown, queues

if TYPE_CHECKING:
    from typing import Any

    from simulator.model.scenario.scenario import InjectedFault
    from simulator.server.api.base.message import Incoming

METHOD, PATH, FAMILY = "POST", "/_sim/faults", plain_error
SUMMARY = "Let things fail: `faults` is a list as in scenario files, [{reply: {status: 500}}, {session: -2010}]"
ANSWER, REFUSED = FaultQueuesShown, {422: UNUSABLE}
EXAMPLE = {"faults": [{"reply": {"status": 500}}, {"session": -2010}]}
BODY = {
    "type": "object",
    "required": ["faults"],
    "properties": {"faults": {"$ref": "#/definitions/faults"}},
    "additionalProperties": False,
}


async def answer(asked: Incoming) -> Outgoing:
    """The queues as they are then."""
    for one in _faults(body_of(asked, ("faults",)).get("faults")):
        faults = asked.emulation.faults
        if one.reply is not None:
            faults.replies.append(one.reply)
        elif one.of_network:
            faults.errors.append(network_fault(one))
        else:
            faults.twice += 1
    return Outgoing(200, queues(asked.emulation))


def _faults(given: Any) -> tuple[InjectedFault, ...]:
    """The faults, read as those of a scenario. Raises UsageError with all that is wrong."""
    if not isinstance(given, list):
        raise UsageError("`faults` is no list: expected one, as in scenario files")
    node, fields = load_yaml(json.dumps(given).encode()).root, Fields()
    if node is None:
        raise UsageError("`faults` is nested too deep: expected a list, as in scenario files")
    found = fields.listing(node, partial(read_fault, fields=fields))
    if fields.findings:
        raise UsageError(*(f"{one.message} at {one.path}; {one.hint}" for one in fields.findings))
    return found
