"""POST /_sim/sessions/{sessionId}/press: keys are pressed now, one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.errors import UsageError
from simulator.model.call.keys import KEYS
from simulator.server.api.base.family import plain_error
from simulator.server.api.base.operation import UNUSABLE
from simulator.server.api.base.reading import text_of
from simulator.server.sim.base.sessions import LIVE_ONLY, SessionBrief, body_of, done

if TYPE_CHECKING:
    from simulator.server.api.base.message import Incoming, Outgoing

METHOD, PATH, FAMILY = "POST", "/_sim/sessions/{sessionId}/press", plain_error
SUMMARY = "Press keys, whatever is going on"
ANSWER, REFUSED = SessionBrief, {**LIVE_ONLY, 422: UNUSABLE}
BODY = {
    "type": "object",
    "required": ["keys"],
    "properties": {"keys": {"type": "string", "pattern": f"^[{KEYS}]+$", "examples": ["1#"]}},
    "additionalProperties": False,
}


async def answer(asked: Incoming) -> Outgoing:
    """The session as it is then."""
    keys = text_of(body_of(asked, ("keys",)), "keys") or ""
    if wrong := set(keys) - set(KEYS):
        raise UsageError(f'`keys` is "{keys}": {sorted(wrong)[0]!r} is no key, expected 0-9 * # A-D')
    return await done(asked, lambda session: session.press(keys))
