"""Everything that is to be said of a flow file and of all that it names; no backend is imported or called."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve

from simulator.files.reading import read_given, reading
from simulator.loading.files.flow_file import placed
from simulator.model.reports.file_report import FileReport
from simulator.running.flow import read
from simulator.running.source import Source, moment, read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.loading.body.body import BodyKind
    from simulator.loading.files.account_file import Read
    from simulator.model.account import Account
    from simulator.model.diagnostic import Diagnostic, Span
    from simulator.model.flow.flow_file import FlowBody, FlowFile
    from simulator.running.source import SourceCheck


def flow_reports(
    path: str,
    *,
    account: Account | None = None,
    ignore: Iterable[str] = (),
    at: str | int | None = None,
    read_file: Read | None = None,
    check: SourceCheck | None = None,
) -> list[FileReport]:
    """A report for the flow file (with its inline bodies), its account file, and each request and reply it names.

    `account` takes the place of the flow's own; `at` is the simulated now, the real clock by default; `read_file`
    reads what is checked, and raises OSError where it cannot; `check` says what it knows of a body already.
    Raises UsageError where there is no such file.
    """
    flow, found = read(path, account=account, read_file=read_file)
    own, *others = own_reports(path, found, read_file)
    if flow is None:
        return [own, *others]
    flow = evolve(flow, account=evolve(flow.account, ignore=flow.account.ignore | set(ignore)))
    checked = [(body, body_report(flow, body, kind, at, check)) for body, kind in _bodies(flow)]
    inline = [one for body, report in checked if body.place is not None for one in report.diagnostics]
    named = [report for body, report in checked if body.place is None]
    return [evolve(own, diagnostics=(*own.diagnostics, *inline)), *others, *named]


def own_reports(path: str, found: Iterable[Diagnostic], read_file: Read | None = None) -> list[FileReport]:
    """The findings of reading a flow file: the file's own report first, then that of its account file."""
    by_file: dict[str, list[Diagnostic]] = {path: []}
    for one in found:
        by_file.setdefault(one.file, []).append(one)
    return [
        FileReport(file, read_bytes(Path(file), read_file or read_given).decode(errors="replace"), None, tuple(listed))
        for file, listed in by_file.items()
    ]


def account_report(path: str, read_file: Read | None = None) -> FileReport:
    """A report for an account file. Raises UsageError where there is no such file."""
    from simulator.loading.files.account_file import read_account

    read_file = read_file or reading(Path(path))
    raw = read_bytes(Path(path), read_file)
    _, faults = read_account(raw, Path(path).parent, read_file)
    return FileReport(path, raw.decode(errors="replace"), None, tuple(placed(faults, path, raw)))


def body_report(
    flow: FlowFile,
    body: FlowBody,
    kind: BodyKind = "request",
    at: str | int | None = None,
    check: SourceCheck | None = None,
) -> FileReport:
    """What `check` says of a body of a flow; the findings of an inline one stand in the flow file."""
    source = Source(body.raw, body.text.file, kind, flow.account, moment(at), check=check)
    if body.place is None:
        return source.report
    moved = tuple(_moved(one, body, body.place(one.path, one.key)) for one in source.checked.diagnostics)
    return FileReport(flow.file, body.text.text, source.answer, moved)


def _moved(found: Diagnostic, body: FlowBody, span: Span) -> Diagnostic:
    """A finding of an inline body, in the flow file."""
    instead = None if found.fix is None else found.fix.instead
    fix = None if instead is None or body.fix is None else body.fix(found.fixed_at, instead)
    key = found.key and body.path + found.key[1:]
    return evolve(found, path=body.path + found.path[1:], span=span, key=key, fix=fix)


def _bodies(flow: FlowFile) -> list[tuple[FlowBody, BodyKind]]:
    """The request and every reply; a file that several rows name counts once."""
    found: dict[tuple[str, BodyKind], tuple[FlowBody, BodyKind]] = {}
    listed: list[tuple[FlowBody | None, BodyKind]] = [(flow.body, "request")]
    listed += [(row.reply, "reply") for row in flow.rows or ()]
    for body, kind in listed:
        if body is not None:
            found.setdefault((body.text.file if body.place is None else body.path, kind), (body, kind))
    return list(found.values())
