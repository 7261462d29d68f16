"""callflow explore: everything that the callers of a flow can meet, what is wrong with it, and what is proved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.cli._options import add_account, add_at, add_output
from simulator.registry import names

if TYPE_CHECKING:
    import argparse

    from simulator.explore.exploration import Exploration

HELP = "everything that the callers of a flow can meet: the menu tree, findings with their keys, and proofs"
EXAMPLE = "callflow explore desk.flow.yaml --leg answered --leg busy --fail-on warning --format html:desk.html"
INTERRUPTED = 130
SECONDS = 60.0


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    command.add_argument("file", metavar="FILE", help="NAME.flow.yaml, or a JSON request body (- is standard input)")
    command.add_argument(
        "--backend",
        metavar="WHERE",
        help="who answers the webhook: http://127.0.0.1:5000/vca  wsgi:module:app  asgi:module:app  python:module:f",
    )
    command.add_argument(
        "--leg",
        metavar="OUTCOME",
        action="append",
        default=[],
        help="an outcome that is tried at each dial (default: answered, busy, noAnswer, failed)",
    )
    command.add_argument(
        "--fingerprint",
        metavar="MODULE:FUNCTION",
        default="",
        help="called with the session's id: what an in-process backend remembers of it, as a part of the place",
    )
    _add_bounds(command)
    command.add_argument("--ignore", metavar="CODE", action="append", default=[], help="leave a finding out, X003")
    command.add_argument(
        "--fail-on", choices=("error", "warning", "info"), default="error", help="exit with 1 from this severity on"
    )
    add_account(command)
    add_at(command, "2026-01-05T09:00:00Z")
    command.add_argument("--seed", metavar="N", type=int, default=0, help="drives the ids, and nothing else")
    add_output(command, names("simulator.render.behaviour"))


def _add_bounds(command: argparse.ArgumentParser) -> None:
    """When to stop; what was not reached is always told. Ctrl-C stops it too, reports, and exits with 130."""
    command.add_argument("--max-places", metavar="N", type=int, default=20_000, help="stop after so many (20000)")
    command.add_argument("--max-depth", metavar="N", type=int, default=1000, help="so many steps of a call (1000)")
    command.add_argument("--max-stages", metavar="N", type=int, default=100, help="so many stages of one list (100)")
    command.add_argument(
        "--time-limit",
        metavar="SECONDS",
        type=float,
        default=SECONDS,
        help="stop after so long (60); Ctrl-C stops too: what was found is reported, and the exit status is 130",
    )


def run(options: argparse.Namespace) -> int:
    """Explore and report; 1 where a finding is grave enough or the request refused, 130 after Ctrl-C."""
    import sys

    from simulator.cli import _output
    from simulator.errors import RefusedError
    from simulator.model.diagnostic import GRAVITY

    plan = _output.plan(options, "behaviour")
    try:
        found = _explored(options)
    except RefusedError as refused:
        for one in refused.diagnostics:
            sys.stderr.write(f"{options.file}:{one.span.line}:{one.span.column}: {one.message} [{one.code}]\n")
        return 1
    if found is None:
        return 1
    _output.deliver(plan, lambda name, colour: found.render(name, colour=colour))
    if "interrupted" in found.behaviour.bounds:
        return INTERRUPTED
    least = GRAVITY[options.fail_on]
    return int(any(GRAVITY[one.severity] >= least for one in found.findings))


def _explored(options: argparse.Namespace) -> Exploration | None:
    """The exploration; None where the flow file has errors, which were told."""
    from time import monotonic

    from simulator.cli._flow import flow_from
    from simulator.cli._progress import Searching
    from simulator.errors import UsageError
    from simulator.explore.exploration import explore
    from simulator.explore.explorer import Bounds

    limits = (options.max_places, options.max_depth, options.max_stages, options.time_limit)
    for name, value in zip(("--max-places", "--max-depth", "--max-stages", "--time-limit"), limits, strict=True):
        if not value > 0:
            raise UsageError(f"{name} {value} leaves nothing to explore: expected more than 0")
    flow = flow_from(options)
    if flow is None:
        return None
    bar = Searching()
    try:
        return explore(
            flow, legs=options.leg, ignore=options.ignore, bounds=Bounds(*limits), fingerprint=options.fingerprint,
            at=options.at, seed=options.seed, clock=monotonic, progress=bar.step,
        )  # fmt: skip
    finally:
        bar.clear()
