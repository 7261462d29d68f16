"""What every renderer of findings is given: one report per file that was checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field, frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from simulator.model.diagnostic import Diagnostic, Severity

MOST = 1000
"""Findings of one file that are shown to people; nobody reads more, and a hostile body can have 500,000."""


@frozen
class FileReport:
    """A checked file: its text (None where it has none to show), the platform's answer, and the findings.

    `answer` has `httpStatus` (None for a reply), `sessionStatus`, `statusCode`, `statusMessage`; it is None
    for a file that is neither a request nor a reply.
    """

    file: str
    source: str | None
    answer: dict[str, object] | None = field(hash=False)
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def sorted(self) -> tuple[Diagnostic, ...]:
        """The findings by line, column and code; numbers stand before names."""
        return tuple(sorted(self.diagnostics, key=lambda found: found.order))

    @property
    def more(self) -> str:
        """What is said in place of the findings beyond `MOST`; empty where all are shown."""
        left = len(self.diagnostics) - MOST
        return f"and {left} more finding{'s' * (left > 1)}: the json format lists every one" if left > 0 else ""

    def count(self, severity: Severity) -> int:
        """How many findings are of this severity."""
        return sum(found.severity == severity for found in self.diagnostics)


def ordered(reports: Iterable[FileReport]) -> list[FileReport]:
    """The reports by file."""
    return sorted(reports, key=lambda report: report.file)


def findings(reports: Iterable[FileReport]) -> Iterator[tuple[FileReport, Diagnostic]]:
    """Every finding with the file it is in, by file, line, column and code."""
    for report in ordered(reports):
        for found in report.sorted:
            yield report, found
