"""Everything that is to be said of a flow file and of all that it names; no backend is imported or called."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve

from simulator.model.reports.file_report import FileReport
from simulator.running.flow import read
from simulator.running.source import Source, moment, read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.loading.body.body import BodyKind
    from simulator.model.account import Account
    from simulator.model.diagnostic import Diagnostic
    from simulator.model.flow.flow_file import FlowBody, FlowFile


def flow_reports(
    path: str, *, account: Account | None = None, ignore: Iterable[str] = (), at: str | int | None = None
) -> list[FileReport]:
    """A report for the flow file (with its inline bodies), its account file, and each request and reply it names.

    `account` takes the place of the flow's own; `at` is the simulated now, the real clock by default. Raises
    UsageError where there is no such file.
    """
    flow, found = read(path, account=account)
    own, *others = own_reports(path, found)
    if flow is None:
        return [own, *others]
    flow = evolve(flow, account=evolve(flow.account, ignore=flow.account.ignore | set(ignore)))
    checked = [(body, body_report(flow, body, kind, at)) for body, kind in _bodies(flow)]
    inline = [one for body, report in checked if body.place is not None for one in report.diagnostics]
    named = [report for body, report in checked if body.place is None]
    return [evolve(own, diagnostics=(*own.diagnostics, *inline)), *others, *named]


def own_reports(path: str, found: Iterable[Diagnostic]) -> list[FileReport]:
    """The findings of reading a flow file: the file's own report first, then that of its account file."""
    by_file: dict[str, list[Diagnostic]] = {path: []}
    for one in found:
        by_file.setdefault(one.file, []).append(one)
    return [
        FileReport(file, read_bytes(Path(file)).decode(errors="replace"), None, tuple(listed))
        for file, listed in by_file.items()
    ]


def body_report(flow: FlowFile, body: FlowBody, kind: BodyKind = "request", at: str | int | None = None) -> FileReport:
    """What `check` says of a body of a flow; the findings of an inline one stand in the flow file."""
    source = Source(body.raw, body.text.file, kind, flow.account, moment(at))
    if body.place is None:
        return source.report
    found = source.checked.diagnostics
    moved = tuple(evolve(one, path=body.path + one.path[1:], span=body.place(one.path, one.key)) for one in found)
    return FileReport(flow.file, body.text.text, source.answer, moved)


def _bodies(flow: FlowFile) -> list[tuple[FlowBody, BodyKind]]:
    """The request and every reply; a file that several rows name counts once."""
    found: dict[tuple[str, BodyKind], tuple[FlowBody, BodyKind]] = {}
    listed: list[tuple[FlowBody | None, BodyKind]] = [(flow.body, "request")]
    listed += [(row.reply, "reply") for row in flow.rows or ()]
    for body, kind in listed:
        if body is not None:
            found.setdefault((body.text.file if body.place is None else body.path, kind), (body, kind))
    return list(found.values())
