"""POST /messages/exports: the calls of a time as a CSV."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, TypedDict

from simulator.errors import UsageError
from simulator.model.status import BAD_BODY
from simulator.server.api.base.family import export_error, fresh_id
from simulator.server.api.base.message import Outgoing
from simulator.server.api.base.operation import Refusal
from simulator.server.api.base.reading import number_of, read_object, text_of
from simulator.server.document.says import Id
from simulator.server.exports import ExportJob, written

if TYPE_CHECKING:
    from simulator.server.api.base.message import Incoming

METHOD, PATH, FAMILY = "POST", "/api/v1/subaccounts/{subAccountId}/messages/exports", export_error
SUMMARY = "Export calls as a CSV"
SUCCESS = 202
USUAL = timedelta(days=7)
MOST = 10**9
REFUSED = {422: Refusal("the body cannot be used", BAD_BODY[:1])}
_MOMENT = {"type": ["string", "null"], "pattern": r"\S", "examples": ["2026-01-05", "2026-01-05T09:00:00+08:00"]}
NEEDED = False
BODY = {
    "type": "object",
    "properties": {
        "from": _MOMENT,
        "to": _MOMENT,
        "limit": {"type": ["integer", "null"], "minimum": 0, "maximum": MOST, "examples": [100]},
    },
}


class ExportBegun(TypedDict):
    """An export that was asked for."""

    jobId: Id


ANSWER = ExportBegun


async def answer(asked: Incoming) -> Outgoing:
    """The id of the job, which is done already; 422 for a body that cannot be used."""
    emulation, own = asked.emulation, asked.own
    try:
        begin, end, limit = _asked_for(read_object(asked.body) if asked.body.strip() else {}, emulation.clock.now)
    except UsageError as error:
        emulation.events.add("hint", what=str(error))
        code, message = BAD_BODY
        return export_error(emulation, 422, message, code)
    sessions = (
        one
        for one in emulation.house.sessions.values()
        if one.setting.account.sub_account_id == own.id and begin <= one.setting.now <= end
    )
    job = ExportJob(fresh_id(emulation), emulation.clock.now, *written(sessions, limit))
    own.jobs[job.id] = job
    begun: ExportBegun = {"jobId": job.id}
    return Outgoing(SUCCESS, begun)


def _asked_for(given: dict[str, Any], now: int) -> tuple[int, int, int]:
    begin = _moment(given, "from", now - round(USUAL.total_seconds() * 1000))
    return begin, _moment(given, "to", now), number_of(given, "limit", 0, MOST, default=0)


def _moment(given: dict[str, Any], name: str, default: int) -> int:
    text = text_of(given, name, needed=False)
    if text is None:
        return default
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(f'`{name}` is "{text}", expected a date, or a date-time') from None
    return round((found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp() * 1000)
