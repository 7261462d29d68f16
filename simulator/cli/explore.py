"""callflow explore: what the callers of a flow can meet, what is wrong with it, and what is proved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.cli.base.exploring import add_bounds, add_legs
from simulator.cli.base.options import add_account, add_at, add_output, add_secrets, add_seed
from simulator.cli.base.requiring import add_require, enough
from simulator.cli.base.telling import tell
from simulator.registry import names

if TYPE_CHECKING:
    import argparse

    from simulator.api.exploration import Exploration
    from simulator.model.flow.flow_file import FlowFile

HELP = "what the callers of a flow can meet: the menu tree, findings with their keys, and proofs"
EXAMPLE = "callflow explore booking.flow.yaml --leg answered --leg busy --format html:booking.html"
INTERRUPTED = 130
"""Exit status after Ctrl-C, which stops the search: what was found until then is reported."""


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    command.add_argument("file", metavar="FILE", help="NAME.flow.yaml, or a JSON request body (- is standard input)")
    command.add_argument(
        "--backend",
        metavar="WHERE",
        help="who answers the webhook: http://127.0.0.1:5000/vca  wsgi:module:app  asgi:module:app  python:module:f",
    )
    add_legs(command)
    command.add_argument(
        "--fingerprint",
        metavar="MODULE:FUNCTION",
        default="",
        help="called with the session's id: what an in-process backend remembers of it, as a part of the place",
    )
    command.add_argument(
        "--note-comparisons",
        action="store_true",
        help="give a python: function texts that note what they are compared with, and try that too",
    )
    add_bounds(command)
    command.add_argument("--ignore", metavar="CODE", action="append", default=[], help="leave a finding out, X003")
    command.add_argument(
        "--fail-on", choices=("error", "warning", "info"), default="error", help="exit with 1 from this severity on"
    )
    add_require(command)
    add_account(command)
    add_at(command, "2026-01-05T09:00:00Z")
    add_seed(command)
    command.add_argument(
        "--save", metavar="FOLDER", help="write a scenario file there for each invariant of the flow that is refuted"
    )
    add_output(command, names("simulator.render.behaviour"))
    add_secrets(command)


def run(options: argparse.Namespace) -> int:
    """Explore and report; 1 where a finding is grave, the ground weak or the request refused, 130 after Ctrl-C."""
    from simulator.cli.base import output as _output
    from simulator.cli.base.flow import sound_flow_from
    from simulator.model.behaviour.words import why_so
    from simulator.model.diagnostic import GRAVITY

    plan = _output.plan(options, "behaviour")
    _can_save(options)
    flow = sound_flow_from(options)
    if flow is None:
        return 1
    found = _explored(options, flow)
    _output.deliver(plan, lambda name, colour: found.render(name, colour=colour, show_secrets=options.show_secrets))
    if options.save is not None:
        _save(options, found)
    if "interrupted" in found.behaviour.bounds:
        return INTERRUPTED
    least = GRAVITY[options.fail_on]
    known = enough(options.require, found.behaviour.ground, "what callers can meet", why_so(found.behaviour))
    for one in found.invariants:
        if one.outcome == "held" and found.behaviour.ground == "proved":  # else that is told already
            known &= enough(options.require, one.ground, one.name, one.words)
    return int(not known or any(GRAVITY[one.severity] >= least for one in found.findings))


def _can_save(options: argparse.Namespace) -> None:
    """Raises UsageError where a scenario file would play another call than the one that was found."""
    from simulator.errors import UsageError

    for option, given in (("--backend", options.backend), ("--account", options.account)):
        if options.save is not None and given:
            raise UsageError(f"--save cannot keep {option}: name it in the flow file")


def _save(options: argparse.Namespace, found: Exploration) -> None:
    """Write the files of what is refuted, and say on standard error which."""
    from pathlib import Path

    from simulator.cli.base.stopping import STOPPING
    from simulator.scenario.writing.written import write_files

    folder = Path(options.save)
    files = found.refuted_files(folder)
    with STOPPING.held():
        written = write_files(files, folder, "" if options.force else "--force") if files else ()
    for path in written:
        tell(f"{path.as_posix()}: written")


def _explored(options: argparse.Namespace, flow: FlowFile) -> Exploration:
    from time import monotonic

    from simulator.api.exploration import explore
    from simulator.cli.base.exploring import bounds_of
    from simulator.cli.base.progress import Searching

    bounds, bar = bounds_of(options), Searching()
    try:
        return explore(
            flow, legs=options.leg, ignore=options.ignore, bounds=bounds, fingerprint=options.fingerprint,
            note_comparisons=options.note_comparisons, at=options.at, seed=options.seed, clock=monotonic,
            progress=bar.step,
        )  # fmt: skip
    finally:
        bar.clear()
