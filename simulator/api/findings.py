"""What a check found: the platform's answer and every finding, shown as a table in a notebook."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, overload

from attrs import field

from simulator.api.flow import load
from simulator.model.diagnostic import Diagnostic
from simulator.model.record import frozen
from simulator.render.shown import Shown

if TYPE_CHECKING:
    from simulator.api.flow import AccountGiven, At, FlowGiven, FlowKind
    from simulator.model.reports.file_report import FileReport


@frozen(repr=False)
class Findings(Shown, Sequence[Diagnostic]):
    """Every finding of one body in the order of its lines; `str()` gives the frames that `check` prints."""

    formats = "diagnostics"

    reports: tuple[FileReport, ...]
    answer: dict[str, Any] = field(hash=False)
    """The platform's answer: httpStatus (None for a reply), sessionStatus, statusCode, statusMessage.

    Of a flow file it is that to its request, empty where its call comes in.
    """

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """The findings as a tuple, those of a flow file before those of the files that it names."""
        return tuple(found for report in self.reports for found in report.diagnostics)

    @property
    def accepted(self) -> bool:
        """Whether the platform would accept the body; of a flow file, whether nothing in it is an error."""
        return self.answer.get("statusCode", 1) == 1 and not any(one.count("error") for one in self.reports)

    @property
    def codes(self) -> tuple[int | str, ...]:
        """The codes of the findings, in order."""
        return tuple(found.code for found in self.diagnostics)

    @overload
    def __getitem__(self, at: int) -> Diagnostic: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Diagnostic]: ...
    def __getitem__(self, at: int | slice) -> Diagnostic | Sequence[Diagnostic]:
        return self.diagnostics[at]

    def __len__(self) -> int:
        return len(self.diagnostics)

    def _shown(self) -> list[FileReport]:
        return list(self.reports)

    def _repr_html_(self) -> str:
        from html import escape

        from simulator.model.reports.file_report import MOST
        from simulator.render.notebook import html_table

        first, more = self.diagnostics[:MOST], self.reports[0].more
        rows = [(d.severity, d.code, f"{d.span.line}:{d.span.column}", d.path, d.message, d.hint) for d in first]
        verdict = f"{self.answer['statusCode']} {self.answer['statusMessage']}" if self.answer else "inbound call"
        table = html_table(("severity", "code", "line", "path", "message", "what to do"), rows)
        return f"<p><b>{escape(verdict)}</b></p>{table}{f'<p>{more}</p>' if more else ''}"


def check(
    source: FlowGiven,
    *,
    kind: FlowKind | None = None,
    account: AccountGiven | None = None,
    at: At | None = None,
) -> Findings:
    """Every finding in a body, or in a flow file and all that it names; for the arguments see `load`."""
    flow = load(source, kind=kind, account=account, at=at)
    return Findings(tuple(flow.reports), flow.answer)
