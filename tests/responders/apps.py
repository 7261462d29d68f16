"""Backends of all kinds, sound and broken; the tests name them as a user would."""

from __future__ import annotations

import json
import time
from typing import Any

GOODBYE = {"callflow": [{"action": "hangup"}]}
calls: list[str] = []


def reset() -> None:
    calls.append("reset")


def bad_reset() -> None:
    raise ValueError("no database")


def goodbye(_payload: dict[str, Any]) -> dict[str, Any]:
    return GOODBYE


def as_text(_payload: dict[str, Any]) -> str:
    return json.dumps(GOODBYE)


def as_bytes(_payload: dict[str, Any]) -> bytes:
    return json.dumps(GOODBYE).encode()


def with_status(_payload: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    return 201, GOODBYE


async def in_time(_payload: dict[str, Any]) -> dict[str, Any]:
    return GOODBYE


def refuses(_payload: dict[str, Any]) -> tuple[int, str]:
    return 503, "busy"


def forgets(_payload: dict[str, Any]) -> None:
    return None


def unwritable(_payload: dict[str, Any]) -> Any:
    return {"callflow": {1, 2}}


def leaves(_payload: dict[str, Any]) -> None:
    raise SystemExit(3)


def takes_nothing() -> None:
    return None


def takes_two(_one: Any, _two: Any) -> None:
    return None


def adds_up(payload: dict[str, Any]) -> Any:
    return payload["payload"]["dtmf"] + 1


def empties(payload: dict[str, Any]) -> dict[str, Any]:
    payload["payload"].clear()
    return {}


def interrupts(_payload: dict[str, Any]) -> None:
    raise KeyboardInterrupt


def parses(payload: dict[str, Any]) -> Any:
    return json.loads(payload["payload"]["dtmf"] + "!")


def hangs(_payload: dict[str, Any]) -> None:
    time.sleep(60)


def catches(_payload: dict[str, Any]) -> None:
    while True:
        try:
            time.sleep(60)
        except Exception:
            continue


def breaks_rules(_payload: dict[str, Any]) -> dict[str, Any]:
    return {"callflow": [{"action": "say", "params": {"text": "Hello.", "voiceProfile": "nobody"}}]}


def dated(_payload: dict[str, Any]) -> dict[str, Any]:
    return {"validUntil": "2031-01-01T00:00:00Z", **GOODBYE}


def flat(payload: dict[str, Any]) -> dict[str, Any]:
    return say(payload["payload"]["dtmf"])


def nested(payload: dict[str, Any]) -> dict[str, Any]:
    return say(payload["payload"]["eventData"]["dtmf"])


def say(digits: str) -> dict[str, Any]:
    words = {"text": f"You pressed {digits}.", "voiceProfile": "en-GB-Emma"}
    return {"callflow": [{"action": "say", "params": words}, {"action": "hangup"}]}


def _wsgi(start: Any, body: bytes, status: str = "200 OK") -> list[bytes]:
    start(status, [("Content-Type", "application/json")])
    return [body]


def wsgi_goodbye(environ: dict[str, Any], start: Any) -> list[bytes]:
    calls.append(f"{environ['PATH_INFO']}?{environ['QUERY_STRING']} {environ.get('HTTP_AUTHORIZATION')}")
    return _wsgi(start, json.dumps(GOODBYE).encode())


class Closing(list[bytes]):
    def close(self) -> None:
        calls.append("closed")


def wsgi_closing(_environ: dict[str, Any], start: Any) -> list[bytes]:
    return Closing(_wsgi(start, json.dumps(GOODBYE).encode()))


def wsgi_writes(_environ: dict[str, Any], start: Any) -> list[bytes]:
    write = start("200 OK", [])
    write(json.dumps(GOODBYE).encode())
    return []


def wsgi_silent(_environ: dict[str, Any], _start: Any) -> list[bytes]:
    return []


def wsgi_twice(_environ: dict[str, Any], start: Any) -> list[bytes]:
    _wsgi(start, b"")
    return _wsgi(start, b"")


def wsgi_huge(_environ: dict[str, Any], start: Any) -> Any:
    start("200 OK", [])
    return (b"x" * 65536 for _ in iter(int, 1))


def wsgi_error(_environ: dict[str, Any], start: Any) -> list[bytes]:
    return _wsgi(start, b"oh no", "500 Internal Server Error")


def wsgi_crash(environ: dict[str, Any], _start: Any) -> list[bytes]:
    return [environ["nothing"]]


LATIN = '{"callflow": "\u00e9"}'.encode("latin-1")


def wsgi_latin(_environ: dict[str, Any], start: Any) -> list[bytes]:
    start("200 OK", [("content-type", "application/json; charset=iso-8859-1")])
    return [LATIN]


def wsgi_without_headers(_environ: dict[str, Any], start: Any) -> list[bytes]:
    start("200 OK", None)
    return [json.dumps(GOODBYE).encode()]


async def asgi_latin(scope: dict[str, Any], _receive: Any, send: Any) -> None:
    if scope["type"] == "lifespan":
        return
    headers = [(b"Content-Type", b'application/json; charset="iso-8859-1"')]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": LATIN})


async def asgi_goodbye(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Keeps to the protocol: start-up, state, shutdown, one request."""
    if scope["type"] == "lifespan":
        await receive()
        scope["state"]["greeting"] = "begun"
        await send({"type": "lifespan.startup.complete"})
        await receive()
        calls.append("shut down")
        await send({"type": "lifespan.shutdown.complete"})
        return
    message = await receive()
    assert (await receive())["type"] == "http.disconnect"
    headers = dict(scope["headers"])
    calls.append(f"{scope['path']}?{scope['query_string'].decode()} {headers.get(b'authorization')}")
    calls.append(f"{scope['state']['greeting']} {json.loads(message['body'])['eventType']}")
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": json.dumps(GOODBYE).encode()})


async def asgi_counts(scope: dict[str, Any], receive: Any, send: Any) -> None:
    assert scope["type"] == "lifespan"
    await receive()
    calls.append("started")
    await send({"type": "lifespan.startup.complete"})
    await receive()


async def asgi_failed(scope: dict[str, Any], receive: Any, send: Any) -> None:
    await receive()
    if scope["type"] == "lifespan":
        await send({"type": "lifespan.startup.failed", "message": "no database"})


async def asgi_silent(scope: dict[str, Any], _receive: Any, _send: Any) -> None:
    if scope["type"] == "lifespan":
        raise NotImplementedError


async def asgi_crash(scope: dict[str, Any], receive: Any, _send: Any) -> None:
    await receive()
    raise LookupError(scope["type"])


async def asgi_late(_scope: dict[str, Any], _receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.trailers"})
    raise LookupError("after the start")


async def asgi_huge(scope: dict[str, Any], _receive: Any, send: Any) -> None:
    if scope["type"] == "lifespan":
        return
    await send({"type": "http.response.start", "status": 200, "headers": []})
    while True:
        await send({"type": "http.response.body", "body": b"x" * 65536, "more_body": True})


async def asgi_hangs(scope: dict[str, Any], _receive: Any, _send: Any) -> None:
    import asyncio

    if scope["type"] != "lifespan":
        await asyncio.sleep(60)
