"""The ASGI app: it finds the operation, refuses who may not ask, reads a bounded body, and sends the answer."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING, Any

from attrs import define
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse

from simulator.errors import UsageError
from simulator.model.credentials import without_credentials
from simulator.model.status import INTERNAL, NO_ACCOUNT, NO_TOKEN
from simulator.server.api.base.family import plain_error
from simulator.server.api.base.message import JSON, Incoming
from simulator.server.guard import from_elsewhere, may_ask, own_name
from simulator.server.routing import route_of

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

    from simulator.server.api.base.message import Outgoing
    from simulator.server.api.base.operation import Operation
    from simulator.server.emulation import Emulation
    from simulator.server.routing import Route

OURS = "/_sim"
SILENT = (f"{OURS}/events", f"{OURS}/ready")
"""Paths whose requests are no news."""


@define(eq=False)
class EmulatorApp:
    """One server's app; `names` are those under which it may be reached besides this machine's own."""

    emulation: Emulation
    names: tuple[str, ...] = ()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        began = perf_counter()
        request = Request(scope, receive)
        try:
            found = await self._answer(request)
        except ClientDisconnect:
            return
        self._tell(request, found.status, began)
        await _response(found)(scope, receive, send)

    async def _answer(self, request: Request) -> Outgoing:
        headers, method, path = request.headers, request.method, request.scope["path"]
        if not own_name(headers.get("host", ""), self.names):
            return plain_error(self.emulation, 403, "this server is not asked under that Host")
        if from_elsewhere(method, headers):
            return plain_error(self.emulation, 403, "a page of another origin may not do this")
        found = route_of(path)
        if found is None:
            return plain_error(self.emulation, 404, "Not Found")
        route, parts = found
        return await self._on(route, parts, request)

    async def _on(self, route: Route, parts: dict[str, str], request: Request) -> Outgoing:
        emulation = self.emulation
        one = route.operations.get(request.method)
        if one is None:
            error = next(iter(route.operations.values())).FAMILY(emulation, 405, "Method Not Allowed")
            error.headers["Allow"] = route.allow
            return error
        asked = Incoming(emulation, parts, request.query_params, request.headers, base_url=_base(request))
        refusal = self._refused(one, asked)
        if refusal is not None:
            return refusal
        body = await _body(request, emulation.limits.body)
        if body is None:
            emulation.events.add("limit", what="bytes of a body", most=emulation.limits.body)
            return one.FAMILY(emulation, 413, "Payload Too Large")
        asked.body = body
        return await self._guarded(one, asked)

    def _refused(self, one: Operation, asked: Incoming) -> Outgoing | None:
        """401 and 404, or None; who asks by the path of an account must be known to it."""
        emulation = self.emulation
        if "subAccountId" not in asked.path:
            guarded = emulation.api_key is not None and not may_ask(emulation, asked.headers, ())
            return one.FAMILY(emulation, 401, NO_TOKEN) if guarded else None
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
            return await one.answer(asked)
        except UsageError as error:
            return one.FAMILY(self.emulation, 422, str(error))
        except Exception as error:
            self.emulation.events.add("fault", what=without_credentials(f"{type(error).__name__}: {error}"))
            return one.FAMILY(self.emulation, 500, INTERNAL)

    def _tell(self, request: Request, status: int, began: float) -> None:
        path = request.scope["path"]
        if path not in SILENT:
            took = round((perf_counter() - began) * 1000, 1)
            self.emulation.events.add("request", method=request.method, path=path, httpStatus=status, ms=took)


async def _body(request: Request, most: int) -> bytes | None:
    """The whole body; None where it has more bytes than that."""
    given = request.headers.get("content-length", "")
    if given.isdigit() and int(given) > most:
        return None
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > most:
            return None
        parts.append(part)
    return b"".join(parts)


def _base(request: Request) -> str:
    return f"{request.scope.get('scheme', 'http')}://{request.headers.get('host', '')}"


def _response(found: Outgoing) -> Any:
    if found.stream is not None:
        return StreamingResponse(found.stream, found.status, found.headers, found.media)
    if found.status == 204:
        return Response(status_code=204, headers=found.headers)
    return Response(found.content, found.status, found.headers, found.media or JSON)
