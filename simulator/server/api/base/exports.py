"""What the operations on exports share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.status import NO_JOB
from simulator.server.api.base.family import export_error
from simulator.server.api.base.operation import Refusal

if TYPE_CHECKING:
    from simulator.server.api.base.message import Incoming, Outgoing

NO_SUCH_JOB = {404: Refusal("the account has no such export, or there is no such account", (NO_JOB[0], 404))}


def unknown_job(asked: Incoming) -> Outgoing:
    """There is no such job in this account."""
    code, message = NO_JOB
    return export_error(asked.emulation, 404, message, code)
