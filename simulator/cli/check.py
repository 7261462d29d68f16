"""callflow check: every finding in request bodies or webhook replies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.cli._options import add_account, add_at, add_output
from simulator.registry import names

if TYPE_CHECKING:
    import argparse

    from simulator.library.findings import Findings

HELP = "every finding in a request body or webhook reply, and the platform's answer"
EXAMPLE = "callflow check booking.json --account account.yaml --format sarif:findings.sarif"


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    command.add_argument("files", metavar="FILE", nargs="+", help="JSON files; - is standard input")
    command.add_argument("--kind", choices=("request", "reply"), default="request", help="what the files are")
    add_account(command)
    add_at(command, "the real clock")
    command.add_argument("--ignore", metavar="CODE", action="append", default=[], help="silence a lint, L003")
    command.add_argument(
        "--fail-on", choices=("error", "warning", "info"), default="error", help="exit with 1 from this severity on"
    )
    add_output(command, names("simulator.render.diagnostics"))


def run(options: argparse.Namespace) -> int:
    """Check every file, print what was found, and exit with 1 where that is grave enough."""
    import sys

    from simulator.cli import _input, _output
    from simulator.errors import UsageError
    from simulator.library.findings import Findings, report_of
    from simulator.render._formats import renderer

    plan = _output.plan(options, "diagnostics")
    account = _input.account(options.account, _lints(options.ignore))
    found: list[Findings] = []
    unreadable = False
    for file in dict.fromkeys(options.files):
        try:
            found.append(Findings(_input.source(file, options.kind, account, options.at)))
        except UsageError as error:
            sys.stderr.write(f"callflow: {error}\n")
            unreadable = True
    reports = [report_of(findings) for findings in found]
    if reports:
        _output.deliver(plan, lambda name, colour: renderer("diagnostics", name)(reports, colour=colour))
    return 2 if unreadable else int(_grave(found, options.fail_on))


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


def _grave(found: list[Findings], fail_on: str) -> bool:
    from simulator.model.diagnostic import GRAVITY

    return any(GRAVITY[finding.severity] >= GRAVITY[fail_on] for one in found for finding in one)  # type: ignore[index]
