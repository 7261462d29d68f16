"""Flow files on the command line: their findings are shown as `check` shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simulator.model.account import Account
    from simulator.model.flow_file import FlowFile
    from simulator.render.diagnostics._input import FileReport


def load(file: str, account: Account | None) -> FlowFile | None:
    """A flow file; None where it has errors, which are then on standard error. Raises UsageError."""
    import sys

    from simulator.cli._output import colours
    from simulator.library.flow import read
    from simulator.library.flow_check import own_reports
    from simulator.render.diagnostics.text import render

    flow, found = read(file, account=account)
    if flow is not None and not any(one.severity == "error" for one in found):
        return flow
    sys.stderr.write(render(own_reports(file, found), colour=colours(sys.stderr)))
    return None


def refused(flow: FlowFile, at: int | None) -> list[FileReport]:
    """The findings of a flow's request, in the file where it stands."""
    from simulator.library.flow_check import body_report

    return [body_report(flow, flow.body, at=at)] if flow.body is not None else []
