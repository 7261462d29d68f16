"""callflow replay: captured webhook traffic, run again against a flow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.cli.base.options import add_account, add_at, add_output, add_seed
from simulator.model.reports.session_replay import TOLERANCE
from simulator.registry import names

if TYPE_CHECKING:
    import argparse


HELP = "captured webhook traffic, run again against a flow: the same path or not, as far as the log tells"
EXAMPLE = "callflow replay captured.jsonl --flow booking.flow.yaml"


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    command.add_argument(
        "log",
        metavar="LOG",
        help="JSON lines of webhook bodies, or a folder of such files; a recorder may keep what was answered beside"
        ' each body ({"body": ..., "reply": ...}), as `callflow run --format webhooks` does',
    )
    command.add_argument("--flow", metavar="FLOW", required=True, help="the flow file that the callers are run against")
    command.add_argument(
        "--tolerance",
        metavar="SECONDS",
        type=float,
        default=TOLERANCE,
        help=f"by how much two lengths of time may differ and still be the same (default: {TOLERANCE:g};"
        " summaries have whole seconds, and how long a text takes to speak is estimated)",
    )
    add_account(command)
    add_at(command, "2026-01-05T09:00:00Z")
    add_seed(command)
    add_output(command, names("simulator.render.replay"))


def run(options: argparse.Namespace) -> int:
    """Run every session of the log; 1 where one leaves the path or the flow file has errors."""
    from pathlib import Path

    from simulator.cli.base import flow as _flow
    from simulator.cli.base import input as _input
    from simulator.cli.base import output as _output
    from simulator.loading.files.webhook_log import read_log
    from simulator.render.formats import renderer
    from simulator.running.replay import replay

    _check(options)
    plan = _output.plan(options, "replay")
    sessions = read_log(Path(options.log))
    flow = _flow.load(options.flow, _input.account(options.account) if options.account else None)
    if flow is None:
        return 1
    found = [replay(session, flow, options.seed, options.at, options.tolerance) for session in sessions]
    reports = [one.report for one in found]
    _output.deliver(plan, lambda name, colour: renderer("replay", name)(reports, colour=colour))
    return int(any(one.same is False for one in reports))


def _check(options: argparse.Namespace) -> None:
    """Refuse what cannot be meant. Raises UsageError."""
    from simulator.errors import UsageError

    if not 0 <= options.tolerance < float("inf"):
        raise UsageError(f"--tolerance {options.tolerance:g}: expected 0 or more seconds")
