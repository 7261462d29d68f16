"""Text, for a person: each finding with the code it is about, then what the platform would answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.diagnostic import LINE_BREAK
from simulator.model.reports.file_report import MOST, ordered
from simulator.render.ansi import paint
from simulator.render.diagnostics._frame import frame
from simulator.render.width import safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from simulator.model.diagnostic import Diagnostic, Severity
    from simulator.model.reports.file_report import FileReport

FORMAT = "text"

_SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


def render(reports: Iterable[FileReport], colour: bool = False) -> str:
    """Findings by file, line and column, each file closed by its answer; ANSI colours where `colour` is true.

    Of a file with very many, the first `MOST` are shown and the others counted.
    """
    return "".join(f"{line}\n" for report in ordered(reports) for line in _file(report, colour))


def _file(report: FileReport, colour: bool) -> Iterator[str]:
    lines = None if report.source is None else LINE_BREAK.split(report.source)
    for found in report.sorted[:MOST]:
        yield from _finding(report, lines, found, colour)
        yield ""
    if report.more:
        yield report.more
        yield ""
    yield _summary(report, colour)


def _finding(report: FileReport, lines: Sequence[str] | None, found: Diagnostic, colour: bool) -> Iterator[str]:
    span = found.span
    gutter = " " * len(str(span.end_line))
    head = paint(f"{found.severity}[{found.code}]", found.severity, colour)
    yield head + paint(f": {safe(found.message)}", "strong", colour)
    place = f"{safe(report.file)}:{span.line}:{span.column}"
    yield f"{gutter}{paint('-->', 'frame', colour)} {place}  {paint(safe(found.path), 'faint', colour)}"
    if lines is not None:
        yield from frame(lines, span, found.severity, colour)
    if found.hint:
        equals = paint("=", "frame", colour)
        yield f"{gutter} {equals} {paint('help', 'help', colour)}: {safe(found.hint)}"


def _summary(report: FileReport, colour: bool) -> str:
    """What the platform would do, in words, and how many findings there are."""
    counts = [_count(report.count(severity), severity) for severity in _SEVERITIES if report.count(severity)]
    found = ", ".join(counts) or "no findings"
    name = paint(safe(report.file), "strong", colour)
    if report.answer is None:
        return f"{name}: {found}"
    verdict, words = _answer(report.answer)
    return f"{name}: {paint(verdict, 'good' if verdict == 'accepted' else 'error', colour)}: {words} ({found})"


def _answer(answer: dict[str, object]) -> tuple[str, str]:
    verdict = "accepted" if answer["statusCode"] == 1 else "refused"
    http = "" if answer["httpStatus"] is None else f"HTTP {answer['httpStatus']}, "
    return verdict, f"{http}{answer['statusCode']} {safe(str(answer['statusMessage']))}"


def _count(number: int, severity: Severity) -> str:
    plural = "" if severity == "info" or number == 1 else "s"
    return f"{number} {severity}{plural}"
