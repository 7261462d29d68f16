"""GET /_sim/sessions: all that are kept, the newest first, and how many ended how."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypedDict

from simulator.server.api.base.family import plain_error
from simulator.server.api.base.message import Outgoing
from simulator.server.api.base.operation import WRONG_QUERY
from simulator.server.api.base.reading import WHOLE_NUMBER, whole_number
from simulator.server.document.says import Amount
from simulator.server.sim.base.sessions import SessionBrief, brief, seen

if TYPE_CHECKING:
    from simulator.server.api.base.message import Incoming

METHOD, PATH, FAMILY = "GET", "/_sim/sessions", plain_error
SUMMARY = "List the sessions; `limit` (100) says how many, the figures are of all"
QUERY = {"limit": WHOLE_NUMBER}
REFUSED = {422: WRONG_QUERY}
USUAL = "100"


class Sessions(TypedDict):
    """The newest sessions, and figures of all that are kept."""

    total: Amount
    forgotten: Amount
    live: Amount
    statuses: dict[str, Amount]
    sessions: list[SessionBrief]


ANSWER = Sessions


async def answer(asked: Incoming) -> Outgoing:
    """A page of them, and the figures of all that are kept."""
    house = asked.emulation.house
    limit = whole_number(asked.query.get("limit", USUAL), "limit")
    newest = list(house.sessions.values())[::-1][:limit]
    body: Sessions = {
        "total": len(house.sessions),
        "forgotten": house.forgotten,
        "live": len(house.live),
        "statuses": dict(sorted(Counter(one.status for one in house.sessions.values()).items())),
        "sessions": [brief(asked, one) for one in newest],
    }
    return Outgoing(200, body, seen(asked))
