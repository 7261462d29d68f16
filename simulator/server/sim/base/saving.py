"""A session as a scenario file: the call of the flow that was started with the server, else with its answers in it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from attrs import evolve

from simulator.callers.scripted import Scripted
from simulator.scenario.writing.from_session import LiveTrace, saved_call
from simulator.server.sessions.outbox import ASKING

if TYPE_CHECKING:
    from simulator.model.flow.flow_file import FlowFile
    from simulator.scenario.writing.from_session import SavedCall
    from simulator.server.emulation import Emulation
    from simulator.server.sessions.live_session import LiveSession


def saved_session(emulation: Emulation, session: LiveSession) -> SavedCall:
    """The scenario of a session, without secrets. Raises UsageError where its account cannot be written down."""
    found = _saved(emulation, session)
    return evolve(found, text=emulation.house.secrets.mask(found.text))


def _saved(emulation: Emulation, session: LiveSession) -> SavedCall:
    caller, trace = session.live.caller, list(session.call.trace)
    script = caller.script if isinstance(caller, Scripted) and caller.script.text else None
    asked = [one.status for one in session.deliveries if one.type == ASKING]
    live = LiveTrace(session.setting, session.body, trace, asked, None, script)
    flow = emulation.flow
    if flow is not None and _of_flow(flow, session):
        found = saved_call(evolve(live, flow=flow))
        if found.same:
            return found
    return saved_call(live)


def _of_flow(flow: FlowFile, session: LiveSession) -> bool:
    """Whether a flow's table answered, and it begins in the same way."""
    if flow.rows is None or ASKING in session.mail.receivers:
        return False
    inbound = session.setting.inbound
    if inbound is not None:
        own = flow.inbound
        return own is not None and (own.source, own.destination) == (inbound.source, inbound.destination)
    return flow.request is not None and json.loads(flow.request) == json.loads(session.body)
