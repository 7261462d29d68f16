"""callflow graph: the state machine of a call flow, drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.cli._options import add_account, add_at, add_output
from simulator.registry import names

if TYPE_CHECKING:
    import argparse

HELP = "the state machine that a request body or webhook reply compiles into"
EXAMPLE = "callflow graph booking.json --format svg --output booking.svg"


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    command.add_argument("file", metavar="FILE", help="a JSON file; - is standard input")
    command.add_argument("--kind", choices=("request", "reply"), default="request", help="what the file is")
    add_account(command)
    add_at(command, "2026-01-05T09:00:00Z")
    add_output(command, names("simulator.render.graph"))


def run(options: argparse.Namespace) -> int:
    """Draw the machine; a body with errors is refused with every finding."""
    import sys

    from simulator.cli import _input, _output
    from simulator.errors import RefusedError
    from simulator.library.findings import Findings
    from simulator.library.machine import compile as compile_flow
    from simulator.model.assumptions import DEFAULT_INSTANT

    plan = _output.plan(options, "graph")
    account = _input.account(options.account)
    source = _input.source(options.file, options.kind, account, options.at or DEFAULT_INSTANT)
    try:
        flow = compile_flow(source)
    except RefusedError:
        sys.stderr.write(Findings(source).render(colour=_output.colours(sys.stderr)))
        return 1
    _output.deliver(plan, lambda name, _colour: flow.render(name))
    return 0
