"""callflow schema: the JSON Schema of a kind of file, for editors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.schema import KINDS

if TYPE_CHECKING:
    import argparse

HELP = "JSON Schema of a kind of file, so that editors complete and check while you type"
EXAMPLE = "callflow schema account --output account.schema.json"


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    command.add_argument("kind", metavar="KIND", choices=KINDS, help=", ".join(KINDS))
    command.add_argument("--output", metavar="FILE", help="write the schema there instead of to standard output")
    command.add_argument("--force", action="store_true", help="let --output overwrite a file that exists")


def run(options: argparse.Namespace) -> int:
    """Print the schema."""
    from argparse import Namespace

    from simulator.cli.base import output as _output
    from simulator.schema import text

    given = Namespace(format=[], output=options.output, force=options.force)
    _output.deliver(_output.plan(given, "run"), lambda _name, _colour: text(options.kind))
    return 0
