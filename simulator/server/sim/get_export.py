"""GET /_sim/exports/{jobId}: the file of an export, where its link leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.server.api.base.family import plain_error
from simulator.server.api.base.message import Outgoing
from simulator.server.api.base.operation import Refusal

if TYPE_CHECKING:
    from simulator.server.api.base.message import Incoming

METHOD, PATH, FAMILY = "GET", "/_sim/exports/{jobId}", plain_error
SUMMARY = "Download the CSV of an export"
MEDIA, ANSWER = "text/csv", str
HEADERS = {"Content-Disposition": "the name of the file"}
REFUSED = {404: Refusal("there is no such export, or none any more")}


async def answer(asked: Incoming) -> Outgoing:
    """The file."""
    jobs = (tenant.jobs.get(asked.path["jobId"]) for tenant in asked.emulation.tenants)
    job = next((one for one in jobs if one is not None), None)
    if job is None:
        return plain_error(asked.emulation, 404, "Not Found")
    headers = {"Content-Disposition": 'attachment; filename="calls.csv"'}
    return Outgoing(200, headers=headers, raw=job.text.encode("utf-8", "replace"), media=MEDIA)
