"""callflow diff: what callers notice of a change, and which scenarios end differently by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.cli.base.exploring import add_bounds, add_legs
from simulator.cli.base.options import add_account, add_at, add_output, add_secrets, add_seed
from simulator.cli.base.requiring import add_require, enough
from simulator.model.reports.difference_kinds import KINDS, LEAST
from simulator.registry import names

if TYPE_CHECKING:
    import argparse

    from simulator.api.diff import Diff
    from simulator.model.flow.flow_file import FlowFile
    from simulator.model.reports.difference import Comparison

HELP = "what callers notice of a change of a flow: other words, other ways, other ends, each with the shortest keys"
EXAMPLE = "callflow diff scenarios/booking.flow.yaml booking.flow.yaml --scenarios scenarios --format html:diff.html"
INTERRUPTED = 130


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    where = "http://127.0.0.1:5000/vca  wsgi:module:app  asgi:module:app  python:module:f"
    command.add_argument("old", metavar="OLD", help="NAME.flow.yaml, or a JSON request body")
    command.add_argument(
        "new", metavar="NEW", nargs="?", help="the same, as it is now (default: OLD, for two backends)"
    )
    command.add_argument("--old-backend", metavar="WHERE", help=f"who answers the webhook of OLD: {where}")
    command.add_argument("--new-backend", metavar="WHERE", help="who answers the webhook of NEW")
    command.add_argument(
        "--scenarios",
        metavar="PATH",
        action="append",
        default=[],
        help="scenario files and folders: which of those that name OLD end differently with NEW",
    )
    command.add_argument(
        "--fail-on",
        choices=KINDS,
        default=LEAST,
        help="exit with 1 from this kind on: outcome, routing, timing (default: all but wording) or wording",
    )
    add_require(command)
    add_legs(command)
    add_bounds(command)
    add_account(command)
    add_at(command, "2026-01-05T09:00:00Z")
    add_seed(command)
    add_output(command, names("simulator.render.diff"))
    add_secrets(command)


def run(options: argparse.Namespace) -> int:
    """Compare and report; 1 where a difference is as grave as `--fail-on` says, the ground weak, a version at fault."""
    from attrs import evolve

    from simulator.api.diff import Diff
    from simulator.cli.base import output as _output
    from simulator.errors import UsageError
    from simulator.render.diff_words import why_so

    if options.new is None and options.old_backend == options.new_backend:
        raise UsageError(f'nothing to compare "{options.old}" with: name NEW, or give --old-backend and --new-backend')
    options.new = options.new or options.old
    plan = _output.plan(options, "diff")
    sides = ((options.old, options.old_backend), (options.new, options.new_backend))
    flows = [_flow(options, *side) for side in sides]
    found = _compared(options, *flows)
    if found is None:
        return 1
    comparison = found.comparison
    if options.scenarios:
        comparison = _with_scenarios(options, comparison)
    whole = Diff(evolve(comparison, old=_name(*sides[0]), new=_name(*sides[1]), file=options.new))
    _output.deliver(plan, lambda name, colour: whole.render(name, colour=colour, show_secrets=options.show_secrets))
    if "interrupted" in comparison.bounds:
        return INTERRUPTED
    known = enough(options.require, comparison.ground, "that nothing else differs", why_so(comparison))
    return int(not known or comparison.fails(options.fail_on))


def _name(file: str, backend: str | None) -> str:
    return f"{file} with {backend}" if backend else file


def _flow(options: argparse.Namespace, file: str, backend: str | None) -> FlowFile | None:
    from argparse import Namespace

    from simulator.cli.base.flow import sound_flow_from

    return sound_flow_from(Namespace(file=file, backend=backend, account=options.account, at=options.at))


def _compared(options: argparse.Namespace, old: FlowFile | None, new: FlowFile | None) -> Diff | None:
    """The comparison; None where a version has errors, which were told."""
    from time import monotonic

    from simulator.api.diff import diff
    from simulator.cli.base.exploring import bounds_of
    from simulator.cli.base.progress import Searching

    if old is None or new is None:
        return None
    bar = Searching()
    try:
        return diff(
            old, new, legs=options.leg, bounds=bounds_of(options), at=options.at, seed=options.seed, clock=monotonic,
            progress=bar.step,
        )  # fmt: skip
    finally:
        bar.clear()


def _with_scenarios(options: argparse.Namespace, comparison: Comparison) -> Comparison:
    """The comparison with the scenarios that end differently. Raises UsageError where none is about OLD."""
    from attrs import evolve

    from simulator.cli.base.progress import Progress
    from simulator.cli.base.suites.scenarios import suite_of
    from simulator.errors import UsageError
    from simulator.scenario.compared import VersionFlows, about, changes

    suite = suite_of(options.scenarios)
    if suite.unreadable:
        bad = ", ".join(one.file for one in suite.unreadable)
        raise UsageError(f"scenario files with errors: {bad} (`callflow test` shows them)")
    chosen = about(options.old, suite.scenarios)
    if not chosen:
        raise UsageError(f'no scenario there begins with "{options.old}", found {len(suite.scenarios)} of other flows')
    bar = Progress(len(chosen))
    old = VersionFlows(options.old, options.old_backend, options.account)
    found = changes(chosen, old, VersionFlows(options.new, options.new_backend, options.account), bar.step)
    bar.clear()
    return evolve(comparison, scenarios=found, played=len(chosen))
