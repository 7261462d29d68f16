"""Answers that web apps really give in place of a reply, each as a WSGI app, an ASGI app and a running server."""

from __future__ import annotations

import gzip
import json
import zlib
from typing import TYPE_CHECKING, Any

from tests.responders.servers import head

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterable
    from threading import Event

REPLY = json.dumps({"callflow": [{"action": "hangup"}]}).encode()
Answer = tuple[str, dict[str, str], bytes]
ANSWERS: dict[str, tuple[Answer, str]] = {
    "a page to sign in": (
        ("200 OK", {"Content-Type": "text/html"}, b"<html><title>Sign in</title></html>"),
        'the reply is no JSON object: a page titled "Sign in" [-1001]',
    ),
    "no content": (("204 No Content", {}, b""), "the webhook's answer is empty (HTTP 204), expected a JSON object"),
    "a redirect": (
        ("302 Found", {"Location": "/login"}, b"<title>Redirecting</title>"),
        "the webhook answered HTTP 302, a redirect to /login, which is not followed",
    ),
    "a slash too few": (
        ("308 Permanent Redirect", {"Location": "/vca/"}, b""),
        "the webhook answered HTTP 308, a redirect to /vca/, which is not followed",
    ),
    "not modified": (("304 Not Modified", {}, b""), "the webhook answered HTTP 304, expected 200"),
    "gzip that no header tells": (
        ("200 OK", {}, gzip.compress(REPLY)),
        "the reply is no JSON object: data compressed with gzip, which nobody asked for: send it as it is [-1001]",
    ),
    "deflate": (
        ("200 OK", {"Content-Encoding": "deflate"}, zlib.compress(REPLY)),
        "the reply is no JSON object: data compressed with deflate, which nobody asked for: send it as it is [-1001]",
    ),
    "UTF-16": (
        ("200 OK", {"Content-Type": "application/json; charset=utf-16"}, REPLY.decode().encode("utf-16")),
        "the reply is no JSON object: text in UTF-16: send it as UTF-8 [-1001]",
    ),
    "another platform's words": (
        ("200 OK", {"Content-Type": "text/xml"}, b"<Response><Say>Hello</Say></Response>"),
        'the reply is no JSON object: XML whose first element is <Response>, expected an object, {"callflow": [...]} '
        "[-1001]",
    ),
    "an array of replies": (
        ("200 OK", {}, b'[{"callflow": []}]'),
        'the reply is no JSON object: the JSON array `[{"callflow": []}]`, expected an object, {"callflow": [...]} '
        "[-1001]",
    ),
    "not allowed": (
        ("405 Method Not Allowed", {"Allow": "GET"}, b""),
        "the webhook answered HTTP 405, expected 200: it takes no POST here, and webhooks are posted: is the path of "
        "the backend right?",
    ),
}


def _answer(path: str) -> Answer:
    return ANSWERS[path.removeprefix("/")][0]


def wsgi(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
    """The answer that the path names."""
    status, headers, body = _answer(environ["PATH_INFO"])
    start(status, list(headers.items()))
    return [body]


async def asgi(scope: dict[str, Any], _receive: Any, send: Any) -> None:
    """The answer that the path names; it has no life before and after."""
    if scope["type"] != "http":
        raise RuntimeError("no lifespan here")
    status, headers, body = _answer(scope["path"])
    given = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": int(status[:3]), "headers": given})
    await send({"type": "http.response.body", "body": body})


def server(name: str) -> Any:
    """How a running server behaves that gives this answer."""
    status, headers, body = ANSWERS[name][0]

    def behave(connection: socket.socket, _over: Event) -> None:
        given = [f"{name}: {value}" for name, value in headers.items()]
        connection.sendall(head(status, len(body), *given) + body)

    return behave
