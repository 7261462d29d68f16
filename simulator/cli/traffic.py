"""callflow traffic: what many callers come to in a flow, exactly; trunks, agents, versions compared, a number swept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.cli.base.fitting.log import add_fit, fit_log
from simulator.cli.base.options import add_account, add_at, add_output, add_secrets, add_seed
from simulator.cli.base.requiring import add_require, enough
from simulator.registry import names

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from simulator.model.flow.flow_file import FlowFile

HELP = "many callers: where they go, who is contained, time in the IVR, ports; versions compared, a number swept"
EXAMPLE = "callflow traffic booking.flow.yaml --arrivals 600/h --format html:traffic.html"
INTERRUPTED = 130


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    where = "http://127.0.0.1:5000/vca  wsgi:module:app  asgi:module:app  python:module:f"
    command.add_argument("file", metavar="FLOW", help="NAME.flow.yaml, or a JSON request body (- is standard input)")
    command.add_argument(
        "--callers",
        metavar="FILE",
        help="NAME.callers.yaml: how they behave (default: the usual ones, docs/callers.md)",
    )
    command.add_argument("--backend", metavar="WHERE", help=f"who answers the webhook: {where}")
    command.add_argument(
        "--arrivals",
        metavar="WHEN",
        help="when calls come: 600/h, 10/min, 'bank day', 'bank day 5000' (calls a day), or the calls of each hour: 24 "
        "numbers with commas between, or a file of them (.csv, .txt, .json)",
    )
    command.add_argument(
        "--ports", metavar="N", type=int, help="how many ports there are (default: as many as block 1 %% of the calls)"
    )
    command.add_argument("--agents", metavar="N", type=int, help="how many agents talk to those who reach a person")
    command.add_argument(
        "--compare",
        metavar="OTHER",
        help="another version of the flow: what differs for these callers (a request body meets the same --backend)",
    )
    command.add_argument(
        "--sweep",
        metavar="NAME=A..B",
        help="one number over a range: overallTimeout=3000..10000, noOfTries=1..3:1, wrong=0.05,0.1 (docs/traffic.md)",
    )
    add_fit(command)
    add_require(command)
    add_account(command)
    add_at(command, "2026-01-05T09:00:00Z")
    add_seed(command, "the ids, and the calls by chance of the trunks")
    add_output(command, names("simulator.render.traffic"))
    add_secrets(command)


def run(options: argparse.Namespace) -> int:
    """Work out and report; 1 where the ground is weaker than is required, or a flow or its request is at fault."""
    from simulator.cli.base import output as _output
    from simulator.cli.base.flow import sound_flow_from

    work = _work(options)
    plan = None if options.fit else _output.plan(options, "traffic")
    people = _people(options)
    flow = sound_flow_from(options)
    if flow is None:
        return 1
    if plan is None:
        return fit_log(flow, options)
    found = work(options, flow, people)
    if found is None:
        return 1
    _output.deliver(plan, lambda name, colour: found.render(name, colour=colour, show_secrets=options.show_secrets))
    if any("interrupted" in one.behaviour.bounds for one in found.parts):
        return INTERRUPTED
    return int(not enough(options.require, found.ground, "where callers can go", found.why))


def _work(options: argparse.Namespace) -> Callable[[argparse.Namespace, FlowFile, Any], Any]:
    """What is asked for. Raises UsageError where that is two things, or one lacks another."""
    from simulator.errors import UsageError

    others = [name for name in ("callers", "arrivals", "compare", "sweep", "format") if getattr(options, name)]
    if options.fit and others:
        raise UsageError(f"--fit makes callers of a log, and takes no --{others[0]}")
    if options.compare and options.sweep:
        raise UsageError("--compare and --sweep are two reports: ask for one at a time")
    for name in ("ports", "agents"):
        if getattr(options, name) is not None and not options.arrivals:
            raise UsageError(f"--{name} needs --arrivals: when do calls come? (600/h, 'bank day')")
    if options.arrivals and (options.compare or options.sweep):
        raise UsageError("--arrivals goes with one version, without --compare and --sweep")
    return _compared if options.compare else _swept if options.sweep else _expected


def _people(options: argparse.Namespace) -> Any:
    """The callers. Raises UsageError."""
    from simulator.model.caller_model import CallerModel
    from simulator.running.callers import callers_at

    if options.callers is None:
        return CallerModel.usual()
    from pathlib import Path

    return callers_at(Path(options.callers))


def _expected(options: argparse.Namespace, flow: FlowFile, people: Any) -> Any:
    from attrs import evolve

    from simulator.api.expecting import expect

    found = expect(flow, people, at=options.at, seed=options.seed)
    if not options.arrivals:
        return found
    offered = found.offered(options.arrivals, options.ports, agents=options.agents, seed=options.seed)
    return evolve(found, offer=offered.found)


def _compared(options: argparse.Namespace, flow: FlowFile, people: Any) -> Any:
    from argparse import Namespace

    from attrs import evolve

    from simulator.api.traffic.comparing import compare
    from simulator.cli.base.flow import sound_flow_from
    from simulator.running.source import is_flow

    backend = None if is_flow(options.compare) else options.backend
    other = sound_flow_from(Namespace(**{**vars(options), "file": options.compare, "backend": backend}))
    if other is None:
        return None
    found = compare(flow, other, people, at=options.at, seed=options.seed)
    return evolve(found, names=(options.file, options.compare))


def _swept(options: argparse.Namespace, flow: FlowFile, people: Any) -> Any:
    from simulator.api.traffic.comparing import sweep
    from simulator.populations.versions.swept import sweep_from

    name, values = sweep_from(options.sweep)
    swept: Any = {name: values}
    return sweep(flow, people, at=options.at, seed=options.seed, **swept)
