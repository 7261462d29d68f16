"""ASGI apps that misbehave when they start, are asked, or are shut down."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    Part = Callable[[Any], Awaitable[None]]

ANSWER = b'{"callflow": [{"action": "hangup"}]}'
begun: list[str] = []


async def nothing(_send: Any) -> None:
    """As it should be."""


def app(name: str, start: Part = nothing, ask: Part = nothing, stop: Part = nothing) -> Any:
    """An app that does something besides at each of its three occasions."""

    async def answers(scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            begun.append(name)
            await receive()
            await start(send)
            await send({"type": "lifespan.startup.complete"})
            await receive()
            await stop(send)
            await send({"type": "lifespan.shutdown.complete"})
            return
        await ask(send)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": ANSWER})

    return answers


async def sleeps(_send: Any) -> None:
    await asyncio.sleep(60)


async def catches(_send: Any) -> None:
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass


async def refuses_to_be_cancelled(_send: Any) -> None:
    while True:
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            continue


async def thinks(_send: Any) -> None:
    re.match(r"(a+)+$", "a" * 40 + "!")


async def interrupts(_send: Any) -> None:
    raise KeyboardInterrupt


async def leaves(_send: Any) -> None:
    raise SystemExit(4)


async def floods(send: Any) -> None:
    while True:
        await send({"type": "lifespan.startup.complete"})


async def gives_up(send: Any) -> None:
    await send({"type": "lifespan.shutdown.failed", "message": "the pool\nis not empty"})


async def answers_without_end(send: Any) -> None:
    while True:
        await send({"type": "http.response.start", "status": 200, "headers": []})


good = app("good")
slow_start = app("slow_start", start=sleeps)
interrupting_start = app("interrupting_start", start=interrupts)
leaving_start = app("leaving_start", start=leaves)
flooding_start = app("flooding_start", start=floods)
sleeping = app("sleeping", ask=sleeps)
catching = app("catching", ask=catches)
staying = app("staying", ask=refuses_to_be_cancelled)
thinking = app("thinking", ask=thinks)
interrupting = app("interrupting", ask=interrupts)
leaving = app("leaving", ask=leaves)
endless = app("endless", ask=answers_without_end)
slow_stop = app("slow_stop", stop=sleeps)
catching_stop = app("catching_stop", stop=catches)
interrupting_stop = app("interrupting_stop", stop=interrupts)
failing_stop = app("failing_stop", stop=gives_up)
