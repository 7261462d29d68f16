"""One request to an ASGI app and its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.responders.live import received

if TYPE_CHECKING:
    from simulator.engine.answer import RawReply
    from simulator.responders.lifespan.life import App


class _Enough(Exception):  # noqa: N818 - it is no error
    """Nobody reads more than this."""


class Exchange:
    """One request and its answer."""

    def __init__(self, raw: bytes, most: int) -> None:
        self._asked = [{"type": "http.request", "body": raw, "more_body": False}]
        self._most = most
        self._status = 0
        self._headers: dict[str, str] = {}
        self._body = bytearray()

    @property
    def reply(self) -> RawReply:
        """What the app has answered."""
        return received(self._status, bytes(self._body), self._headers.get)

    async def run(self, app: App, scope: dict[str, Any]) -> Exception | None:
        """Let the app answer; what it raises after it has begun to answer is given back."""
        try:
            await app(scope, self._receive, self._send)
        except _Enough:
            return None
        except Exception as error:
            if not self._status:
                raise
            return error
        if not self._status:
            raise RuntimeError("the app returned without an answer")
        return None

    async def _receive(self) -> dict[str, Any]:
        return self._asked.pop() if self._asked else {"type": "http.disconnect"}

    async def _send(self, message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            self._status = message["status"]
            given = [(bytes(name).decode("latin-1"), bytes(value)) for name, value in message.get("headers") or ()]
            self._headers = {name.lower(): value.decode("latin-1") for name, value in given}
        elif message["type"] == "http.response.body":
            self._body += message.get("body", b"")
            if len(self._body) > self._most:
                raise _Enough
