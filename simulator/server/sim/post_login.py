"""POST /_sim/login: the page says the key of the server once, and a cookie stands for it from then on."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from simulator.model.status import NO_TOKEN
from simulator.server.api.base.family import plain_error
from simulator.server.api.base.message import Outgoing
from simulator.server.api.base.operation import UNUSABLE
from simulator.server.api.base.reading import text_of
from simulator.server.guard import LASTS, cookie_name, cookie_of, known_key
from simulator.server.sim.base.sessions import body_of

if TYPE_CHECKING:
    from simulator.server.api.base.message import Incoming

METHOD, PATH, FAMILY = "POST", "/_sim/login", plain_error
SUMMARY = "Say the key of the server once: a cookie stands for it on the page"
OPEN = True
BODY = {
    "type": "object",
    "required": ["key"],
    "properties": {"key": {"type": "string", "minLength": 1}},
    "additionalProperties": False,
}


class SignedIn(TypedDict):
    """That the cookie is there."""

    signedIn: bool


ANSWER, REFUSED = SignedIn, {422: UNUSABLE}
EXAMPLE = {"key": "open sesame"}


async def answer(asked: Incoming) -> Outgoing:
    """The cookie, which no script can read and no other page sends; 401 where the key is wrong."""
    key = text_of(body_of(asked, ("key",)), "key", blank=True) or ""
    own = asked.emulation.api_key
    signed: SignedIn = {"signedIn": True}
    if own is None:
        return Outgoing(200, signed)
    if not known_key(key, (own,)):
        return plain_error(asked.emulation, 401, NO_TOKEN)
    name, until = cookie_name(asked.headers.get("host", "")), int(asked.emulation.wall()) + LASTS
    cookie = f"{name}={cookie_of(own, name, until)}; Path=/; Max-Age={LASTS}; HttpOnly; SameSite=Strict"
    return Outgoing(200, signed, {"Set-Cookie": cookie, "Cache-Control": "no-store"})
