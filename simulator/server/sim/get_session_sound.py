"""GET /_sim/sessions/{sessionId}/sounds/{sound}: a prompt of a session, as a WAV that is as long as it plays."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from simulator.model.call.event import Heard
from simulator.server.api.base.family import plain_error
from simulator.server.api.base.message import Outgoing
from simulator.server.api.base.operation import Refusal
from simulator.server.sim.base.sessions import found, unknown
from simulator.server.sounds import PATH as SOUND_PATH
from simulator.server.sounds import sound_id

if TYPE_CHECKING:
    from simulator.server.api.base.message import Incoming

METHOD, PATH, FAMILY = "GET", SOUND_PATH, plain_error
SUMMARY = "Hear a prompt of a session: `sound` of an event `heard` is its address"
ANSWER, MEDIA, SUCCESS = str, "audio/wav", (200, 206)
HEADERS = {"Cache-Control": "a sound is that of its address for ever", "Accept-Ranges": "bytes"}
REFUSED = {404: Refusal("there is no such session, it says nothing under that name, or nobody can say it")}
_PART = re.compile(r"bytes=(\d{1,12})-(\d{0,12})")


async def answer(asked: Incoming) -> Outgoing:
    """The sound; 404 where the session has no such prompt, or it cannot be heard."""
    session, desk = found(asked), asked.emulation.sounds
    if session is None:
        return unknown(asked)
    own = asked.path["sound"]
    prompts = (event.prompt for event in session.call.trace if isinstance(event, Heard))
    prompt = next((one for one in prompts if sound_id(one) == own), None)
    made = None if desk is None or prompt is None else await desk.wav(prompt)
    if made is None:
        return plain_error(asked.emulation, 404, f"Sound not found by Id : {own}")
    return _sent(made, asked.headers.get("range", ""))


def _sent(sound: bytes, wanted: str) -> Outgoing:
    """All of it, or the part that a browser wants: some play nothing from a server that gives no parts."""
    headers = {"Cache-Control": "private, max-age=86400, immutable", "Accept-Ranges": "bytes"}
    part = _PART.fullmatch(wanted)
    begin = 0 if part is None else int(part[1])
    raw = b"" if part is None else sound[begin : int(part[2] or len(sound)) + 1]
    if not raw:
        return Outgoing(200, headers=headers, raw=sound, media=MEDIA)
    headers["Content-Range"] = f"bytes {begin}-{begin + len(raw) - 1}/{len(sound)}"
    return Outgoing(206, headers=headers, raw=raw, media=MEDIA)
