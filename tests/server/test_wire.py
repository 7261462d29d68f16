"""One connection of a webhook."""

from __future__ import annotations

import asyncio
import socket
from contextlib import suppress

import pytest

from simulator.server.posting.exchange import PostProtocol, WireAnswer, message_of
from simulator.server.posting.plain import plain_answer


def test_a_connection_that_nobody_waits_for_any_more_is_let_go() -> None:
    async def gone() -> None:
        url = "http://127.0.0.1:1/"
        wire = PostProtocol(url, message_of(url, b"", {}), 1)
        wire.lost.cancel()
        wire.connection_lost(None)
        assert wire.heard.result().words

    asyncio.run(gone())


BODY = b'{"callflow": []}'
PLAIN = [
    b"HTTP/1.1 200 OK\r\nContent-Length: 16\r\n\r\n" + BODY,
    b"HTTP/1.1 200\r\ncontent-length:16\r\nX-Empty:\r\n\r\n" + BODY,
    b"HTTP/1.1 302 Found\r\nLocation: http://x/\r\nContent-Length:   16  \r\nServer: one two \r\n\r\n" + BODY,
    b"HTTP/1.1 500 Oh no\r\nContent-Type: text/html; charset=latin-1\r\nContent-Length: 0\r\n\r\n",
]
ODD = [
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nContent-Length: 16\r\nContent-Length: 16\r\n\r\n" + BODY,
    b"HTTP/1.1 200 OK\r\nContent-Length: 16, 16\r\n\r\n" + BODY,
    b"HTTP/1.1 200 OK\r\nContent-Length: 016\r\n\r\n" + BODY,
    b"HTTP/1.1 200 OK\r\nContent-Length: +16\r\n\r\n" + BODY,
    b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n" + BODY,
    b"HTTP/1.1 200 OK\r\nContent-Length: 17\r\n\r\n" + BODY,
    b"HTTP/1.1 204 No Content\r\nContent-Length: 16\r\n\r\n" + BODY,
    b"HTTP/1.1 304 Not Modified\r\nContent-Length: 16\r\n\r\n" + BODY,
    b"HTTP/1.1 100 Continue\r\nContent-Length: 16\r\n\r\n" + BODY,
    b"HTTP/1.0 200 OK\r\n\r\n" + BODY,
    b"HTTP/1.1 200 OK\r\n\r\n" + BODY,
    b"HTTP/1.1 200 OK\r\nX : y\r\nContent-Length: 16\r\n\r\n" + BODY,
    b"HTTP/1.1 200 OK\r\nX: a\r\n folded\r\nContent-Length: 16\r\n\r\n" + BODY,
    b"HTTP/1.1 200 OK\r\nX: \x00\r\nContent-Length: 16\r\n\r\n" + BODY,
    b"HTTP/1.1 200 OK\nContent-Length: 16\n\n" + BODY,
    b"HTTP/1.1 200 \xc3\xa4\r\nContent-Length: 16\r\n\r\n" + BODY,
    b"ICY 200 OK\r\nContent-Length: 16\r\n\r\n" + BODY,
]


def _heard(pieces: list[bytes], limit: int) -> WireAnswer:
    async def heard() -> WireAnswer:
        wire = PostProtocol("http://127.0.0.1:1/", b"", limit)
        for piece in pieces:
            wire.data_received(piece)
        wire.eof_received()
        return wire.heard.result()

    return asyncio.run(heard())


@pytest.mark.parametrize("answer", PLAIN + ODD)
@pytest.mark.parametrize("limit", [4, 1000])
def test_an_answer_that_comes_whole_is_read_as_one_that_drips(answer: bytes, limit: int) -> None:
    assert _heard([answer], limit) == _heard([answer[:20], answer[20:40], answer[40:]], limit)


def test_only_what_is_plain_is_read_at_once() -> None:
    assert all(map(plain_answer, PLAIN))
    assert not any(map(plain_answer, ODD))


def test_each_message_has_its_own_length_and_header() -> None:
    sent = [message_of("http://h:1/x?y", body, {"Authorization": "b"}) for body in (b"", BODY)]
    assert [one.partition(b"\r\n\r\n")[2] for one in sent] == [b"", BODY]
    assert [b"\r\nContent-Length: %d\r\n" % size in one for one, size in zip(sent, (0, 16), strict=True)] == [True] * 2
    assert b"\r\nAuthorization: c\r\n" in message_of("http://h:1/x?y", b"", {"Authorization": "c"})


def test_a_connection_that_takes_nothing_is_told_from_one_that_took_all() -> None:
    async def sent() -> list[bool]:
        one, other = socket.socketpair()
        with one, other:
            one.setblocking(False)
            wires = [PostProtocol("http://127.0.0.1:1/", BODY, 1) for _ in range(2)]
            first = wires[0].send(one)
            with suppress(BlockingIOError):
                while True:
                    one.send(b"x" * 65536)
            return [first, wires[1].send(one)]

    assert asyncio.run(sent()) == [True, False]
