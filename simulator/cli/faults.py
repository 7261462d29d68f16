"""callflow faults: every fault of backend and platform at every place, and what the caller hears of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.cli.base.exploring import add_bound
from simulator.cli.base.options import add_account, add_at, add_output, add_secrets, add_seed
from simulator.cli.base.requiring import add_require, enough
from simulator.model.behaviour.bounds import BOUNDS
from simulator.registry import names

if TYPE_CHECKING:
    import argparse

    from simulator.model.reports.fault_matrix import FaultMatrix

HELP = "every fault of backend and platform at every place: what callers hear, how sessions end, where lines go dead"
EXAMPLE = "callflow faults booking.flow.yaml --max-places 100 --format html:faults.html"
INTERRUPTED = 130
LIMITS = (
    BOUNDS["maxPlaces"]._replace(default=1000, help="explore no more than so many ({default})"),
    BOUNDS["timeLimit"]._replace(
        help="stop after so long ({default}); Ctrl-C stops too: what was found is reported, and the exit status is 130"
    ),
)
"""The bounds that there are for this command."""


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
        help="also try this at each dial: machine, failed:404, answered:40s (repeatable)",
    )
    for row in LIMITS:
        add_bound(command, row)
    command.add_argument(
        "--fail-on",
        choices=("trouble", "silence"),
        default="trouble",
        help="exit with 1 where something went wrong besides a fault (trouble), or also where a line goes dead",
    )
    add_require(command)
    add_account(command)
    add_at(command, "2026-01-05T09:00:00Z")
    add_seed(command)
    add_output(command, names("simulator.render.faults"))
    add_secrets(command)


def run(options: argparse.Namespace) -> int:
    """Strike and report; 1 where a call was as bad as `--fail-on` says, the ground weak or the request refused."""
    from simulator.cli.base import output as _output
    from simulator.render.fault_words import why_so
    from simulator.render.sharing import rendered

    plan = _output.plan(options, "faults")
    found = _struck(options)
    if found is None:
        return 1
    _output.deliver(plan, lambda name, colour: rendered("faults", name, found, colour, options.show_secrets))
    if "interrupted" in found.bounds:
        return INTERRUPTED
    least = 2 if options.fail_on == "trouble" else 1
    known = enough(options.require, found.ground, "that there are no other places", why_so(found))
    return int(not known or any(strike.gravity >= least for strike in found.strikes))


def _struck(options: argparse.Namespace) -> FaultMatrix | None:
    """The matrix; None where the flow file has errors, which were told."""
    from time import monotonic

    from attrs import evolve

    from simulator.cli.base.exploring import bounds_of
    from simulator.cli.base.flow import sound_flow_from
    from simulator.cli.base.progress import Searching
    from simulator.exploring.faults.matrix import fault_matrix
    from simulator.exploring.search.explore import LEGS
    from simulator.model.call.legs import parse_leg

    bounds = bounds_of(options)
    flow = sound_flow_from(options)
    if flow is None:
        return None
    bar = Searching()
    try:
        found = fault_matrix(
            flow,
            at=options.at,
            seed=options.seed,
            legs=tuple(dict.fromkeys((*LEGS, *map(parse_leg, options.leg)))),
            bounds=bounds,
            clock=monotonic,
            progress=bar.step,
        )
    finally:
        bar.clear()
    return evolve(found, **_again(options))


def _again(options: argparse.Namespace) -> dict[str, Any]:
    """How calls are run again with these options; what came from standard input needs a file to be named by."""
    from shlex import quote

    from simulator.running.source import is_flow

    given = {name: getattr(options, name) for name in ("backend", "account", "at")}
    file = "request.json" if options.file == "-" else options.file
    keys = {"flow" if is_flow(file) else "request": file}
    note = [f"{name}: {given[name]}" for name in ("backend", "account") if given[name]]
    return {
        "file": file,
        "options": " ".join(f"--{name} {quote(value)}" for name, value in given.items() if value),
        "keys": {**keys, "at": options.at} if options.at else keys,
        "note": f"in the flow file: {', '.join(note)}" if note else "",
    }
