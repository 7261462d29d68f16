"""Webhooks over real HTTP, as sessions post them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from simulator.server.posting.post import post
from simulator.server.posting.reply import Unanswered
from simulator.server.sessions.wire import Missed

if TYPE_CHECKING:
    from simulator.engine.answer import RawReply
    from simulator.server.posting.allowed import Allowed

_HEADERS = {"Content-Type": "application/json", "User-Agent": "callflow-simulator"}


@define
class WebhookSender:
    """Posts to allowed hosts only."""

    allowed: Allowed

    async def __call__(
        self, url: str, body: bytes, authorization: str | None, *, timeout_ms: int, limit: int
    ) -> RawReply | Missed:
        """What came back."""
        headers = _HEADERS if authorization is None else {**_HEADERS, "Authorization": authorization}
        came = await post(url, body, headers, timeout_ms=timeout_ms, limit=limit, allow=self.allowed)
        if isinstance(came, Unanswered):
            return Missed(came.words, came.kind == "timeout", came.body.decode(errors="replace"))
        return came.served().reply
