"""Dry-run a request body or a flow file: the object of the public API, which shows itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define

from simulator.api.arguments import able, faults_from, legs_from, naming, seed_from, text_from
from simulator.api.compiled_flow import CompiledFlow
from simulator.api.findings import Findings
from simulator.api.flow import begun
from simulator.callers.scripted import Scripted
from simulator.model.by_value import by_value
from simulator.networks.scripted import ScriptedNetwork
from simulator.render.dataframe import dataframe
from simulator.render.shown import Shown
from simulator.running.compiling import compile_source
from simulator.running.dry_run import DryRun, run_flow

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence
    from pathlib import Path

    from simulator.api.call_audio import CallAudio
    from simulator.api.flow import AccountGiven, At, BackendGiven, FlowGiven
    from simulator.engine.ports import Caller, Responder
    from simulator.model.call.outcome import LegOutcome
    from simulator.networks.scripted import Fault
    from simulator.render.run_report import RunReport


@define(slots=False, eq=False, repr=False)
class Run(Shown, DryRun):
    """One dry run: the answer to the request (None where the call came in) and, where it was accepted, the call.

    `posted` are the webhooks that could not be posted where the flow file wants them, `printed` is what a backend in
    this process wrote to standard output and standard error.
    """

    formats = "run"

    @classmethod
    def of(cls, found: DryRun) -> Run:
        """A dry run, so that it shows itself."""
        return cls(found.source, found.answering, found.call, found.posted, found.live, found.printed, found.name)

    @property
    def findings(self) -> Findings:
        """What `check` says of the request."""
        return Findings((self.source.report,), self.source.answer)

    @property
    def flow(self) -> CompiledFlow:
        """The compiled request with the path of this call highlighted. Raises RefusedError if there is none."""
        flow = CompiledFlow(compile_source(self.source), self.source.file or "call flow")
        return flow.highlight(self.states)

    def audio(self, *, files: str | Path | None = None) -> CallAudio:
        """How the call sounds, as a notebook plays it; `files` is a folder with the WAV files of playFile.

        Prompts are spoken where the extra `voice` or espeak-ng is installed, else they are silence. Raises UsageError
        where there was no call, or it is too long for a WAV.
        """
        from simulator.api.call_audio import CallAudio

        return CallAudio.of(self.trace, files)

    def to_dataframe(self) -> Any:
        """A `pandas.DataFrame`, a row per event (its columns: docs/api.md). Raises MissingExtraError."""
        from simulator.api.trace_frame import COLUMNS, record

        return dataframe((record(number, event) for number, event in enumerate(self.trace)), COLUMNS)

    def _value(self) -> Hashable:
        """All that came of it, under the ids that it had."""
        body = self.source
        seed = None if self.call is None else self.call.setting.seed
        begun = (body.raw, body.file, body.kind, body.account, body.at, seed)
        return by_value((self.name, begun, self.answer, self.trace, self.posted, self.live, self.printed))

    def report(self) -> RunReport:
        """The run as renderers take it."""
        from simulator.render.run_report import RunReport

        return RunReport.of(self)

    def _shown(self) -> RunReport:
        return self.report()

    def _repr_html_(self) -> str:
        from simulator.model.call.words import clock
        from simulator.render.notebook import html_table
        from simulator.render.timeline import lines

        rows = [(clock(line.at), line.who, line.what) for line in lines(self.trace)]
        verdict = f"{self.answer['statusCode']} {self.answer['statusMessage']}" if self.answer else "inbound call"
        return html_table(("time", "who", verdict), rows)


def run(
    source: FlowGiven,
    dtmf: str = "",
    *,
    legs: Sequence[LegOutcome | str] = (),
    faults: Sequence[Fault] = (),
    account: AccountGiven | None = None,
    at: At | None = None,
    seed: int | None = None,
    caller: Caller | None = None,
    responder: Responder | None = None,
    backend: BackendGiven | None = None,
) -> Run:
    """Dry-run a request body, or a flow file (`NAME.flow.yaml`), with scripted keys, `"1 42# silence"`.

    `legs` says what each dial comes to, in order (`"busy"`, `"answered:6s,talks:20s"`, or LegOutcome);
    `faults` what the platform injects; `at` is the simulated now (default: the fixed instant
    DEFAULT_INSTANT); `seed` drives the ids and nothing else (default: each flow, keys and legs have their own).
    `caller` takes the place of `dtmf`. The VCA webhook is answered by `responder`, by `backend` (`http://...`,
    `wsgi:module:app`, ..., or a function or an app itself), or by what the flow file says; by default the platform
    hangs up. Raises UsageError where an argument cannot be used.
    """
    network = ScriptedNetwork(legs_from(legs), faults_from(faults))
    able("caller", caller, "entry")
    able("responder", responder, "answer")
    with naming("dtmf"):
        who = Scripted.of(text_from("dtmf", dtmf, '"1 42#"')) if caller is None else caller
    flow, now = begun(source, account=account, at=at, backend=backend)
    found = run_flow(flow, caller=who, network=network, seed=seed_from(seed), at=now, responder=responder)
    if not flow.of_file and flow.backend is None:
        found.name = ""  # a body alone has none
    return Run.of(found)
