"""callflow generate: scenario files that cover a flow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.cli.base.exploring import add_bounds, add_legs
from simulator.cli.base.options import add_account, add_at, add_seed, add_workers
from simulator.cli.base.requiring import add_require, enough

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from simulator.api.generation import Cover, Generation
    from simulator.model.behaviour.behaviour import Behaviour
    from simulator.model.flow.flow_file import FlowFile

HELP = "write scenario files that cover a flow: the fewest calls, then the fewest keys"
EXAMPLE = "callflow generate booking.flow.yaml --output scenarios"


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    command.add_argument("file", metavar="FLOW", help="a flow file")
    command.add_argument("--output", metavar="FOLDER", required=True, help="where the scenario files are written")
    command.add_argument("--force", action="store_true", help="overwrite files that exist with other content")
    command.add_argument(
        "--cover",
        choices=("edges", "missing"),
        default="edges",
        help="edges (default): every place and edge found; missing: what the scenarios named by --scenarios leave open",
    )
    command.add_argument("--shortest", action="store_true", help="instead: the shortest call to each outcome")
    command.add_argument(
        "--scenarios",
        metavar="PATH",
        action="append",
        default=[],
        help="scenario files and folders that --cover missing counts (default: the folder of FLOW)",
    )
    command.add_argument(
        "--failing",
        metavar="CALLS",
        type=int,
        help="instead: so many random calls; the first that fails is reduced to the fewest keys and written",
    )
    add_workers(command)
    _add_manner(command)
    add_legs(command)
    add_bounds(command)
    add_require(command)
    add_seed(command, "the ids, and random calls")
    add_account(command)
    add_at(command, "one fixed instant")


def _add_manner(command: argparse.ArgumentParser) -> None:
    """How the calls are to be."""
    command.add_argument(
        "--loose",
        action="store_true",
        help="expect what was heard in its order, with other prompts between, and neither numbers dialled nor time",
    )
    command.add_argument(
        "--tag", metavar="NAME", action="append", default=[], help="a tag that each scenario has (repeatable)"
    )
    command.add_argument(
        "--one-file",
        action="store_true",
        help="write all calls into one file, called as the flow; beginnings that several share are its blocks",
    )
    command.add_argument(
        "--max-keys", metavar="N", type=int, help="no call of more keys than these; what none of them takes is told"
    )


def run(options: argparse.Namespace) -> int:
    """Write the files; 1 where the backend answered otherwise again, the ground is too weak, or a random call fails.

    After Ctrl-C nothing is written: files that cover a part only would stand for the whole.
    """
    import sys
    from time import monotonic

    from simulator.cli.base import failing as _failing
    from simulator.cli.base import flow as _flow
    from simulator.cli.base.exploring import bounds_of, explored
    from simulator.cli.base.stopping import INTERRUPTED, STOPPING
    from simulator.cli.base.telling import tell
    from simulator.exploring.search.explore import lateness
    from simulator.model.behaviour.words import why_so
    from simulator.scenario.writing.written import write_files

    _check(options)
    options.backend = None
    flow = _flow.sound_flow_from(options)
    if flow is None:
        return 1
    if options.failing is not None:
        return _failing.search(options, flow)
    behaviour = explored(options, flow)
    made = _generated(options, flow, behaviour, lateness(bounds_of(options), monotonic))
    if "interrupted" in behaviour.bounds:
        tell("interrupted: nothing is written")
        return INTERRUPTED
    with STOPPING.held():
        write_files(made.made.files, made.folder, "" if options.force else "--force")
    sys.stdout.write(str(made))
    known = enough(options.require, behaviour.ground, "that these are all edges", why_so(behaviour))
    return int(not known or bool(behaviour.unstable) or any(why == "unstable" for _, why in made.made.left))


def _check(options: argparse.Namespace) -> None:
    """Refuse what cannot be meant. Raises UsageError."""
    from simulator.errors import UsageError
    from simulator.running.source import is_flow

    if not is_flow(options.file):
        raise UsageError(f'"{options.file}" is no flow file: expected NAME.flow.yaml, which scenarios can name')
    if options.account:
        raise UsageError("generated scenarios cannot keep --account: name the account in the flow file")
    if options.failing is None and options.workers != "1":
        raise UsageError(f"--workers {options.workers}: goes with --failing, whose random calls workers share")


def _generated(
    options: argparse.Namespace, flow: FlowFile, behaviour: Behaviour, late: Callable[[], bool]
) -> Generation:
    from pathlib import Path

    from simulator.api.generation import CallManner, Generation, planned

    folder = Path(options.output)
    cover: Cover = "shortest" if options.shortest else options.cover
    manner = CallManner(options.loose, tuple(options.tag), options.max_keys, options.one_file)
    made = planned(flow, behaviour, folder, cover, options.scenarios, options.at or None, options.seed, manner, late)
    return Generation(made, behaviour, folder)
