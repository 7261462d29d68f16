"""What happens in sessions, told as events: no header, no key and no password is in any."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, TypedDict

from attrs import define

from simulator.model.call.event import Heard
from simulator.model.credentials import without_credentials
from simulator.render.diagnostics.json import FindingData, finding
from simulator.render.run.json import event_data
from simulator.server.document.says import Amount, Free, Ms, Says, SomeText
from simulator.server.sessions.house import Listeners
from simulator.server.sounds import sound_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.model.call.event import Event
    from simulator.server.events import EventHistory
    from simulator.server.sessions.delivery import Delivery
    from simulator.server.sessions.live_session import LiveSession
    from simulator.server.sounds import SoundDesk


class Delivered(TypedDict):
    """A webhook with what became of it; `at` is in ms of the session, `ms` in ms of real time."""

    type: Annotated[str, Says("VCA")]
    at: Ms
    url: SomeText | None
    httpStatus: Annotated[int, Says(200)] | None
    ms: Annotated[float, Says(1.5, low=0)]
    why: str
    tries: Amount
    done: bool
    findings: list[FindingData]


class DeliveredWhole(Delivered):
    """The same, with what was sent and answered."""

    body: Free
    answer: str | None


@define(eq=False)
class Teller(Listeners):
    """Adds what happens to the history."""

    events: EventHistory
    sounds: SoundDesk | None = None

    def happened(self, session: LiveSession, events: Sequence[Event]) -> None:
        """One event for each of the trace."""
        name, sounds = session.id, self.sounds
        self.events.several("call", told, [(name, event, sounds) for event in events])

    def delivered(self, session: LiveSession, delivery: Delivery) -> None:
        """A webhook was answered, or not."""
        self.events.later("webhook", _posted, session.id, delivery)

    def sent(self, delivery: Delivery) -> None:
        """A webhook of no session was answered, or not."""
        self.events.add("webhook", sessionId=None, **delivery_data(delivery))

    def over(self, session: LiveSession) -> None:
        """A session is over."""
        self.events.add("over", sessionId=session.id, status=session.status)

    def failed(self, what: str) -> None:
        """Something failed that nobody waits for."""
        self.events.add("fault", what=what)


def told(session: str, event: Event, sounds: SoundDesk | None) -> dict[str, Any]:
    """An event of a session; `sound` is where what is heard can be had."""
    found = {"sessionId": session, **event_data(event)}
    if sounds is not None and isinstance(event, Heard) and sounds.has(event.prompt):
        found["sound"] = sound_path(session, event.prompt)
    return found


def _posted(session: str, delivery: Delivery) -> dict[str, Any]:
    return {"sessionId": session, **delivery_data(delivery)}


def delivery_data(delivery: Delivery) -> Delivered:
    """A webhook with what became of it."""
    return {
        "type": delivery.type,
        "at": delivery.at,
        "url": None if delivery.url is None else without_credentials(delivery.url),
        "httpStatus": delivery.status,
        "ms": round(delivery.took, 1),
        "why": delivery.why,
        "tries": delivery.tries,
        "done": delivery.done,
        "findings": [finding(one) for one in delivery.findings],
    }


def delivery_whole(delivery: Delivery) -> DeliveredWhole:
    """The same, with what was sent and answered."""
    return {**delivery_data(delivery), "body": delivery.body, "answer": delivery.answer}
