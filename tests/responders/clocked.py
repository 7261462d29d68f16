"""Backends that look at a clock."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import Awaitable, Callable, Iterable
from datetime import UTC, datetime
from typing import Any

import simulator

SPOKEN: list[str] = []
LEFT: list[threading.Event] = []


def said(text: str) -> dict[str, Any]:
    return {
        "callflow": [{"action": "say", "params": {"text": text, "voiceProfile": "en-GB-Emma"}}, {"action": "hangup"}]
    }


def shown() -> str:
    """What the clocks show, all of which must agree."""
    times = {round(time.time() * 1000), time.time_ns() // 1_000_000, round(datetime.now(UTC).timestamp() * 1000)}
    now = min(times)
    assert max(times) - now < 1000
    return f"{datetime.fromtimestamp(now / 1000, UTC):%a %H:%M:%S.%f}"


def function(_body: dict[str, Any]) -> dict[str, Any]:
    return said(shown())


async def awaited(_body: dict[str, Any]) -> dict[str, Any]:
    await asyncio.sleep(0.001)
    return said(shown())


def wsgi(_environ: dict[str, Any], start: Callable[..., object]) -> Iterable[bytes]:
    start("200 OK", [("content-type", "application/json")])
    return [json.dumps(said(shown())).encode()]


async def asgi(scope: dict[str, Any], _receive: Any, send: Callable[[dict[str, Any]], Awaitable[None]]) -> None:
    if scope["type"] != "http":
        return
    await asyncio.sleep(0.001)
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": json.dumps(said(shown())).encode()})


def hours(body: dict[str, Any]) -> dict[str, Any]:
    return said("Open." if 9 <= datetime.now(UTC).hour < 17 else "Closed.")


def raises(_body: dict[str, Any]) -> dict[str, Any]:
    raise ValueError(shown())


def exits(_body: dict[str, Any]) -> dict[str, Any]:
    raise SystemExit(shown())


def endless(_body: dict[str, Any]) -> dict[str, Any]:
    while True:
        pass


def waits(_body: dict[str, Any]) -> dict[str, Any]:
    """It is left behind in its thread, until the test lets it go on."""
    LEFT[0].wait()
    SPOKEN.append(shown())
    LEFT[1].set()
    return said("late")


def nested(_body: dict[str, Any]) -> dict[str, Any]:
    """It runs a call of its own, at another time."""
    inner = simulator.run(flow("function"), at="2026-01-03T01:00:00Z")
    return said(f"{inner.heard[0].text}, {shown()}")


def flow(name: str, kind: str = "python", **settings: Any) -> dict[str, Any]:
    return {
        "flow": "Clock",
        "inbound": {"source": "+6591234567", "destination": "+6531380000"},
        "backend": f"{kind}:{__name__}:{name}",
        "clock": "simulated",
        "account": {"assumptions": settings},
    }
