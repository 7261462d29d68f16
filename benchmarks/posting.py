"""What it costs to send a webhook while 64 are on their way, against asyncio alone that reads until the end."""

from __future__ import annotations

import asyncio

from benchmarks._measure import line, ratio
from simulator.server.posting.post import post
from simulator.server.posting.reply import Reply

AT_ONCE, EACH = 64, 4
BODY = b'{"eventType": "CALL_ACTION"}'
REQUEST = b"POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s" % (len(BODY), BODY)
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readuntil(b"\r\n\r\n")
    writer.write(ANSWER)
    writer.close()


async def _ours(port: int) -> None:
    for _ in range(EACH):
        found = await post(f"http://127.0.0.1:{port}/", BODY, {}, timeout_ms=60_000, limit=1000)
        assert isinstance(found, Reply)


async def _bare(port: int) -> None:
    for _ in range(EACH):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(REQUEST)
        assert await reader.read() == ANSWER
        writer.close()
        await writer.wait_closed()


async def _at_once(ours: bool, port: int) -> None:
    await asyncio.gather(*((_ours if ours else _bare)(port) for _ in range(AT_ONCE)))


def report(rounds: int = 9) -> str:
    """The row of the report."""
    with asyncio.Runner() as runner:
        server = runner.run(asyncio.start_server(_answer, "127.0.0.1", 0, backlog=1000))
        port = server.sockets[0].getsockname()[1]
        ours, theirs, times = ratio(
            lambda: runner.run(_at_once(True, port)), lambda: runner.run(_at_once(False, port)), rounds=rounds, times=1
        )
        server.close()
    each = AT_ONCE * EACH
    return line(f"post a webhook, {AT_ONCE} at once", ours / each, theirs / each, times, "asyncio's streams alone")
