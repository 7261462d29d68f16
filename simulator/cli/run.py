"""callflow run: one dry run of a request body."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.cli.base.heard.options import (
    add_hearing,
    hearing_of,
    measure_of,
    new_audio,
    refuse_unheard,
    report_of,
    write_audio,
)
from simulator.cli.base.options import add_account, add_at, add_output, add_seed, add_watch
from simulator.cli.base.telling import show, tell
from simulator.model.call.leg_outcomes import leg_rows
from simulator.registry import names

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable
    from pathlib import Path

    from simulator.cli.base.output import OutputPlan
    from simulator.hearing.recording import Hearing
    from simulator.model.call.keys import Script
    from simulator.model.call.outcome import LegOutcome
    from simulator.model.flow.flow_file import FlowFile
    from simulator.running.dry_run import DryRun

HELP = "one dry run of a request body or flow file with scripted keys, shown as a timeline"
EXAMPLE = "callflow run booking.json --dtmf '1 42# silence' --leg answered:4s --leg busy"


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    command.add_argument("file", metavar="FILE", help="a JSON request body (- is standard input), or NAME.flow.yaml")
    command.add_argument(
        "--dtmf",
        metavar="KEYS",
        help="what the caller presses, a token an entry: 1  42#  2w3  2[4200]3  ^1  silence  hangup  hangup@12s  1@12s",
    )
    command.add_argument(
        "--leg",
        metavar="OUTCOME",
        action="append",
        default=[],
        help=f"what each dial comes to, in order: {'  '.join(row.example for row in leg_rows())}",
    )
    command.add_argument(
        "--backend",
        metavar="WHERE",
        help="who answers the webhook: http://127.0.0.1:5000/vca  wsgi:module:app  asgi:module:app  python:module:f",
    )
    command.add_argument(
        "--record-replies", metavar="FILE", help="write what the backend answered as a flow file with a table"
    )
    command.add_argument("--quiet", action="store_true", help="of the text form only what is heard and pressed")
    command.add_argument("--save", metavar="FILE", help="keep the call as a scenario file, NAME.scenario.yaml")
    add_hearing(command)
    add_account(command)
    add_at(command, "2026-01-05T09:00:00Z")
    add_seed(command)
    add_output(command, names("simulator.render.run"))
    add_watch(command)


def run(options: argparse.Namespace) -> int:
    """Run the call, print its timeline; 1 where it was refused, ended in an ERROR, or a backend failed."""
    from simulator.callers.scripted import Scripted
    from simulator.cli.base import input as _input
    from simulator.cli.base import output as _output
    from simulator.cli.base.flow import flow_from
    from simulator.cli.base.inputs import refuse_inputs
    from simulator.model.call.keys import parse_script
    from simulator.model.call.legs import parse_leg
    from simulator.networks.scripted import ScriptedNetwork
    from simulator.render.run_report import RunReport
    from simulator.running.dry_run import run_flow

    plan = _output.plan(options, "run")
    file = _scenario_file(options)
    table = _input.new_file(options.record_replies, options.force) if options.record_replies else None
    audio, hearing = new_audio(options), hearing_of(options)
    refuse_inputs(options, [*plan.files, *(one for one in (file, table, audio) if one is not None)])
    flow = flow_from(options)
    if flow is None:
        return 1
    legs = tuple(map(parse_leg, options.leg))
    if _somebody_is_there(options, plan):
        return _talk(options, flow, legs, plan, (file, table), (audio, hearing))
    script = parse_script(options.dtmf or "")
    measure = measure_of(options, hearing)
    network = ScriptedNetwork(legs)
    found = run_flow(flow, caller=Scripted(script), network=network, seed=options.seed, at=options.at, measure=measure)
    report = RunReport.of(found, report_of(options, hearing, found.trace))
    _output.deliver(plan, lambda name, colour: _shown(options, name)(report, colour=colour))
    _keep(options, flow, script, found, legs, (file, table))
    write_audio(audio, hearing, found.trace)
    _complain(flow, found, "quiet" if options.quiet else plan.plain)
    return 0 if found.ok else 1


def _somebody_is_there(options: argparse.Namespace, plan: OutputPlan) -> bool:
    """Whether a person at a terminal presses the keys: none are given, and standard output is theirs alone."""
    import sys

    if options.dtmf is not None or options.file == "-" or (plan.plain != "text" and plan.output is None):
        return False
    there = all(one is not None and one.isatty() for one in (sys.stdin, sys.stdout))
    if there:
        refuse_unheard(options)
    return there


def _keep(
    options: argparse.Namespace,
    flow: FlowFile,
    script: Script,
    found: DryRun,
    legs: tuple[LegOutcome, ...],
    files: tuple[Path | None, Path | None],
) -> None:
    """Write the scenario of a call and the table of what was answered, where these are asked for."""
    scenario, table = files
    if table is not None:
        from simulator.render.output import write
        from simulator.running.recording import recorded

        write(table, recorded(flow, found.trace, table))
    if scenario is not None:
        from simulator.cli.base import saving as _saving

        _saving.save(scenario, options, flow, script, found, legs)


def _shown(options: argparse.Namespace, name: str) -> Callable[..., str]:
    """How a run is shown in a form; `--quiet` is of the text alone."""
    from simulator.render.formats import renderer
    from simulator.render.run.text import heard_and_pressed

    return heard_and_pressed if options.quiet and name == "text" else renderer("run", name)


def _scenario_file(options: argparse.Namespace) -> Path | None:
    if not options.save:
        return None
    from simulator.cli.base.saving import new_scenario

    return new_scenario(options, options.save)


def _talk(
    options: argparse.Namespace,
    flow: FlowFile,
    legs: tuple[LegOutcome, ...],
    plan: OutputPlan,
    files: tuple[Path | None, Path | None],
    sound: tuple[Path | None, Hearing | None],
) -> int:
    """Let a person at the terminal press the keys; what is asked for in files is written afterwards."""
    import sys

    from simulator.cli.base import output as _output
    from simulator.cli.base import saving as _saving
    from simulator.cli.base.flow import tell_refused
    from simulator.cli.base.interactive import Sitting
    from simulator.render.run_report import RunReport

    def save(name: str, script: Script, found: DryRun, legs: tuple[LegOutcome, ...]) -> None:
        _saving.save(_saving.new_scenario(options, name), options, flow, script, found, legs)

    talk = Sitting(
        flow,
        legs,
        options.seed,
        options.at,
        sys.stdin.readline,
        sys.stdout,
        _output.colours(sys.stdout),
        save,
        quiet=options.quiet,
    )
    found = talk.talk()
    if found is None:
        tell_refused(flow, options.at)
    else:
        report = RunReport.of(found)
        _output.deliver_files(plan, lambda name, colour: _shown(options, name)(report, colour=colour))
        _keep(options, flow, talk.script, found, talk.chosen, files)
        write_audio(*sound, found.trace)
    return 0 if found is not None and found.ok else 1


def _complain(flow: FlowFile, found: DryRun, shown: str) -> None:
    """Say on standard error what a person must not miss: a refused request, what was left over, a backend's faults."""
    import sys

    from simulator.cli.base.flow import refused
    from simulator.cli.base.output import colours
    from simulator.render.diagnostics.text import render
    from simulator.render.run.text import fault_lines, remark_lines

    colour = colours(sys.stderr)
    if found.call is None and found.answer is not None and found.answer["statusCode"] != 1:
        show(render(refused(flow, found.source.at), colour=colour))
    elif found.call is not None and shown != "text":
        for what, _ in found.call.doubts:
            tell(f"warning: {what}")
        for fault in found.backend_faults:
            show("\n".join(fault_lines(fault, colour)) + "\n")
        for remark in found.reply_remarks:
            show("\n".join(remark_lines(remark, colour)) + "\n")
