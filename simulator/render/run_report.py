"""What every format of a run is given: the answer to the request, and the call where there was one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import frozen

if TYPE_CHECKING:
    from simulator.hearing.report import VoiceLine
    from simulator.model.call.backend_fault import BackendFault
    from simulator.model.call.reply_remark import ReplyRemark
    from simulator.running.dry_run import DryRun
    from simulator.running.result import CallResult


@frozen(eq=False)
class RunReport:
    """One dry run; `answer` and `request` are None for an inbound call, `call` where the request was not accepted.

    `name` is what was run, empty where it has no name. `voice` says how long prompts are when they are spoken, where
    somebody asked for it.
    """

    answer: dict[str, Any] | None
    call: CallResult | None
    backend_faults: tuple[BackendFault, ...] = ()
    reply_remarks: tuple[ReplyRemark, ...] = ()
    request: bytes | None = None
    name: str = ""
    voice: tuple[VoiceLine, ...] | None = None

    @classmethod
    def of(cls, run: DryRun, voice: tuple[VoiceLine, ...] | None = None) -> RunReport:
        """A run as renderers take it."""
        request = run.source.raw if run.answer is not None else None
        name = run.name or run.source.file
        return cls(run.answer, run.call, run.backend_faults, run.reply_remarks, request, name, voice)
