"""Dry-run a request body: one call, from its answer to its summary, on the virtual clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define

from simulator.api.compiled_flow import CompiledFlow, compile_source
from simulator.api.findings import Findings, as_dict
from simulator.callers.scripted import Scripted
from simulator.engine.call import Call
from simulator.engine.drive import drive
from simulator.errors import UsageError
from simulator.model.assumptions import DEFAULT_INSTANT
from simulator.model.call.event import Began, Moved
from simulator.model.call.legs import parse_leg
from simulator.model.call.outcome import LegOutcome
from simulator.networks.scripted import ScriptedNetwork
from simulator.responders.nobody import Nobody
from simulator.rules.base.check import answer_for
from simulator.running.prepared import prepare
from simulator.running.result import CallResult
from simulator.running.source import is_flow, load

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from simulator.engine.ports import Caller, Responder
    from simulator.model.account import Account
    from simulator.model.call.backend_fault import BackendFault
    from simulator.model.call.event import Event
    from simulator.networks.scripted import Fault
    from simulator.render.run_report import RunReport
    from simulator.running.prepared import Prepared
    from simulator.running.result import Capture, HeardItem
    from simulator.running.source import Source
    from simulator.webhooks.base.sent import Webhook


@define(slots=False, eq=False)
class Run:
    """One dry run: the answer to the request (None where the call came in) and, where it was accepted, the call.

    `posted` are the webhooks that could not be posted where the flow file wants them.
    """

    findings: Findings
    answer: dict[str, Any] | None
    call: CallResult | None
    posted: tuple[BackendFault, ...] = ()

    @property
    def ok(self) -> bool:
        """Accepted, not stopped, not ended in an ERROR that nobody injected, and no fault of a backend."""
        return self.call is not None and not self.call.failed and not self.posted

    @property
    def backend_faults(self) -> tuple[BackendFault, ...]:
        """What the backend did wrong: crashes, unusable answers, questions that no row of a table answers."""
        return (*(self.call.backend_faults if self.call else ()), *self.posted)

    @property
    def session(self) -> dict[str, Any] | None:
        """The payload of the session summary (VSS), or None where there is none."""
        return self.call.session if self.call else None

    @property
    def captures(self) -> list[Capture]:
        """One entry per try of a capture."""
        return self.call.captures if self.call else []

    @property
    def heard(self) -> list[HeardItem]:
        """What the caller heard, in order."""
        return self.call.heard if self.call else []

    @property
    def webhooks(self) -> list[Webhook]:
        """Every webhook that the platform sent."""
        return self.call.webhooks if self.call else []

    @property
    def trace(self) -> list[Event]:
        """Everything that happened, in order."""
        return self.call.trace if self.call else []

    @property
    def states(self) -> tuple[str, ...]:
        """The states that the call passed, in order: what `CompiledFlow.highlight` takes."""
        return tuple(event.state for event in self.trace if isinstance(event, Began | Moved))

    @property
    def flow(self) -> CompiledFlow:
        """The compiled request with the path of this call highlighted. Raises RefusedError if there is none."""
        flow = CompiledFlow(compile_source(self.findings.source), self.findings.source.file or "call flow")
        return flow.highlight(self.states)

    def report(self) -> RunReport:
        """The run as renderers take it."""
        from simulator.render.run_report import RunReport

        return RunReport(self.answer, self.call, self.backend_faults)

    def render(self, format: str = "text", *, colour: bool = False) -> str:  # noqa: A002 - the option's name
        """The run in a format of `callflow run`. Raises UsageError for an unknown one."""
        from simulator.render.formats import renderer

        return renderer("run", format)(self.report(), colour=colour)

    def __str__(self) -> str:
        return self.render()

    def _repr_pretty_(self, printer: Any, _cycle: bool) -> None:
        printer.text(str(self))

    def _repr_html_(self) -> str:
        from simulator.render.notebook import html_table
        from simulator.render.timeline import clock, lines

        rows = [(clock(line.at), line.who, line.what) for line in lines(self.trace)]
        verdict = f"{self.answer['statusCode']} {self.answer['statusMessage']}" if self.answer else "inbound call"
        return html_table(("time", "who", verdict), rows)


def run(
    source: str | Path | bytes | Mapping[str, Any] | Source,
    dtmf: str = "",
    *,
    legs: Sequence[LegOutcome | str] = (),
    faults: Sequence[Fault] = (),
    account: Account | str | Path | Mapping[str, Any] | None = None,
    at: str | int | None = None,
    seed: int = 0,
    caller: Caller | None = None,
    responder: Responder | None = None,
    backend: str | None = None,
) -> Run:
    """Dry-run a request body, or a flow file (`NAME.flow.yaml`), with scripted keys, `"1 42# silence"`.

    `legs` says what each dial comes to, in order (`"busy"`, `"answered:6s,talks:20s"`, or LegOutcome);
    `faults` what the platform injects; `at` is the simulated now (default: the fixed instant
    DEFAULT_INSTANT); `seed` drives the ids and nothing else. `caller` takes the place of `dtmf`. The VCA webhook
    is answered by `responder`, by `backend` (`http://...`, `wsgi:module:app`, ...), or by what the flow file says;
    by default the platform hangs up. Raises UsageError where an argument cannot be used.
    """
    from simulator.running.flow import flow_of, load_flow, run_flow, with_backend

    network = ScriptedNetwork(tuple(map(outcome_of_leg, legs)), tuple(faults))
    who = Scripted.of(dtmf) if caller is None else caller
    if is_flow(source):
        flow = with_backend(load_flow(source, account=account), backend)  # type: ignore[arg-type]
        return run_flow(flow, caller=who, network=network, seed=seed, at=at, responder=responder)
    loaded = load(source, account=account, at=at).or_at(DEFAULT_INSTANT)
    if loaded.kind != "request":
        raise UsageError("a run begins with a request body, and this is a webhook reply")
    if backend is not None:
        flow = flow_of(loaded, backend)
        return run_flow(flow, caller=who, network=network, seed=seed, at=loaded.at, responder=responder)
    return simulate(prepare(loaded), network, who, responder or Nobody(), seed)


def simulate(prepared: Prepared, network: ScriptedNetwork, caller: Caller, responder: Responder, seed: int = 0) -> Run:
    """Run one call of what was prepared: from the answer to the request to the end of the session."""
    if prepared.inbound is None and (prepared.compiled is None or network.faults):
        answer = _answer(prepared.findings, network.faults)
        if answer["statusCode"] != 1:
            answer["callFlowRequestId"] = prepared.ids(seed)["callFlowRequestId"]
            return Run(prepared.findings, answer, None)
    call = Call(prepared.setting(seed, network.watches_plays))
    for fault in network.timed:
        call.fault(fault.code, at=fault.at)
    drive(call, network, caller, responder)
    result = CallResult(call, caller.left(call.entry) if isinstance(caller, Scripted) else ())
    return Run(prepared.findings, prepared.accepted(seed) if prepared.inbound is None else None, result)


def answer_to(prepared: Prepared, faults: Sequence[Fault] = ()) -> dict[str, Any] | None:
    """What the platform answers to the request; None where the call comes in."""
    return None if prepared.inbound is not None else _answer(prepared.findings, faults)


def outcome_of_leg(leg: LegOutcome | str) -> LegOutcome:
    """What a dial comes to, given as run takes it. Raises UsageError."""
    if isinstance(leg, LegOutcome):
        return leg
    if isinstance(leg, str):
        return parse_leg(leg)
    raise UsageError(f'{leg!r} is no outcome of a leg: expected "busy", "answered:6s" and the like, or a LegOutcome')


def _answer(findings: Findings, faults: Sequence[Fault]) -> dict[str, Any]:
    injected = next((fault for fault in faults if fault.where == "answer"), None) if faults else None
    if injected is None:
        return dict(findings.answer)
    return as_dict(answer_for(injected.code, "request", findings.source.account))
