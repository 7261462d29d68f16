"""What a check found: the platform's answer and every finding, shown as a table in a notebook."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, overload

from simulator.model.diagnostic import Diagnostic
from simulator.model.record import frozen
from simulator.render.shown import Shown
from simulator.running.source import load

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from simulator.loading.body.body import BodyKind
    from simulator.model.account import Account
    from simulator.model.reports.file_report import FileReport
    from simulator.running.source import Source


@frozen(eq=False, repr=False)
class Findings(Shown, Sequence[Diagnostic]):
    """Every finding of one body in the order of its lines; `str()` gives the frames that `check` prints."""

    formats = "diagnostics"

    source: Source

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """The findings as a tuple."""
        return self.source.checked.diagnostics

    @property
    def answer(self) -> dict[str, object]:
        """The platform's answer: httpStatus (None for a reply), sessionStatus, statusCode, statusMessage."""
        return self.source.answer

    @property
    def accepted(self) -> bool:
        """Whether the platform would accept the body."""
        return self.source.checked.accepted

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
        return [self.source.report]

    def _repr_html_(self) -> str:
        from html import escape

        from simulator.model.reports.file_report import MOST
        from simulator.render.notebook import html_table

        first, more = self.diagnostics[:MOST], self.source.report.more
        rows = [(d.severity, d.code, f"{d.span.line}:{d.span.column}", d.path, d.message, d.hint) for d in first]
        verdict = f"{self.answer['statusCode']} {self.answer['statusMessage']}"
        table = html_table(("severity", "code", "line", "path", "message", "what to do"), rows)
        return f"<p><b>{escape(verdict)}</b></p>{table}{f'<p>{more}</p>' if more else ''}"


def check(
    source: str | Path | bytes | Mapping[str, Any] | Source,
    *,
    kind: BodyKind = "request",
    account: Account | str | Path | Mapping[str, Any] | None = None,
    at: str | int | None = None,
) -> Findings:
    """Every finding in a body, and the platform's answer; for `source`, `account` and `at` see `load`."""
    return Findings(load(source, kind=kind, account=account, at=at))
