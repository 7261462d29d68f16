"""One call in which one fault strikes at one moment: run for real, and what the caller notices of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.callers.scripted import Scripted
from simulator.exploring.faults.opportunities import REPLY
from simulator.exploring.faults.unharmed import is_quiet, on
from simulator.model.call.event import Answered, Asked, Bridged, Dialled, Ended, Heard, Struck
from simulator.model.call.legs import parse_leg
from simulator.model.reports.fault_matrix import PROMPT_CODES, Strike
from simulator.model.scenario.scenario import ReplyFault
from simulator.networks.counted import NthPrompt
from simulator.networks.scripted import Fault, ScriptedNetwork
from simulator.responders.counted import NthReply
from simulator.running.answering import responder_for
from simulator.running.dry_run import run_flow

if TYPE_CHECKING:
    from simulator.engine.ports import Responder
    from simulator.exploring.faults.opportunities import Opportunity
    from simulator.exploring.faults.unharmed import Unharmed
    from simulator.model.assumptions import Assumptions
    from simulator.model.call.event import Event
    from simulator.model.flow.flow_file import FlowFile
    from simulator.running.dry_run import DryRun

BROKEN = '{"callflow": [{"action": "say", "params": {"text": "Hello"}}]}'
"""A reply that breaks a rule: a text without a voice."""
UNTOUCHED = {"reply": {"drop": False}}
"""The entry of a scenario's `faults` that lets a reply pass."""
MOST = 10
"""So many of the things heard after a fault are kept: a call may go round for ever."""
ELSEWHERE = "the fault found no opportunity: the backend led the call elsewhere this time"


def strike(flow: FlowFile, chance: Opportunity, at: str | int | None, seed: int, unharmed: Unharmed) -> Strike:
    """Run the call; `unharmed` knows it without the fault. Raises UsageError where the backend cannot be used."""
    run = _run(flow, chance, at, seed)
    moment = _moment(chance, run.trace)
    faults = _injected(chance, flow.account.assumptions, run.trace[moment].at if moment is not None else 0)
    past, rest = run.trace[: moment or 0], run.trace[moment or 0 :]
    before, after, on_line = _heard(past), _heard(rest), any(map(_joins, past))
    return Strike(
        chance.fault,
        chance.input_class,
        chance.way if run.call is None or run.call.unused else on(chance.way),
        *_end(run.trace),
        after[:MOST],
        before[-1] if before else "",
        on_line,
        _trouble(run) or ("" if moment is not None else ELSEWHERE),
        faults,
        any(isinstance(event, Bridged) for event in rest),
        on_line and moment is not None and is_quiet(rest) and unharmed.is_as_quiet(chance, past),
    )


def reply_fault(name: str, settings: Assumptions) -> ReplyFault | None:
    """What the webhook answers; None where the fault is none of the backend."""
    limit = settings.reply_timeout
    return {
        "slow": ReplyFault(delay=limit * 4 // 5),
        "tooSlow": ReplyFault(delay=limit + 1),
        "http500": ReplyFault(500),
        "empty": ReplyFault(body=""),
        "malformed": ReplyFault(body="not json"),
        "ruleBroken": ReplyFault(body=BROKEN),
        "dropped": ReplyFault(drop=True),
    }.get(name)


def _run(flow: FlowFile, chance: Opportunity, at: str | int | None, seed: int) -> DryRun:
    legs = tuple(map(parse_leg, chance.way.legs))
    network = ScriptedNetwork(legs)
    responder: Responder = responder_for(flow)
    reply = reply_fault(chance.fault, flow.account.assumptions)
    if reply is not None:
        responder = NthReply(responder, chance.number, reply, flow.account)
    elif chance.fault in PROMPT_CODES:
        network = NthPrompt(legs, number=chance.number, code=PROMPT_CODES[chance.fault])
    elif chance.fault.startswith("-"):
        network = ScriptedNetwork(legs, (Fault(int(chance.fault)),))
    caller = Scripted.of(on(chance.way).dtmf)
    began = at if chance.way.at is None else chance.way.at
    return run_flow(flow, caller=caller, network=network, responder=responder, at=began, seed=seed)


def _moment(chance: Opportunity, trace: list[Event]) -> int | None:
    """Where in the trace the fault strikes: as the webhook is asked, the prompt fails, or the leg is dialled."""
    if chance.fault in PROMPT_CODES:
        return next((at for at, event in enumerate(trace) if isinstance(event, Struck) and event.injected), None)
    kind = Asked if chance.fault in REPLY else Dialled
    found = [at for at, event in enumerate(trace) if isinstance(event, kind) and not _comes_in(event)]
    return found[chance.number - 1] if chance.number <= len(found) else None


def _injected(chance: Opportunity, settings: Assumptions, at: int) -> tuple[dict[str, Any], ...]:
    reply = reply_fault(chance.fault, settings)
    if reply is not None:
        parts = {"status": reply.status, "body": reply.body, "drop": reply.drop or None}
        given = {key: part for key, part in parts.items() if part is not None}
        delay = {"delay": f"{reply.delay}ms"} if reply.delay else {}
        return (*[UNTOUCHED] * (chance.number - 1), {"reply": {**given, **delay}})
    if chance.fault in PROMPT_CODES:
        code = PROMPT_CODES[chance.fault]
        return ({chance.fault: "failed"} if chance.first else {"session": {"code": code, "at": f"{at}ms"}},)
    return ({"session": int(chance.fault)},) if chance.fault.startswith("-") else ()


def _joins(event: Event) -> bool:
    """Whether somebody is on the line from here on."""
    return (isinstance(event, Answered) and event.leg == "A") or _comes_in(event)


def _comes_in(event: Event) -> bool:
    """Whether a call comes in: a leg that nobody dials."""
    return isinstance(event, Dialled) and event.inbound


def _end(trace: list[Event]) -> tuple[str, int | None]:
    last = trace[-1]
    return (last.status, last.error) if isinstance(last, Ended) else ("STOPPED", None)


def _heard(trace: list[Event]) -> tuple[str, ...]:
    return tuple(event.prompt.words for event in trace if isinstance(event, Heard))


def _trouble(run: DryRun) -> str:
    """What the backend did wrong, which nobody injected."""
    return run.backend_faults[0].what if run.backend_faults else ""
