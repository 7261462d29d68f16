"""`callflow traffic FLOW --fit LOG`: what a log tells of callers, as a table, and the callers file that follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

    from simulator.api.flow import FlowGiven


def add_fit(command: argparse.ArgumentParser) -> None:
    """`--fit LOG`; `--output FILE.callers.yaml` and `--force` are the command's own."""
    command.add_argument(
        "--fit",
        metavar="LOG",
        help="fit callers to captured webhooks (what `callflow replay` reads): shows what the log tells and what not,"
        " and writes the callers file to --output NAME.callers.yaml",
    )


def fit_log(flow: FlowGiven, options: argparse.Namespace) -> int:
    """Fit the callers of `--fit`: the table to standard output, the callers file to `--output`. Raises UsageError."""
    from pathlib import Path

    from simulator.api.fitting.fitted import fit
    from simulator.cli.base.output import show
    from simulator.cli.base.stopping import STOPPING
    from simulator.errors import UsageError
    from simulator.files.writing import is_there

    output = options.output
    if output and not options.force and is_there(Path(output)):
        raise UsageError(f'"{output}" exists and is not overwritten: choose another --output, or --force')
    found = fit(options.fit, flow, at=options.at)
    with STOPPING.held():
        if output:
            found.save(output, force=options.force)
    show(str(found))
    return 0
