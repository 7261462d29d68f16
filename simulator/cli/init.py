"""callflow init: a small working example in a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

HELP = "a small working example: a flow, its account, scenarios and a pytest file"
EXAMPLE = "callflow init booking"


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    command.add_argument("folder", metavar="FOLDER", help="where to write it; nothing is ever overwritten")


def run(options: argparse.Namespace) -> int:
    """Write the example and say what to do next."""
    import shlex
    import sys

    from simulator.cli.base.stopping import STOPPING
    from simulator.cli.base.telling import one_line_each, show
    from simulator.running.starter import write_starter

    with STOPPING.held():
        written = write_starter(options.folder)
    for path in written:
        sys.stdout.write(f"{one_line_each(path.as_posix())}\n")
    folder = shlex.quote(options.folder)
    next_step = f"Next: cd {folder}, then `callflow test .` or `callflow run booking.flow.yaml`"
    show(f"{one_line_each(next_step)}\n")
    return 0
