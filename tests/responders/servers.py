"""Servers on loopback that answer as real ones do, and worse; each runs in a thread of its own."""

from __future__ import annotations

import socket
import struct
from contextlib import contextmanager, suppress
from threading import Event, Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Behaviour = Callable[[socket.socket, Event], None]

GOODBYE = b'{"callflow": [{"action": "hangup"}]}'


@contextmanager
def serving(behaviour: Behaviour, asked: list[bytes] | None = None) -> Iterator[str]:
    """The address of a server that reads one request per connection, then behaves."""

    def answer(connection: socket.socket, over: Event) -> None:
        request = _request(connection)
        if request:
            if asked is not None:
                asked.append(request)
            behaviour(connection, over)

    with connecting(answer) as url:
        yield url


@contextmanager
def connecting(behaviour: Behaviour) -> Iterator[str]:
    """The address of a server that behaves once somebody has connected."""
    over = Event()
    server = socket.create_server(("127.0.0.1", 0))
    server.settimeout(0.05)

    def serve() -> None:
        while not over.is_set():
            try:
                connection, _ = server.accept()
            except TimeoutError:
                continue
            with connection, suppress(OSError):
                behaviour(connection, over)

    thread = Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.getsockname()[1]}/vca"
    finally:
        over.set()
        thread.join(5)
        server.close()


def _request(connection: socket.socket) -> bytes:
    """One whole request; nothing where somebody only wanted to know whether anybody is there."""
    found = b""
    while b"\r\n\r\n" not in found:
        part = connection.recv(65536)
        if not part:
            return b""
        found += part
    head, _, body = found.partition(b"\r\n\r\n")
    length = next(int(line[15:]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:"))
    while len(body) < length:
        body += connection.recv(65536)
    return head + b"\r\n\r\n" + body


def head(status: str, length: int, *more: str) -> bytes:
    """The head of an answer."""
    return "\r\n".join([f"HTTP/1.1 {status}", f"Content-Length: {length}", *more, "", ""]).encode()


def sound(connection: socket.socket, _over: Event) -> None:
    connection.sendall(head("200 OK", len(GOODBYE)) + GOODBYE)


def chunked(connection: socket.socket, _over: Event) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    connection.sendall(f"{len(GOODBYE):x}\r\n".encode() + GOODBYE + b"\r\n0\r\n\r\n")


def until_closed(connection: socket.socket, _over: Event) -> None:
    connection.sendall(b"HTTP/1.0 200 OK\r\n\r\n" + GOODBYE)


def interim(connection: socket.socket, _over: Event) -> None:
    connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n")
    connection.sendall(head("200 OK", len(GOODBYE)) + GOODBYE)


def latin(connection: socket.socket, _over: Event) -> None:
    body = '{"callflow": "é"}'.encode("latin-1")
    connection.sendall(head("200 OK", len(body), "Content-Type: application/json;charset=iso-8859-1") + body)


def packed(connection: socket.socket, _over: Event) -> None:
    connection.sendall(head("200 OK", 3, "Content-Encoding: br") + b"\x8b\x02\x80")


def failing(connection: socket.socket, _over: Event) -> None:
    connection.sendall(head("500 Internal Server Error", 0))


def redirecting(connection: socket.socket, _over: Event) -> None:
    connection.sendall(head("307 Temporary Redirect", 0, "Location: /elsewhere"))


def nothing(_connection: socket.socket, _over: Event) -> None:
    return


def silent(_connection: socket.socket, over: Event) -> None:
    over.wait(30)


def half_head(connection: socket.socket, _over: Event) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Le")


def half_body(connection: socket.socket, _over: Event) -> None:
    connection.sendall(head("200 OK", len(GOODBYE)) + GOODBYE[:9])


def half_chunk(connection: socket.socket, _over: Event) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nabc")


def half_interim(connection: socket.socket, _over: Event) -> None:
    connection.sendall(b"HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200")


def bad_chunk(connection: socket.socket, _over: Event) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n")


def too_short(connection: socket.socket, _over: Event) -> None:
    connection.sendall(head("200 OK", len(GOODBYE)) + GOODBYE + b"more than it said")


def http_2(connection: socket.socket, _over: Event) -> None:
    connection.sendall(b"HTTP/2 200\r\n\r\n")


def resetting(connection: socket.socket, _over: Event) -> None:
    connection.sendall(head("200 OK", len(GOODBYE)) + GOODBYE[:9])
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def no_http(connection: socket.socket, _over: Event) -> None:
    connection.sendall(b"220 mail.example ready\r\n")


def ten_megabytes(connection: socket.socket, _over: Event) -> None:
    connection.sendall(head("200 OK", 10_000_000))
    for _ in range(10):
        connection.sendall(b"x" * 1_000_000)


def byte_by_byte(connection: socket.socket, over: Event) -> None:
    connection.sendall(head("200 OK", len(GOODBYE) + 100_000))
    while not over.wait(0.02):
        connection.sendall(b" ")


def head_byte_by_byte(connection: socket.socket, over: Event) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while not over.wait(0.02):
        connection.sendall(b"x")
