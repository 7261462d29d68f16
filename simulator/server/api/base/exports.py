"""What the operations on exports share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.server.api.base.family import export_error

if TYPE_CHECKING:
    from simulator.server.api.base.message import Incoming, Outgoing

NO_JOB = 4018
"""The code of a job that is not there (documented)."""


def unknown_job(asked: Incoming) -> Outgoing:
    """There is no such job in this account."""
    return export_error(asked.emulation, 404, "Invalid jobId", NO_JOB)
