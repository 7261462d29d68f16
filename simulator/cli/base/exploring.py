"""What the commands that explore have in common: the legs that are tried, and when to stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.behaviour.bounds import optional_bounds
from simulator.model.call.leg_outcomes import explored as explored_legs

if TYPE_CHECKING:
    import argparse

    from simulator.exploring.search.explorer import Bounds
    from simulator.model.behaviour.behaviour import Behaviour
    from simulator.model.behaviour.bounds import BoundRow
    from simulator.model.flow.flow_file import FlowFile


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
    for row in optional_bounds():
        add_bound(command, row)


def add_bound(command: argparse.ArgumentParser, row: BoundRow) -> None:
    """The option of one bound."""
    kind = type(row.default)
    words = row.help.format(default=f"{row.default:g}")
    command.add_argument(row.option, metavar=row.metavar, type=kind, default=row.default, help=words)


def bounds_of(options: argparse.Namespace) -> Bounds:
    """The bounds that were asked for. Raises UsageError where one leaves nothing to explore."""
    from simulator.errors import UsageError
    from simulator.exploring.search.explorer import Bounds

    given = {row: getattr(options, row.dest) for row in optional_bounds() if hasattr(options, row.dest)}
    for row, value in given.items():
        if not value > 0:
            raise UsageError(f"{row.option} {value} leaves nothing to explore: expected more than 0")
    return Bounds(**{row.field: value for row, value in given.items()})


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
