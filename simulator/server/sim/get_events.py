"""GET /_sim/events: what happens, as server-sent events; `Last-Event-ID` (or `since`) says what was seen already."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from simulator.server.api.base.family import plain_error
from simulator.server.api.base.message import Outgoing
from simulator.server.api.base.operation import WRONG_QUERY
from simulator.server.api.base.reading import WHOLE_NUMBER, whole_number
from simulator.server.sim.base.phones import phone

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from simulator.server.api.base.message import Incoming
    from simulator.server.emulation import Emulation

METHOD, PATH, FAMILY = "GET", "/_sim/events", plain_error
SUMMARY = "Stream what happens (server-sent events), from any point on"
ANSWER, REFUSED = str, {422: WRONG_QUERY}
HEADERS = {"Cache-Control": "no-store: a stream is not kept"}
QUERY = {"since": WHOLE_NUMBER}
MEDIA = "text/event-stream"
OF_SESSIONS = ("call", "webhook", "over")
RETRY = b"retry: 300\n\n"
"""Ms after which a page connects again."""


async def answer(asked: Incoming) -> Outgoing:
    """A stream that ends when the server does."""
    given = asked.headers.get("last-event-id") or asked.query.get("since") or str(asked.emulation.events.last)
    stream = _stream(asked.emulation, whole_number(given, "since"))
    return Outgoing(200, headers={"Cache-Control": "no-store"}, media=MEDIA, stream=stream)


async def _stream(emulation: Emulation, seen: int) -> AsyncIterator[bytes]:
    events = emulation.events
    seen = min(seen, events.last)  # a higher number is of a life before this one
    yield RETRY + _written("hello", None, {"life": emulation.life, "last": events.last, "since": seen})
    if seen < events.forgotten:
        yield _written("missed", None, {"missed": events.forgotten - seen})
    while news := await events.news(seen):
        told = [one.as_dict() for one in news]
        seen = news[-1].number
        written = [_written(one["kind"], one["number"], one) for one in told]
        yield b"".join([*written, *_phones(emulation, told, seen)])


def _phones(emulation: Emulation, told: list[dict[str, Any]], seen: int) -> Iterator[bytes]:
    """What the phones show now of which something is told: a page that asks for it is a picture late."""
    for name in dict.fromkeys(one["data"].get("sessionId") for one in told if one["kind"] in OF_SESSIONS):
        session = emulation.house.sessions.get(name)
        if session is not None and session.shown:
            yield _written("phone", None, {"upTo": seen, "data": phone(session)})


def _written(kind: str, number: int | None, data: object) -> bytes:
    told = "" if number is None else f"id: {number}\n"
    return f"{told}event: {kind}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode("utf-8", "replace")
