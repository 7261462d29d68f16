"""Flow files on the command line: their findings are shown as `check` shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.cli.base.telling import show

if TYPE_CHECKING:
    import argparse

    from simulator.model.account import Account
    from simulator.model.flow.flow_file import FlowFile
    from simulator.model.reports.file_report import FileReport


def load(file: str, account: Account | None) -> FlowFile | None:
    """A flow file; None where it has errors, which are then on standard error. Raises UsageError."""
    import sys

    from simulator.cli.base.output import colours
    from simulator.render.diagnostics.text import render
    from simulator.running.flow import read
    from simulator.running.flow_check import own_reports

    flow, found = read(file, account=account)
    if flow is not None and not any(one.severity == "error" for one in found):
        return flow
    show(render(own_reports(file, found), colour=colours(sys.stderr)))
    return None


def flow_from(options: argparse.Namespace) -> FlowFile | None:
    """The flow that a command names: a flow file, or a request body with or without a backend.

    None where a flow file has errors, which are then on standard error. Raises UsageError.
    """
    from simulator.cli.base import input as _input
    from simulator.model.assumptions import DEFAULT_INSTANT
    from simulator.running.flow import flow_of, with_backend
    from simulator.running.source import is_flow

    account = _input.account(options.account)
    if not is_flow(options.file):
        return flow_of(_input.source(options.file, "request", account, options.at or DEFAULT_INSTANT), options.backend)
    flow = load(options.file, account if options.account else None)
    return None if flow is None else with_backend(flow, options.backend)


def refused(flow: FlowFile, at: int | None) -> list[FileReport]:
    """The findings of a flow's request, in the file where it stands."""
    from simulator.running.flow_check import body_report

    return [body_report(flow, flow.body, at=at)] if flow.body is not None else []


def sound_flow_from(options: argparse.Namespace) -> FlowFile | None:
    """The flow that a command names, for what needs calls of it.

    None where it has errors or the platform would refuse its request, which was then told. Raises UsageError.
    """
    from simulator.running.prepared import prepared

    flow = flow_from(options)
    if flow is None or prepared(flow, options.at).compiled is not None:
        return flow
    tell_refused(flow, options.at)
    return None


def tell_refused(flow: FlowFile, at: str | int | None) -> None:
    """Say on standard error why the platform does not take the flow's request."""
    import sys

    from simulator.cli.base.output import colours
    from simulator.render.diagnostics.text import render
    from simulator.running.prepared import prepared

    reports = refused(flow, prepared(flow, at).source.at)
    show(render(reports, colour=colours(sys.stderr)))
