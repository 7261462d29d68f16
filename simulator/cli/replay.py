"""callflow replay: captured webhook traffic, run again against a flow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.cli.base.options import add_account, add_at, add_output, add_seed
from simulator.cli.base.telling import show, tell
from simulator.model.reports.session_replay import TOLERANCE
from simulator.registry import names

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from simulator.model.call.logged import LoggedSession
    from simulator.model.flow.flow_file import FlowFile
    from simulator.model.reports.session_replay import SessionReplay
    from simulator.running.replay import Replay

HELP = "captured webhook traffic, run again against a flow: the same path or not, as far as the log tells"
EXAMPLE = "callflow replay captured.jsonl --flow booking.flow.yaml --save scenarios"


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    command.add_argument(
        "log",
        metavar="LOG",
        help="JSON lines of webhook bodies, or a folder of such files; a recorder may keep what was answered beside"
        ' each body ({"body": ..., "reply": ...}), as `callflow run --format webhooks` does',
    )
    command.add_argument("--flow", metavar="FLOW", required=True, help="the flow file that the callers are run against")
    command.add_argument(
        "--tolerance",
        metavar="SECONDS",
        type=float,
        default=TOLERANCE,
        help=f"by how much two lengths of time may differ and still be the same (default: {TOLERANCE:g};"
        " summaries have whole seconds, and how long a text takes to speak is estimated)",
    )
    command.add_argument(
        "--save", metavar="FOLDER", help="keep each caller as a scenario file; --force overwrites files that exist"
    )
    command.add_argument(
        "--event-log",
        metavar="FILE",
        help="write the sessions of the log for process mining, as FILE ends: .csv (case:concept:name, concept:name,"
        " time:timestamp) or .xes",
    )
    command.add_argument(
        "--require",
        choices=("told",),
        help="told: exit with 1 where the log does not tell the path of a session (`unknown`), which else is no fault",
    )
    add_account(command)
    add_at(command, "2026-01-05T09:00:00Z")
    add_seed(command)
    add_output(command, names("simulator.render.replay"))


def run(options: argparse.Namespace) -> int:
    """Run every session of the log; 1 where one leaves the path, or is not told as required, or the flow has errors."""
    from pathlib import Path

    from simulator.cli.base import flow as _flow
    from simulator.cli.base import input as _input
    from simulator.cli.base import output as _output
    from simulator.loading.files.webhook_log import read_log
    from simulator.render.formats import renderer
    from simulator.running.replay import replay

    _check(options)
    plan = _output.plan(options, "replay")
    sessions = read_log(Path(options.log))
    flow = _flow.load(options.flow, _input.account(options.account) if options.account else None)
    if flow is None:
        return 1
    found = [replay(session, flow, options.seed, options.at, options.tolerance) for session in sessions]
    if options.save:
        _save(options, flow, found)
    if options.event_log:
        _event_log(options, sessions)
    reports = [one.report for one in found]
    _output.deliver(plan, lambda name, colour: renderer("replay", name)(reports, colour=colour))
    unknown = _unknown(reports) if options.require else ""
    if unknown:
        tell(f"--require told: {unknown}")
    return int(bool(unknown) or any(one.same is False for one in reports))


def _unknown(reports: Sequence[SessionReplay]) -> str:
    """Of how many sessions nobody knows whether they take the same path; nothing where there is none."""
    count = sum(one.same is None for one in reports)
    return f"of {count} of {len(reports)} sessions the log does not tell the path" if count else ""


def _check(options: argparse.Namespace) -> None:
    """Refuse what cannot be meant. Raises UsageError."""
    from simulator.errors import UsageError
    from simulator.running.source import is_flow

    if options.event_log:
        _check_event_log(options)
    if not 0 <= options.tolerance < float("inf"):
        raise UsageError(f"--tolerance {options.tolerance:g}: expected 0 or more seconds")
    if options.save and options.account:
        raise UsageError("--save cannot keep --account: name the account in the flow file")
    if options.save and not is_flow(options.flow):
        raise UsageError(f'"{options.flow}" is no flow file: expected NAME.flow.yaml, which scenarios can name')


def _check_event_log(options: argparse.Namespace) -> None:
    from simulator.api.exporting.event_log import format_of
    from simulator.cli.base.input import new_file
    from simulator.cli.base.inputs import refuse_inputs

    format_of(options.event_log)
    refuse_inputs(options, [new_file(options.event_log, options.force)])


def _event_log(options: argparse.Namespace, sessions: Sequence[LoggedSession]) -> None:
    """Write what is in the log for process mining. Raises UsageError."""
    from pathlib import Path

    from simulator.api.exporting.event_log import EventLog
    from simulator.cli.base.stopping import STOPPING
    from simulator.model.reports.event_log import logged_cases

    with STOPPING.held():
        EventLog(logged_cases(sessions, Path(options.log).name)).save(options.event_log, force=options.force)


def _save(options: argparse.Namespace, flow: FlowFile, found: list[Replay]) -> None:
    """Write the scenario files, and say so on standard error. Raises UsageError."""
    from pathlib import Path

    from simulator.cli.base.stopping import STOPPING
    from simulator.render.width import safe
    from simulator.running.source import moment
    from simulator.scenario.writing.from_log import scenarios_of
    from simulator.scenario.writing.written import write_files

    folder = Path(options.save)
    files, left = scenarios_of(found, flow, folder, at=moment(options.at), seed=options.seed)
    with STOPPING.held():
        write_files(files, folder, "" if options.force else "--force")
    count = f"{len(files)} scenario file{'' if len(files) == 1 else 's'}"
    show(f"{count} in {safe(folder.as_posix())}\n")
    for session in left:
        show(f"not saved: session {safe(session)}, of which the log does not tell what the caller did\n")
