"""POST /_sim/sessions/{sessionId}/back: the last entry is taken back, in a session of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.errors import OutOfTurnError
from simulator.model.call.event import Heard
from simulator.server.api.base.family import plain_error
from simulator.server.repeating import Beginning, along
from simulator.server.sessions.outbox import ASKING
from simulator.server.sim.base.beginning import NOT_SO, started
from simulator.server.sim.base.sessions import SessionBrief, found, unknown

if TYPE_CHECKING:
    from simulator.server.api.base.message import Incoming, Outgoing
    from simulator.server.emulation import Emulation
    from simulator.server.sessions.live_session import LiveSession

METHOD, PATH, FAMILY = "POST", "/_sim/sessions/{sessionId}/back", plain_error
SUMMARY = "Take back the last entry: another session has come to where its prompt began, and is held by a person"
ANSWER, REFUSED = SessionBrief, NOT_SO


async def answer(asked: Incoming) -> Outgoing:
    """The session that stands there."""
    session = found(asked)
    return unknown(asked) if session is None else await started(asked, lambda: _back(asked.emulation, session))


async def _back(emulation: Emulation, session: LiveSession) -> LiveSession:
    """Raises OutOfTurnError where nothing was entered, or a program would be asked again."""
    if ASKING in session.mail.receivers:
        raise OutOfTurnError("a program answers the webhook of this call: it cannot take back what it was asked")
    until = _entry_before(session)
    seed = emulation.next_seed()  # with the one before, two at the same instant would be the same session
    made = await along(emulation, Beginning.of(emulation, session), session.call.trace, until, seed)
    if not session.live.done:
        session.hang_up()
    return made


def _entry_before(session: LiveSession) -> int:
    """When the prompt of the entry began that is taken back: the one that is open, where it has keys."""
    call = session.call
    prompts = [event.at for event in call.trace if isinstance(event, Heard) and event.prompt.part == "prompt"]
    ended = [one.asked for one in session.result.captures if one.asked is not None]
    if call.digits and not call.done and prompts and prompts[-1] not in ended:
        return prompts[-1]
    if not ended:
        raise OutOfTurnError("there is no entry before this one")
    return ended[-1]
