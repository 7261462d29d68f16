"""A backend that is asked under other ids than the call has: sessions of one exploration differ in nothing else.

All ids of a session end alike, in what its seed makes of them (`webhooks/base/ids.py`). Going out, that ending becomes
the one of a session of its own; coming back, it becomes ours again. So a reply that names its session, as real ones do
(`recovered_<sessionId>`), is the same reply in every session.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from attrs import evolve, frozen

from simulator.responders.live import Backend, Live, Served
from simulator.webhooks.base.ids import tail

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.engine.ports import Responder
    from simulator.responders.hosting.worker import Done, Job


@frozen
class Renamed:
    """Asks `inner` under the ids of the seed `theirs` in place of those of `ours`."""

    inner: Backend
    ours: str
    theirs: str

    @property
    def within(self) -> Callable[[Job, float], Done | None]:
        """Where the backend runs."""
        return self.inner.within

    def send(self, body: dict[str, Any], most: int) -> Served:
        """The answer to the body under the other ids, with ours in it."""
        asked = json.loads(changed(json.dumps(body), self.ours, self.theirs))
        served = self.inner.send(asked, most)
        text = served.reply.body
        for old, new in _spellings(self.theirs, self.ours):
            text = text.replace(old.encode(), new.encode())
        back = [changed(words, self.theirs, self.ours) for words in (served.frames, served.why)]
        return Served(evolve(served.reply, body=text), *back)

    def reach(self) -> None:
        """Reach or start it; no id is needed for that. Raises UnreachableError."""
        self.inner.reach()

    def abort(self) -> None:
        """Give up: nobody waits for the answer any more."""
        self.inner.abort()


def renamed(responder: Responder, ours: int, theirs: int) -> Responder:
    """The responder of a live backend under the ids of another seed."""
    assert isinstance(responder, Live)  # a table knows no ids
    return evolve(responder, backend=Renamed(responder.backend, tail(ours), tail(theirs)))


def changed(text: str, old: str, new: str) -> str:
    """A text with the ids of one ending under another."""
    for was, becomes in _spellings(old, new):
        text = text.replace(was, becomes)
    return text


def _spellings(old: str, new: str) -> tuple[tuple[str, str], ...]:
    """How an id's ending is written: as it is, without its dash, and in capitals."""
    plain = (old, new), (old.replace("-", ""), new.replace("-", ""))
    return (*plain, *((a.upper(), b.upper()) for a, b in plain))
