"""An emulation that is asked in process, as a program would ask it over HTTP."""

from __future__ import annotations

import asyncio
import json
from math import inf
from typing import TYPE_CHECKING, Any

from attrs import define

from simulator.server.app import EmulatorApp
from simulator.server.emulation import Emulation
from tests.server._document import judge
from tests.server._house import NOW, Post, Real, running

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

BASE = "/api/v1/subaccounts/acme"
KEY = {"authorization": "Bearer secret-key"}


@define
class Came:
    """An answer."""

    status: int
    headers: dict[str, str]
    raw: bytes

    @property
    def data(self) -> Any:
        return json.loads(self.raw)


@define
class Client:
    """Asks the app; `path` without a leading slash is below the subaccount `acme`."""

    emulation: Emulation
    app: EmulatorApp
    post: Post

    async def ask(self, method: str, path: str, body: Any = None, *, headers: dict[str, str] | None = None) -> Came:
        path = path if path.startswith("/") else f"{BASE}/{path}"
        path, _, query = path.partition("?")
        raw = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        given = {"host": "127.0.0.1:8088", **KEY, **(headers or {})}
        scope = {
            "type": "http", "method": method, "path": path, "query_string": query.encode(), "scheme": "http",
            "headers": [(key.encode(), value.encode()) for key, value in given.items() if value],
        }  # fmt: skip
        parts = [{"type": "http.request", "body": raw, "more_body": False}]
        sent: list[Any] = []

        async def receive() -> Any:
            if not parts:
                await asyncio.Event().wait()  # the client stays
            return parts.pop(0)

        async def send(message: Any) -> None:
            sent.append(message)

        await self.app(scope, receive, send)
        content = b"".join(one.get("body", b"") for one in sent[1:])
        came = Came(sent[0]["status"], {k.decode(): v.decode() for k, v in sent[0]["headers"]}, content)
        judge(method, path, came.status, came.headers, came.raw)
        return came

    async def get(self, path: str, **more: Any) -> Came:
        return await self.ask("GET", path, **more)

    async def send(self, path: str, body: Any = None, **more: Any) -> Came:
        return await self.ask("POST", path, body, **more)

    async def register(self, *kinds: str) -> None:
        for kind in kinds or ("VCA", "VCS", "VSS"):
            given = {"type": kind, "url": f"http://127.0.0.1:9/{kind}", "httpAuthHeader": f"Bearer of-{kind}"}
            assert (await self.send("webhooks", given)).status == 200

    async def over(self, session: str) -> None:
        assert await self.emulation.house.wait(self.emulation.house.sessions[session], 10)


def client(post: Post | None = None, **more: Any) -> Client:
    post = post or Post()
    emulation = Emulation(**{"post": post, "real": Real(), "now": NOW, "speed": inf, "seed": 7, **more})
    return Client(emulation, EmulatorApp(emulation), post)


def asked(work: Callable[[Client], Awaitable[None]], **more: Any) -> None:
    """Do something with a new emulation, and close it."""

    async def all_of_it() -> None:
        there = client(**more)
        try:
            await work(there)
        finally:
            await there.emulation.close()

    running(all_of_it())
