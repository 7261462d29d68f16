"""Findings are mended where that is certain: fix, check again, until nothing certain is left.

A file whose data could be read before has data after each round that differ only where a finding said so; one that
could not be read is only kept if it can be read in the end.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.model.record import frozen
from simulator.running.mending.differing import UNREADABLE, data_of, differences
from simulator.running.mending.replacing import Mendable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from simulator.model.diagnostic import Diagnostic, Fix
    from simulator.model.reports.file_report import FileReport
    from simulator.running.mending.files import MendedFiles

ROUNDS = 100
"""Checks after which a file counts as mended as far as it can be: each mends at least one finding."""


@frozen
class Mend:
    """A finding that was mended: its file, and what stood there and stands there now."""

    file: str
    found: Diagnostic
    was: str
    now: str


@frozen
class Mended:
    """What came of it: the reports at first, the mends in their order, and the reports of what is left.

    `hopeless` are files that could not be read even with all that is certain, and so stay as they are.
    """

    before: list[FileReport]
    mends: tuple[Mend, ...]
    reports: list[FileReport]
    hopeless: tuple[str, ...] = ()


def mend(check: Callable[[], list[FileReport]], files: MendedFiles) -> Mended:
    """Mend what `check`, which reads through `files`, says how to mend; nothing is written. It may raise."""
    done: list[tuple[Path, Mend]] = []
    before = reports = check()
    for _ in range(ROUNDS):
        fresh = _round(reports, files)
        if not fresh:
            break
        done += fresh
        reports = check()
    hopeless = _hopeless(reports, files)
    for place in hopeless:
        files.forget(place)
    mends = tuple(one for place, one in done if place not in hopeless)
    return Mended(before, mends, check() if hopeless else reports, tuple(hopeless.values()))


def _round(reports: Iterable[FileReport], files: MendedFiles) -> list[tuple[Path, Mend]]:
    by_place: dict[Path, list[FileReport]] = defaultdict(list)
    for report in reports:
        if any(one.fix for one in report.diagnostics):
            by_place[files.place(Path(report.file))].append(report)
    return [(place, one) for place, listed in by_place.items() for one in _mended(place, listed, files)]


def _mended(place: Path, reports: list[FileReport], files: MendedFiles) -> list[Mend]:
    """Mend one file, of which there can be several reports: as a request and as a reply."""
    file = reports[0].file
    raw = files.read(Path(file))
    try:
        text = Mendable(raw)
    except UnicodeDecodeError:
        return []
    told = [found for report in reports for found in report.sorted]
    wanted = safe_fixes(raw, text, told, yaml=is_yaml(reports[0]))
    files.mend(place, text.with_fixes(wanted))
    return [Mend(file, one, text.said(fix), fix.text) for fix, one in wanted.items()]


def safe_fixes(raw: bytes, text: Mendable, told: Iterable[Diagnostic], *, yaml: bool) -> dict[Fix, Diagnostic]:
    """The fixes of findings that can be made together, each with the first finding that it mends."""
    by_fix: dict[Fix, list[Diagnostic]] = defaultdict(list)
    for one in told:
        if one.fix is not None:
            by_fix[one.fix].append(one)
    wanted = {fix: by_fix[fix] for fix in text.apart(by_fix)}
    return {fix: wanted[fix][0] for fix in _safe(raw, text, wanted, yaml=yaml)}


def _safe(raw: bytes, text: Mendable, wanted: dict[Fix, list[Diagnostic]], *, yaml: bool) -> list[Fix]:
    """Those fixes that change the data only where findings say so: what stands at an anchor is used elsewhere too."""
    old = data_of(raw, yaml=yaml)

    def holds(chosen: list[Fix]) -> bool:
        new = data_of(text.with_fixes(chosen), yaml=yaml)
        told = {one.fixed_at for fix in chosen for one in wanted[fix]}
        return new is not UNREADABLE and set(differences(old, new)) <= told

    if old is UNREADABLE or holds(list(wanted)):
        return list(wanted)
    kept: list[Fix] = []
    for fix in wanted:
        if holds([*kept, fix]):
            kept.append(fix)
    return kept


def _hopeless(reports: Iterable[FileReport], files: MendedFiles) -> dict[Path, str]:
    """The files that would be written and cannot be read even so."""
    found: dict[Path, str] = {}
    for report in reports:
        place = files.place(Path(report.file))
        raw = files.changed().get(place)
        if raw is not None and data_of(raw, yaml=is_yaml(report)) is UNREADABLE:
            found[place] = report.file
    return found


def is_yaml(report: FileReport) -> bool:
    """Whether a file is one of ours: a request or reply has an answer."""
    return report.answer is None
