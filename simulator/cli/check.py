"""callflow check: every finding in request bodies or webhook replies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.cli.base.options import add_account, add_at, add_output, add_watch
from simulator.cli.base.telling import tell
from simulator.registry import names

if TYPE_CHECKING:
    import argparse

    from simulator.cli.base.mending import CheckOne, Mending
    from simulator.loading.files.account_file import Read
    from simulator.model.account import Account
    from simulator.model.reports.file_report import FileReport

HELP = "every finding in a request body, a webhook reply, or a flow file and all that it names; --fix mends some"
EXAMPLE = "callflow check booking.json --account account.yaml --format sarif:findings.sarif"


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    command.add_argument("files", metavar="FILE", nargs="+", help="JSON files, or NAME.flow.yaml; - is standard input")
    command.add_argument("--kind", choices=("request", "reply"), default="request", help="what the JSON files are")
    add_account(command)
    add_at(command, "the real clock")
    command.add_argument("--ignore", metavar="CODE", action="append", default=[], help="silence a lint, L003")
    command.add_argument(
        "--fail-on", choices=("error", "warning", "info"), default="error", help="exit with 1 from this severity on"
    )
    command.add_argument(
        "--fix",
        action="store_true",
        help="mend in the files what is certain: numbers, misspelt names, slips of JSON; tell what is left",
    )
    command.add_argument("--diff", action="store_true", help="write nothing, show what --fix would as a unified diff")
    add_output(command, names("simulator.render.diagnostics"))
    add_watch(command)


def run(options: argparse.Namespace) -> int:
    """Check every file, print what was found, and exit with 1 where that is grave enough."""
    from functools import partial
    from pathlib import Path

    from simulator.cli.base import input as _input
    from simulator.cli.base import output as _output
    from simulator.errors import UsageError
    from simulator.files.reading import reading
    from simulator.render.formats import renderer

    plan = _output.plan(options, "diagnostics")
    ignore = _lints(options.ignore)
    account = _input.account(options.account, ignore)
    check = partial(_reports, options, account, ignore)
    mending = _mending(options, check)
    reports: list[FileReport] = []
    unreadable = False
    for file in dict.fromkeys(options.files):
        try:
            found = mending.reports(file) if mending else check(file, reading(Path(file)))
            reports += [report for report in found if report not in reports]
        except UsageError as error:
            tell(*error.lines)
            unreadable = True
    if reports and mending:
        mending.deliver(plan, reports)
    elif reports:
        _output.deliver(plan, lambda name, colour: renderer("diagnostics", name)(reports, colour=colour))
    return 2 if unreadable else int(_grave(reports, options.fail_on))


def _mending(options: argparse.Namespace, check: CheckOne) -> Mending | None:
    """What mends the files, where that is asked for."""
    if not (options.fix or options.diff):
        return None
    from simulator.cli.base.mending import Mending

    return Mending(check, only_shown=options.diff)


def _reports(
    options: argparse.Namespace, account: Account, ignore: tuple[str, ...], file: str, read: Read
) -> list[FileReport]:
    """One report for a body, a scenario, an account or callers; for a flow file one for each file that it names too."""
    from simulator.cli.base import input as _input
    from simulator.loading.files.recognised import kind_named
    from simulator.running.source import kind_at
    from simulator.scenario.checking import own_reports_of

    kind, given = kind_named(file, kind_at(file)), account if options.account else None
    found = own_reports_of(file, kind, read, account=given, ignore=ignore, at=options.at)
    return [_input.source(file, options.kind, account, options.at, read).report] if found is None else found


def _lints(codes: list[str]) -> tuple[str, ...]:
    """The lints to silence. Raises UsageError for what is no lint: an error is never silenced."""
    from simulator.errors import UsageError
    from simulator.registry import declared, nearest

    known = [code for code in declared("simulator.rules", "CODE").values() if isinstance(code, str)]
    wanted = [part.strip() for code in codes for part in code.split(",")]
    for code in wanted:
        if code not in known:
            near = () if code.startswith("-") else nearest(code, known, 1)
            hint = f"did you mean {near[0]}?" if near else "only lints (L001, ...) can be silenced, an error never is"
            raise UsageError(f'--ignore does not know "{code}": {hint}')
    return tuple(wanted)


def _grave(reports: list[FileReport], fail_on: str) -> bool:
    from simulator.model.diagnostic import GRAVITY

    return any(GRAVITY[finding.severity] >= GRAVITY[fail_on] for one in reports for finding in one.diagnostics)  # type: ignore[index]
