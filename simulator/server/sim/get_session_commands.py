"""GET /_sim/sessions/{sessionId}/commands: the call as commands for a terminal; no key is in them."""

from __future__ import annotations

import json
from shlex import quote
from typing import TYPE_CHECKING, TypedDict

from simulator.model.call.legs import leg_text
from simulator.scenario.writing.acted import Acted, left_at, legs_of
from simulator.server.api.base.family import plain_error
from simulator.server.api.base.message import Outgoing
from simulator.server.sim.base.sessions import UNKNOWN, found, unknown

if TYPE_CHECKING:
    from simulator.server.api.base.message import Incoming
    from simulator.server.emulation import Emulation
    from simulator.server.sessions.live_session import LiveSession

METHOD, PATH, FAMILY = "GET", "/_sim/sessions/{sessionId}/commands", plain_error
SUMMARY = "Show a session as commands: `curl` begins the same call, `run` plays it as `callflow run`"
KEY = '"Authorization: Bearer $CALLFLOW_KEY"'
SAVED = "request.json"
"""What is run where the flow of the server began nothing: the body, saved."""


class CommandsShown(TypedDict):
    """Two commands."""

    curl: str
    run: str


ANSWER, REFUSED = CommandsShown, UNKNOWN


async def answer(asked: Incoming) -> Outgoing:
    """Both, to be copied."""
    session = found(asked)
    if session is None:
        return unknown(asked)
    body: CommandsShown = {"curl": _curl(asked.base_url, session), "run": _run(asked.emulation, session)}
    return Outgoing(200, body)


def _curl(base: str, session: LiveSession) -> str:
    inbound = session.setting.inbound
    if inbound is not None:
        body = json.dumps({"from": inbound.source, "to": inbound.destination})
        return f"curl {quote(f'{base}/_sim/calls')} -H {KEY} -d {quote(body)}"
    where = f"{base}/api/v1/subaccounts/{session.setting.account.sub_account_id}/callflows"
    body = session.body.decode("utf-8", "replace")
    return f"curl {quote(where)} -H {KEY} -H 'Content-Type: application/json' -d {quote(body)}"


def _run(emulation: Emulation, session: LiveSession) -> str:
    """What was pressed and what legs came to, as `callflow run` takes it."""
    trace, settings = session.call.trace, session.setting.assumptions
    acted = Acted.of(trace)
    timed = (*acted.timed(), *left_at(trace, acted))
    keys = " ".join([*acted.tokens(), *(one.text for one in timed)])
    legs = " ".join(f"--leg {quote(leg_text(leg))}" for leg in legs_of(trace, settings))
    pressed = f"--dtmf {quote(keys)}" if keys else ""
    return " ".join(filter(None, ["callflow run", quote(_file(emulation, session)), pressed, legs]))


def _file(emulation: Emulation, session: LiveSession) -> str:
    flow, inbound = emulation.flow, session.setting.inbound
    of_flow = flow is not None and (flow.request == session.body if inbound is None else flow.inbound is not None)
    return flow.file if flow is not None and of_flow else SAVED
