"""Shout: how a session ended, in capitals."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simulator.render.run_report import RunReport

FORMAT = "shout"


def render(report: RunReport, colour: bool = False) -> str:
    """One line."""
    session = report.call.session if report.call else None
    return f"THE SESSION IS {session['sessionStatus'] if session else 'NOTHING'}!\n"
