"""Dry-run a request body: one call, from its answer to its summary, on the virtual clock."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from attrs import define

from simulator.callers.scripted import Scripted
from simulator.compiler.compiled import Compiled, compile_actions
from simulator.engine.call import Call
from simulator.engine.drive import drive
from simulator.engine.result import CallResult
from simulator.engine.setting import Setting
from simulator.errors import UsageError
from simulator.library.findings import Findings, as_dict
from simulator.library.machine import CompiledFlow, compile_source
from simulator.library.source import load
from simulator.model.assumptions import DEFAULT_INSTANT
from simulator.model.event import Began, Moved
from simulator.model.outcome import LegOutcome
from simulator.networks.legs import parse_leg
from simulator.networks.scripted import ScriptedNetwork
from simulator.responders.nobody import Nobody
from simulator.rules._check import answer_for
from simulator.webhooks._ids import uuid1

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from simulator.compiler.tabling import ListKind
    from simulator.engine.ports import Caller, Responder
    from simulator.engine.result import Capture, HeardItem
    from simulator.library.source import Source
    from simulator.loading.body import Kind
    from simulator.model.account import Account
    from simulator.model.event import Event
    from simulator.networks.scripted import Fault
    from simulator.render.run._input import RunReport
    from simulator.webhooks._sent import Webhook


@define(slots=False, eq=False)
class Run:
    """One dry run: the answer to the request and, where it was accepted, the call."""

    findings: Findings
    answer: dict[str, Any]
    call: CallResult | None

    @property
    def ok(self) -> bool:
        """Accepted, not stopped, and not ended in an ERROR that nobody injected."""
        return self.call is not None and not self.call.failed

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
        from simulator.render.run._input import RunReport

        return RunReport(self.answer, self.call)

    def render(self, format: str = "text", *, colour: bool = False) -> str:  # noqa: A002 - the option's name
        """The run in a format of `callflow run`. Raises UsageError for an unknown one."""
        from simulator.render._formats import renderer

        return renderer("run", format)(self.report(), colour=colour)

    def __str__(self) -> str:
        return self.render()

    def _repr_html_(self) -> str:
        from simulator.render._notebook import html_table
        from simulator.render.run._lines import clock, lines

        rows = [(clock(line.at), line.who, line.what) for line in lines(self.trace)]
        verdict = f"{self.answer['statusCode']} {self.answer['statusMessage']}"
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
) -> Run:
    """Dry-run a request body with scripted keys, `"1 42# silence"`.

    `legs` says what each dial comes to, in order (`"busy"`, `"answered:6s,talks:20s"`, or LegOutcome);
    `faults` what the platform injects; `at` is the simulated now (default: the fixed instant
    DEFAULT_INSTANT); `seed` drives the ids and nothing else. `caller` takes the place of `dtmf`,
    `responder` answers the VCA webhook (default: hang up). Raises UsageError where an argument cannot be used.
    """
    loaded = load(source, account=account, at=at).or_at(DEFAULT_INSTANT)
    if loaded.kind != "request":
        raise UsageError("a run begins with a request body, and this is a webhook reply")
    findings = Findings(loaded)
    answer = {**_answer(findings, faults), "callFlowRequestId": uuid1(seed, loaded.at or 0, 1)}
    if answer["statusCode"] != 1:
        return Run(findings, answer, None)
    network = ScriptedNetwork(tuple(map(_outcome, legs)), tuple(faults))
    call = Call(_setting(loaded, seed, network.watches_plays))
    for fault in network.timed:
        call.fault(fault.code, at=fault.at)
    who = Scripted.of(dtmf) if caller is None else caller
    drive(call, network, who, responder or Nobody())
    result = CallResult(call, who.left(call.entry) if isinstance(who, Scripted) else ())
    return Run(findings, {**answer, "sessionId": result.facts.session_id}, result)


def _outcome(leg: LegOutcome | str) -> LegOutcome:
    if isinstance(leg, LegOutcome):
        return leg
    if isinstance(leg, str):
        return parse_leg(leg)
    raise UsageError(f'{leg!r} is no outcome of a leg: expected "busy", "answered:6s" and the like, or a LegOutcome')


def _answer(findings: Findings, faults: Sequence[Fault]) -> dict[str, Any]:
    injected = next((fault for fault in faults if fault.where == "answer"), None)
    if injected is None:
        return dict(findings.answer)
    return as_dict(answer_for(injected.code, "request", findings.source.account))


def _setting(source: Source, seed: int, watch_plays: bool) -> Setting:
    body = source.checked.body
    assert source.at is not None  # `run` has set it
    return Setting(
        compile_source(source),
        source.account,
        source.at,
        seed,
        body.valid_until,
        body.client_request_id,
        stored=_stored(source),
        watch_plays=watch_plays,
    )


def _stored(source: Source) -> Callable[[str, ListKind], Compiled | None]:
    """The platform scenarios whose call flow the account file gives, compiled when a call needs them."""
    known = source.account.scenarios or {}

    @cache
    def stored(name: str, kind: ListKind) -> Compiled | None:
        text = known.get(name)
        return (
            None if text is None else _compile_stored(name, text, "request" if kind == "request" else "reply", source)
        )

    return stored


def _compile_stored(name: str, text: str, kind: Kind, source: Source) -> Compiled:
    checked = load(text.encode("utf-8", "surrogatepass"), kind=kind, account=source.account, at=source.at).checked
    if checked.answer.status_code != 1:
        first = next(found for found in checked.diagnostics if found.code == checked.answer.status_code)
        raise UsageError(
            f'the platform scenario "{name}" stands for a call flow that would be refused: '
            f"{first.message} at {first.path}, line {first.span.line} [{first.code}]"
        )
    return compile_actions(checked.body.actions, kind, source.account.assumptions)
