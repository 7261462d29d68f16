"""The ASGI app: it finds the operation, refuses who may not ask, reads a bounded body, and sends the answer."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING, Any

from attrs import define, field
from starlette.datastructures import QueryParams
from starlette.requests import ClientDisconnect
from starlette.responses import Response, StreamingResponse

from simulator.errors import UsageError
from simulator.model.credentials import without_credentials
from simulator.model.status import INTERNAL, NO_ACCOUNT, NO_TOKEN
from simulator.server.api.base.family import plain_error
from simulator.server.api.base.message import JSON, Incoming
from simulator.server.guard import READING, from_elsewhere, may_ask, own_name, signed_in
from simulator.server.routing import route_of
from simulator.server.sessions.turns import Turns

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.types import Receive, Scope, Send

    from simulator.server.api.base.message import Outgoing
    from simulator.server.api.base.operation import Operation
    from simulator.server.emulation import Emulation
    from simulator.server.sessions.masking import Secrets

OURS = "/_sim"
SILENT = (f"{OURS}/events", f"{OURS}/ready", "/")
"""Paths whose requests are no news."""
OF_SESSIONS = f"{OURS}/sessions"
REFUSED = (401, 403)
"""What is told whatever was asked for: somebody tries keys, or comes from elsewhere."""
NO_CONTENT = 204
_NO_QUERY: dict[str, str] = {}
PAGE_FILES, PAGE = f"{OURS}/page/", b"callflow-page"
"""Where the files of the page are, and the header by which it says that it only looks: no news either."""


@define(eq=False)
class EmulatorApp:
    """One server's app; `names` are those under which it may be reached besides this machine's own."""

    emulation: Emulation
    names: tuple[str, ...] = ()
    _turns: Turns = field(init=False, factory=Turns)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        began = perf_counter()
        try:
            found = await self._answer(scope, receive)
        except ClientDisconnect:
            return
        self._tell(scope, found.status, began)
        await _respond(found, scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive) -> Outgoing:
        headers, method, path = _headers(scope), scope["method"], scope["path"]
        if not own_name(headers.get("host", ""), self.names):
            return plain_error(self.emulation, 403, "this server is not asked under that Host")
        if from_elsewhere(method, headers):
            return plain_error(self.emulation, 403, "a page of another origin may not do this")
        found = route_of(path)
        if found is None:
            return plain_error(self.emulation, 404, "Not Found")
        route, parts = found
        one = route.operations.get(method)
        if one is None:
            error = next(iter(route.operations.values())).FAMILY(self.emulation, 405, "Method Not Allowed")
            error.headers["Allow"] = route.allow
            return error
        base = f"{scope.get('scheme', 'http')}://{headers.get('host', '')}"
        return await self._on(one, Incoming(self.emulation, parts, _query(scope), headers, base_url=base), receive)

    async def _on(self, one: Operation, asked: Incoming, receive: Receive) -> Outgoing:
        emulation = self.emulation
        refusal = self._refused(one, asked)
        if refusal is not None:
            return refusal
        most: int = getattr(one, "MOST", emulation.limits.body)
        body = await _body(asked.headers, receive, most)
        if body is None:
            emulation.events.add("limit", what="bytes of a body", most=most)
            return one.FAMILY(emulation, 413, "Payload Too Large")
        asked.body = body
        await self._turns.mine()
        found = await self._guarded(one, asked)
        return _without_secrets(found, emulation.house.secrets) if one.PATH.startswith(OF_SESSIONS) else found

    def _refused(self, one: Operation, asked: Incoming) -> Outgoing | None:
        """401 and 404, or None; who asks by the path of an account must be known to it."""
        emulation = self.emulation
        if "subAccountId" not in asked.path:
            free = getattr(one, "OPEN", False) or signed_in(emulation, asked.headers)
            return None if free or may_ask(emulation, asked.headers, ()) else one.FAMILY(emulation, 401, NO_TOKEN)
        asked.tenant = tenant = emulation.tenants.find(asked.path["subAccountId"])
        keys = None if tenant is None else tenant.keys
        if not may_ask(emulation, asked.headers, keys):
            return one.FAMILY(emulation, 401, NO_TOKEN)
        if tenant is None:
            return one.FAMILY(emulation, 404, NO_ACCOUNT.format(asked.path["subAccountId"]))
        return None

    async def _guarded(self, one: Operation, asked: Incoming) -> Outgoing:
        """The answer; a fault of ours is told in the platform's envelope, and in the console."""
        try:
            if one.METHOD not in READING and not getattr(one, "CHANGES_ALL", False):
                await self.emulation.settled()
            return await one.answer(asked)
        except UsageError as error:
            return one.FAMILY(self.emulation, 422, str(error))
        except Exception as error:
            self.emulation.events.add("fault", what=without_credentials(f"{type(error).__name__}: {error}"))
            return one.FAMILY(self.emulation, 500, INTERNAL)

    def _tell(self, scope: Scope, status: int, began: float) -> None:
        path = scope["path"]
        if status in REFUSED or (path not in SILENT and not _looks(scope)):
            took = round((perf_counter() - began) * 1000, 1)
            self.emulation.events.add("request", method=scope["method"], path=path, httpStatus=status, ms=took)


def _without_secrets(found: Outgoing, secrets: Secrets) -> Outgoing:
    """An answer without headers of webhooks: a receiver may have said its own back, in a prompt for example."""
    spoken = found.stream is not None or found.media.startswith("audio/")
    if not spoken and secrets.known and secrets.in_text(found.content.decode(errors="replace")):
        if found.raw is None:
            found.data = secrets.hide(found.data)
        else:
            found.raw = secrets.mask(found.raw.decode(errors="replace")).encode()
    return found


def _looks(scope: Scope) -> bool:
    """Whether it is the page that only looks."""
    asks = scope["method"] == "GET" and any(name == PAGE for name, _ in scope["headers"])
    return asks or scope["path"].startswith(PAGE_FILES)


def _headers(scope: Scope) -> dict[str, str]:
    """The headers by name in lower case; of one that is there twice, the first."""
    return {name.decode("latin-1"): value.decode("latin-1") for name, value in reversed(scope["headers"])}


def _query(scope: Scope) -> Mapping[str, str]:
    return QueryParams(scope["query_string"]) if scope["query_string"] else _NO_QUERY


async def _body(headers: Mapping[str, str], receive: Receive, most: int) -> bytes | None:
    """The whole body; None where it has more bytes than that. Raises ClientDisconnect."""
    given = headers.get("content-length", "")
    if given.isdigit() and int(given) > most:
        return None
    whole, more = bytearray(), True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        whole += message.get("body", b"")
        if len(whole) > most:
            return None
        more = message.get("more_body", False)
    return bytes(whole)


async def _respond(found: Outgoing, scope: Scope, receive: Receive, send: Send) -> None:
    if found.media != JSON or found.status == NO_CONTENT or found.headers:
        await _response(found)(scope, receive, send)
        return
    content = found.content
    headers = [(b"content-length", b"%d" % len(content)), (b"content-type", JSON.encode())]
    await send({"type": "http.response.start", "status": found.status, "headers": headers})
    await send({"type": "http.response.body", "body": content})


def _response(found: Outgoing) -> Any:
    if found.stream is not None:
        return StreamingResponse(found.stream, found.status, found.headers, found.media)
    if found.status == NO_CONTENT:
        return Response(status_code=NO_CONTENT, headers=found.headers)
    return Response(found.content, found.status, found.headers, found.media or JSON)
