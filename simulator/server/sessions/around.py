"""What a session needs of the server that it lives in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.engine.waits import DialWait, PlayWait
    from simulator.model.call.event import Event
    from simulator.model.scenario.scenario import ReplyFault
    from simulator.server.clock import ServerClock
    from simulator.server.sessions.alarms import Alarms
    from simulator.server.sessions.asking import AskingThread
    from simulator.server.sessions.delivery import Delivery
    from simulator.server.sessions.outbox import Came, Outbox
    from simulator.server.sessions.reading import ReplyReader
    from simulator.server.store.rows import JournalRow


class Around(Protocol):
    """The server, as a session sees it; what is handed over as `session` is the session itself."""

    clock: ServerClock
    alarms: Alarms
    reader: ReplyReader
    asking: AskingThread

    def outbox(self, session: Any, came: Came) -> Outbox:
        """Where its webhooks go."""
        ...

    def strikes(self, session: Any, wait: DialWait | PlayWait) -> int | None:
        """A session error that is injected here, or None."""
        ...

    def instead(self) -> ReplyFault | None:
        """What the webhook answers instead of its receiver, where that is injected."""
        ...

    def twice(self) -> bool:
        """Whether the next webhook is to be delivered twice."""
        ...

    def note(self, *rows: JournalRow) -> None:
        """Let these be stored before anything that follows leaves."""
        ...

    def happened(self, session: Any, events: Sequence[Event]) -> None:
        """Something was written into its trace."""
        ...

    def delivered(self, session: Any, delivery: Delivery) -> None:
        """One of its webhooks was answered, or not."""
        ...

    def ended(self, session: Any) -> None:
        """It is over, and all its webhooks are delivered."""
        ...
