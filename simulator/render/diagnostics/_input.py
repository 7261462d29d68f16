"""What every renderer of findings is given: one report per file that was checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from simulator.model.diagnostic import Diagnostic, Severity


@frozen
class FileReport:
    """A checked file: its text (None where it has none to show), the platform's answer, and the findings.

    `answer` has `httpStatus` (None for a reply), `sessionStatus`, `statusCode`, `statusMessage`; it is None
    for a file that is neither a request nor a reply.
    """

    file: str
    source: str | None
    answer: dict[str, object] | None
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def sorted(self) -> tuple[Diagnostic, ...]:
        """The findings by line, column and code; numbers stand before names."""
        return tuple(sorted(self.diagnostics, key=lambda found: found.order))

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
