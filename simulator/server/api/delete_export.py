"""DELETE /messages/exports/{jobId}: forget an export."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.server.api.base.exports import NO_SUCH_JOB, unknown_job
from simulator.server.api.base.family import export_error
from simulator.server.api.base.message import Outgoing

if TYPE_CHECKING:
    from simulator.server.api.base.message import Incoming

METHOD, PATH, FAMILY = "DELETE", "/api/v1/subaccounts/{subAccountId}/messages/exports/{jobId}", export_error
SUMMARY = "Forget an export"
ANSWER, SUCCESS, REFUSED = None, 204, NO_SUCH_JOB


async def answer(asked: Incoming) -> Outgoing:
    """Nothing more to say."""
    job = asked.own.jobs.pop(asked.path["jobId"], None)
    return unknown_job(asked) if job is None else Outgoing(SUCCESS)
