"""callflow graph: the state machine of a call flow, drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.cli.base.options import add_account, add_at, add_output
from simulator.registry import names

if TYPE_CHECKING:
    import argparse

    from simulator.api.compiled_flow import CompiledFlow
    from simulator.cli.base.output import OutputPlan
    from simulator.running.conversation import Conversation

HELP = "the state machine of a request body or webhook reply, or the conversation of a flow file"
EXAMPLE = "callflow graph booking.json --format svg --output booking.svg"


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    command.add_argument("file", metavar="FILE", help="a JSON file (- is standard input), or NAME.flow.yaml")
    command.add_argument("--kind", choices=("request", "reply"), default="request", help="what the file is")
    add_account(command)
    add_at(command, "2026-01-05T09:00:00Z")
    add_output(command, names("simulator.render.graph"))


def run(options: argparse.Namespace) -> int:
    """Draw the machine; a body with errors is refused with every finding."""
    import sys

    from simulator.api.compiled_flow import compile as compile_flow
    from simulator.api.findings import Findings
    from simulator.cli.base import input as _input
    from simulator.cli.base import output as _output
    from simulator.errors import RefusedError
    from simulator.model.assumptions import DEFAULT_INSTANT
    from simulator.running.source import is_flow

    plan = _output.plan(options, "graph")
    if is_flow(options.file):
        return _conversation(options, plan)
    account = _input.account(options.account)
    source = _input.source(options.file, options.kind, account, options.at or DEFAULT_INSTANT)
    try:
        flow = compile_flow(source)
    except RefusedError:
        sys.stderr.write(Findings(source).render(colour=_output.colours(sys.stderr)))
        return 1
    _output.deliver(plan, lambda name, _colour: flow.render(name))
    return 0


def _conversation(options: argparse.Namespace, plan: OutputPlan) -> int:
    """Draw what the table of a flow file describes; of a flow with a backend only the request is known."""
    import sys

    from simulator.api.compiled_flow import CompiledFlow
    from simulator.cli.base import flow as _flow
    from simulator.cli.base import input as _input
    from simulator.cli.base import output as _output
    from simulator.errors import RefusedError
    from simulator.render.diagnostics.text import render
    from simulator.running.conversation import conversation
    from simulator.running.flow import prepared

    flow = _flow.load(options.file, _input.account(options.account) if options.account else None)
    if flow is None:
        return 1
    begin = prepared(flow, options.at)
    drawn: CompiledFlow | Conversation
    try:
        if flow.rows is None and flow.body is not None and begin.compiled is not None:
            drawn = CompiledFlow(begin.compiled, flow.name)
        else:
            drawn = conversation(flow, options.at)
    except RefusedError:
        reports = _flow.refused(flow, begin.findings.source.at)
        sys.stderr.write(render(reports, colour=_output.colours(sys.stderr)))
        return 1
    _output.deliver(plan, lambda name, _colour: drawn.render(name))
    return 0
