"""The recordings of a session: one for each bridge whose `makeCall` asks for it. No file is made: nobody speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define, evolve

from simulator.model.call.event import Began, Bridged, LegEnded, Moved
from simulator.model.machine.table import Dial
from simulator.model.record import frozen
from simulator.webhooks.base.beside import recording_body
from simulator.webhooks.base.ids import uuid1

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from simulator.engine.setting import Setting
    from simulator.model.call.event import Event

FIRST_ID = 50
"""The number of the first recording's id among the ids of a session."""


@frozen
class Recording:
    """A recording that began `at` ms of the session; `ended` is None while the bridge lasts."""

    id: str
    at: int
    ended: int | None

    def seconds(self, now: int) -> int:
        """Its whole seconds, the nearest (assumed); of one that lasts, until `now`."""
        return ((now if self.ended is None else self.ended) - self.at + 500) // 1000

    def body(self, session: str) -> dict[str, Any]:
        """The VRU that tells of it; the name of its file is assumed."""
        return recording_body(session, self.id, self.seconds(self.at), f"/{session}/{self.id}.wav")


@define(eq=False)
class BridgeRecorder:
    """Sees the events of a session, in order; `runs` is the recording that has begun and not ended."""

    setting: Setting
    runs: Recording | None = None
    _wanted: bool = False
    _number: int = 0

    def see(self, event: Event) -> Recording | None:
        """The recording that ends with this event, if one does."""
        if isinstance(event, Began | Moved):
            dials = [one for one in event.to.requests if isinstance(one, Dial) and one.leg == "B"]
            self._wanted = dials[0].recording if dials else self._wanted
        elif isinstance(event, Bridged) and self._wanted:
            made, number = self.setting.ids_from + event.at, FIRST_ID + self._number
            self.runs = Recording(uuid1(self.setting.seed, made, number), event.at, None)
            self._number += 1
        elif isinstance(event, LegEnded) and self.runs is not None:
            found, self.runs = evolve(self.runs, ended=event.at), None
            return found
        return None


def recordings_of(setting: Setting, trace: Iterable[Event]) -> Iterator[Recording]:
    """Every recording of a session, in order."""
    recorder = BridgeRecorder(setting)
    for event in trace:
        ended = recorder.see(event)
        if ended is not None:
            yield ended
    if recorder.runs is not None:
        yield recorder.runs
