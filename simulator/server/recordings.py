"""The recordings of a session: one for each bridge whose `makeCall` asks for it. No file is made: nobody speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.call.event import Began, Bridged, LegEnded, Moved
from simulator.model.machine.table import Dial
from simulator.model.record import frozen
from simulator.webhooks.base.ids import uuid1

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.server.sessions.live_session import LiveSession

FIRST_ID = 50
"""The number of the first recording's id among the ids of a session."""


@frozen
class Recording:
    """A recording that began `at` ms of the session; `ended` is None while the bridge lasts."""

    id: str
    at: int
    ended: int | None


def recordings_of(session: LiveSession) -> Iterator[Recording]:
    """Every recording, in order."""
    trace, wanted, number = session.call.trace, False, 0
    for place, event in enumerate(trace):
        if isinstance(event, Began | Moved):
            dials = [one for one in event.to.requests if isinstance(one, Dial) and one.leg == "B"]
            wanted = dials[0].recording if dials else wanted
        elif isinstance(event, Bridged) and wanted:
            ended = next((one.at for one in trace[place:] if isinstance(one, LegEnded)), None)
            setting = session.setting
            yield Recording(uuid1(setting.seed, setting.now + event.at, FIRST_ID + number), event.at, ended)
            number += 1
