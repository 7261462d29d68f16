"""callflow graph: the state machine of a call flow, drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.cli.base.options import add_account, add_at, add_output
from simulator.cli.base.telling import show
from simulator.registry import names

if TYPE_CHECKING:
    import argparse

    from simulator.cli.base.output import OutputPlan
    from simulator.model.drawing.graph import Graph
    from simulator.model.flow.flow_file import FlowFile

HELP = "the state machine of a request body or webhook reply, or all that the callers of a flow file meet"
PICTURES = ("dot", "mermaid", "svg")
"""What a designer looks at; `text` and `json` always tell every state."""
EXAMPLE = "callflow graph booking.json --format svg --output booking.svg"


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    command.add_argument("file", metavar="FILE", help="a JSON file (- is standard input), or NAME.flow.yaml")
    command.add_argument("--kind", choices=("request", "reply"), default="request", help="what the file is")
    command.add_argument(
        "--detail", action="store_true", help="draw every state of a request or reply, not one box an action"
    )
    add_account(command)
    add_at(command, "2026-01-05T09:00:00Z")
    add_output(command, names("simulator.render.graph"))
    command.set_defaults(backend=None)


def run(options: argparse.Namespace) -> int:
    """Draw the machine; a body with errors is refused with every finding."""
    import sys

    from simulator.api.compiled_flow import compile as compile_flow
    from simulator.cli.base import input as _input
    from simulator.cli.base import output as _output
    from simulator.errors import RefusedError
    from simulator.model.assumptions import DEFAULT_INSTANT
    from simulator.render.formats import renderer
    from simulator.running.source import is_flow

    plan = _output.plan(options, "graph")
    if is_flow(options.file):
        return _flow(options, plan)
    account = _input.account(options.account)
    source = _input.source(options.file, options.kind, account, options.at or DEFAULT_INSTANT)
    try:
        flow = compile_flow(source)
    except RefusedError:
        show(renderer("diagnostics", "text")([source.report], colour=_output.colours(sys.stderr)))
        return 1
    _output.deliver(plan, lambda name, _colour: renderer("graph", name)(_of_machine(options, flow.graph(), name)))
    return 0


def _flow(options: argparse.Namespace, plan: OutputPlan) -> int:
    """Draw all that callers of a flow with a table can meet; of a flow with a backend only its request."""
    from simulator.cli.base import output as _output
    from simulator.cli.base.flow import sound_flow_from
    from simulator.render.formats import renderer

    flow = sound_flow_from(options)
    if flow is None:
        return 1
    graph = _of_table(options, flow) if flow.rows is not None else _of_request(options, flow)
    _output.deliver(plan, lambda name, _colour: renderer("graph", name)(_of_machine(options, graph, name)))
    return 0


def _of_machine(options: argparse.Namespace, graph: Graph, format_name: str) -> Graph:
    """A machine as it is listed, or as a picture of it shows it: one box an action, unless `--detail`."""
    from simulator.model.drawing.simple import simple

    return graph if options.detail or graph.conversation or format_name not in PICTURES else simple(graph)


def _of_table(options: argparse.Namespace, flow: FlowFile) -> Graph:
    """What exploration finds, which asks a table and nobody else."""
    from simulator.exploring.search.explore import explore
    from simulator.render.drawing.behaviour_drawing import drawing

    return drawing(explore(flow, at=options.at))


def _of_request(options: argparse.Namespace, flow: FlowFile) -> Graph:
    from simulator.errors import UsageError
    from simulator.model.drawing.graph import graph_of
    from simulator.running.prepared import prepared

    begin = prepared(flow, options.at).compiled
    if flow.body is None or begin is None:
        raise UsageError(f'"{flow.file}" has a backend, which `callflow explore` asks: a graph is drawn without one')
    return graph_of(begin.table, flow.name)
