"""GET /messages/exports/{jobId}: how an export is doing, and where its file is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, NotRequired, TypedDict

from simulator.server.api.base.exports import NO_SUCH_JOB, unknown_job
from simulator.server.api.base.family import export_error, moment
from simulator.server.api.base.message import Outgoing
from simulator.server.document.says import Instant, Says

if TYPE_CHECKING:
    from simulator.server.api.base.message import Incoming

METHOD, PATH, FAMILY = "GET", "/api/v1/subaccounts/{subAccountId}/messages/exports/{jobId}", export_error
SUMMARY = "Show an export"
REFUSED = NO_SUCH_JOB
MONTH = 30 * 24 * 3_600_000
"""Ms for which the file is kept, as it is told."""


class ExportShown(TypedDict):
    """How an export is doing; the links to its file where it has a row."""

    status: Literal["queued", "running", "succeeded", "failed", "cancelled", "empty", "error"]
    data: NotRequired[list[Annotated[str, Says("http://127.0.0.1:8088/_sim/exports/1")]]]
    expires: NotRequired[Instant]


ANSWER = ExportShown


async def answer(asked: Incoming) -> Outgoing:
    """Its status and link; 404 for a job of nobody, or of another account."""
    job = asked.own.jobs.get(asked.path["jobId"])
    if job is None:
        return unknown_job(asked)
    body: ExportShown = {"status": "succeeded" if job.rows else "empty"}
    if job.rows:
        body["data"] = [f"{asked.base_url}/_sim/exports/{job.id}"]
        body["expires"] = moment(asked.emulation, job.at + MONTH)
    return Outgoing(200, body)
