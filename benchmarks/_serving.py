"""What the benchmarks of the emulator share: a backend in a process of its own, raw clients, and a raw server."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import uvicorn
from attrs import define

from simulator.server.serving import KEEP_ALIVE, EmulatorServer, bound

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable, Iterator

SAMPLES = Path(__file__).parents[1] / "scenarios" / "samples"
FIRST = 90_000_000
"""The first of the numbers that are called, after the country's."""
REQUEST = json.loads((SAMPLES / "request.json").read_text("utf-8"))
HEADERS = "Host: 127.0.0.1\r\nAuthorization: Bearer key\r\nContent-Type: application/json\r\n"
CREATED = json.dumps(
    {
        "sessionId": "0" * 36,
        "sessionStatus": "CREATED",
        "callFlowRequestId": "0" * 36,
        "statusCode": 1,
        "statusMessage": "Created",
    }
).encode()
"""As many bytes as the emulator answers."""
BACKEND = r"""
import asyncio, json
from conversation import answer

class Backend(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport, self.came = transport, b""
    def data_received(self, data):
        self.came += data
        head, end, body = self.came.partition(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0] or 0)
        if end and len(body) >= length:
            asked = json.loads(body)
            found = json.dumps(answer(asked["payload"]) if asked["eventType"] == "CALL_ACTION" else {}).encode()
            head = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\nConnection: close\r\n\r\n" % len(found)
            self.transport.write(head + found)
            self.transport.close()

async def main():
    server = await asyncio.get_running_loop().create_server(Backend, "127.0.0.1", 0, backlog=4096)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()

asyncio.run(main())
"""


@contextmanager
def backend() -> Iterator[str]:
    """The address of the samples' conversation, as a server that does nothing else."""
    with subprocess.Popen([sys.executable, "-c", BACKEND], cwd=SAMPLES, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            yield f"http://127.0.0.1:{int(server.stdout.readline())}/"
        finally:
            server.kill()


async def bare_post(port: int, body: bytes) -> None:
    """What a webhook is with asyncio's streams alone."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
    assert (await reader.read()).startswith(b"HTTP/1.1 200")
    writer.close()
    await writer.wait_closed()


def request(destination: int) -> bytes:
    """The samples' call flow to another number."""
    dial, *rest = REQUEST["callflow"]
    params = {**dial["params"], "destination": f"+65{destination}"}
    return json.dumps({"callflow": [{**dial, "params": params}, *rest]}).encode()


async def raw_app(_scope: Any, receive: Callable[[], Any], send: Callable[[Any], Any]) -> None:
    """An ASGI app that reads a body and says that it was there."""
    message = {"more_body": True}
    while message.get("more_body"):
        message = await receive()
    answer = CREATED
    headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(answer))]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": answer})


@asynccontextmanager
async def listening(app: Any) -> AsyncIterator[int]:
    """The port of an app, served as the emulator is."""
    sock = bound("127.0.0.1", 0)
    quiet = {"lifespan": "off", "log_config": None, "access_log": False, "server_header": False}
    config = uvicorn.Config(app, timeout_keep_alive=KEEP_ALIVE, **quiet)  # type: ignore[arg-type]
    server = EmulatorServer(config)
    work = asyncio.ensure_future(server.serve([sock]))
    while not server.started:
        await asyncio.sleep(0)
    try:
        yield sock.getsockname()[1]
    finally:
        server.should_exit = True
        await work


async def ask(port: int, path: str, bodies: list[bytes], at_once: int = 16) -> list[Any]:
    """POST each over connections that are kept, so many at once; the answers, in the order of the bodies."""
    found: list[Any] = [None] * len(bodies)
    left = iter(enumerate(bodies))

    async def one() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for number, body in left:
            head = f"POST {path} HTTP/1.1\r\n{HEADERS}Content-Length: {len(body)}\r\n\r\n"
            writer.write(head.encode() + body)
            came = (await reader.readuntil(b"\r\n\r\n")).lower()
            assert came.startswith(b"http/1.1 200"), came
            length = int(came.partition(b"content-length:")[2].partition(b"\r\n")[0])
            found[number] = json.loads(await reader.readexactly(length))
        writer.close()
        await writer.wait_closed()

    await asyncio.gather(*(one() for _ in range(at_once)))
    return found


@define
class Elsewhere:
    """A process of its own that sends call flows."""

    client: asyncio.subprocess.Process

    @classmethod
    async def ready(cls, port: int, path: str, numbers: Iterable[int]) -> Elsewhere:
        """One that waits to be let go; starting it costs the server nothing."""
        command = (sys.executable, "-m", "benchmarks._serving", str(port), path)
        pipe = asyncio.subprocess.PIPE
        client = await asyncio.create_subprocess_exec(*command, cwd=SAMPLES.parents[1], stdin=pipe, stdout=pipe)
        assert client.stdin is not None
        client.stdin.write(json.dumps(list(numbers)).encode() + b"\n")
        assert client.stdout is not None
        assert await client.stdout.readline()
        return cls(client)

    async def asked(self) -> None:
        """Let it send all."""
        assert self.client.stdin is not None
        self.client.stdin.close()
        assert await self.client.wait() == 0


def _send() -> None:
    """What such a process does."""
    bodies = [request(number) for number in json.loads(sys.stdin.readline())]
    print("ready", flush=True)
    sys.stdin.read()
    asyncio.run(ask(int(sys.argv[1]), sys.argv[2], bodies))


if __name__ == "__main__":
    _send()
