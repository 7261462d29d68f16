"""What the commands that explore have in common: the legs that are tried, and when to stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.call.leg_outcomes import explored as explored_legs

if TYPE_CHECKING:
    import argparse

    from simulator.exploring.search.explorer import Bounds
    from simulator.model.behaviour.behaviour import Behaviour
    from simulator.model.flow.flow_file import FlowFile

SECONDS = 60.0


def add_legs(command: argparse.ArgumentParser) -> None:
    """`--leg OUTCOME`."""
    command.add_argument(
        "--leg",
        metavar="OUTCOME",
        action="append",
        default=[],
        help=f"an outcome that is tried at each dial (default: {', '.join(explored_legs())})",
    )


def add_bounds(command: argparse.ArgumentParser) -> None:
    """When to stop; what was not reached is always told. Ctrl-C stops it too, reports, and exits with 130."""
    command.add_argument("--max-places", metavar="N", type=int, default=20_000, help="stop after so many (20000)")
    command.add_argument("--max-depth", metavar="N", type=int, default=1000, help="so many steps of a call (1000)")
    command.add_argument("--max-stages", metavar="N", type=int, default=50, help="so many stages of one list (50)")
    command.add_argument(
        "--time-limit",
        metavar="SECONDS",
        type=float,
        default=SECONDS,
        help="stop after so long (60); Ctrl-C stops too, and what was found is used",
    )


def bounds_of(options: argparse.Namespace) -> Bounds:
    """The bounds that were asked for. Raises UsageError where one leaves nothing to explore."""
    from simulator.errors import UsageError
    from simulator.exploring.search.explorer import Bounds

    limits = (options.max_places, options.max_depth, options.max_stages, options.time_limit)
    for name, value in zip(("--max-places", "--max-depth", "--max-stages", "--time-limit"), limits, strict=True):
        if not value > 0:
            raise UsageError(f"{name} {value} leaves nothing to explore: expected more than 0")
    return Bounds(*limits)


def explored(options: argparse.Namespace, flow: FlowFile) -> Behaviour:
    """The behaviour of a flow, with progress on a terminal. Raises RefusedError and UsageError."""
    from time import monotonic

    from simulator.cli.base.progress import Searching
    from simulator.exploring.search.explore import LEGS, explore
    from simulator.model.call.legs import parse_leg

    bounds = bounds_of(options)
    legs = tuple(map(parse_leg, options.leg)) or LEGS
    bar = Searching()
    try:
        return explore(
            flow, at=options.at, seed=options.seed, legs=legs, bounds=bounds, clock=monotonic, progress=bar.step
        )
    finally:
        bar.clear()
