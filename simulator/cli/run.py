"""callflow run: one dry run of a request body."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.cli._options import add_account, add_at, add_output
from simulator.registry import names

if TYPE_CHECKING:
    import argparse

    from simulator.library.dry_run import Run

HELP = "one dry run of a request body with scripted keys, shown as a timeline"
EXAMPLE = "callflow run booking.json --dtmf '1 42# silence' --leg answered:4s --leg busy"


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    command.add_argument("file", metavar="FILE", help="a JSON request body; - is standard input")
    command.add_argument(
        "--dtmf",
        metavar="KEYS",
        default="",
        help="what the caller presses, one token per entry: 1  42#  2w3  2[4200]3  ^1  silence  hangup  hangup@12s",
    )
    command.add_argument(
        "--leg",
        metavar="OUTCOME",
        action="append",
        default=[],
        help="what each dial comes to, in order: answered:6s,talks:20s  busy  noAnswer  canceled  failed:404",
    )
    add_account(command)
    add_at(command, "2026-01-05T09:00:00Z")
    command.add_argument("--seed", metavar="N", type=int, default=0, help="drives the ids, and nothing else")
    add_output(command, names("simulator.render.run"))


def run(options: argparse.Namespace) -> int:
    """Run the call, print its timeline, and exit with 1 where it was refused or ended in an ERROR."""
    from simulator.cli import _input, _output
    from simulator.library.dry_run import run as dry_run
    from simulator.model.assumptions import DEFAULT_INSTANT

    plan = _output.plan(options, "run")
    account = _input.account(options.account)
    source = _input.source(options.file, "request", account, options.at or DEFAULT_INSTANT)
    found = dry_run(source, options.dtmf, legs=options.leg, seed=options.seed)
    _output.deliver(plan, lambda name, colour: found.render(name, colour=colour))
    _complain(found, plan.plain)
    return 0 if found.ok else 1


def _complain(found: Run, shown: str) -> None:
    """Say on standard error what a person must not miss: the findings of a refused request, unused keys."""
    import sys

    from simulator.cli._output import colours

    if found.call is None and found.answer["statusCode"] != 1:
        sys.stderr.write(found.findings.render(colour=colours(sys.stderr)))
    elif found.call is not None and shown != "text":
        for token in found.call.unused:
            sys.stderr.write(f'callflow: warning: the key token "{token}" was never used\n')
