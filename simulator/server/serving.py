"""The server on its socket: it listens, and ends within two seconds, also with event streams open."""

from __future__ import annotations

import asyncio
import logging
import socket
from contextlib import contextmanager
from typing import TYPE_CHECKING

import uvicorn

from simulator.errors import UsageError
from simulator.server.api.base.reading import HIGHEST_PORT
from simulator.server.app import EmulatorApp
from simulator.server.warming import warm

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from simulator.server.emulation import Emulation

GOODBYE = 1
"""Seconds that requests which are under way have at the end."""
KEEP_ALIVE = 75
"""Seconds that an idle connection stays: a client that comes back to it later than that opens another (assumed)."""
BACKLOG = 2048


class EmulatorServer(uvicorn.Server):
    """Leaves signals to whoever runs it, and listens once it can take a call as quickly as any other."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen."""
        warm()
        await super().startup(sockets)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Take none."""
        yield


def bound(host: str, port: int, option: str = "--port") -> socket.socket:
    """A socket that listens there, on a free port where it is 0. Raises UsageError where that cannot be.

    `option` is what names the port for the user.
    """
    if not 0 <= port <= HIGHEST_PORT:
        raise UsageError(f"{option} is {port}, expected 0 (a free one) to {HIGHEST_PORT}")
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        sock = socket.socket(*found[:3])  # its protocol too: else asyncio lets small writes wait 40 ms for each other
    except OSError as error:
        raise UsageError(f'--host "{host}" cannot be used: {error.strerror or error}') from None
    try:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind(found[4])
        sock.listen(BACKLOG)
    except OSError as error:
        sock.close()
        raise UsageError(f"{host}:{port} cannot be used: {error.strerror} ({option} 0 takes a free one)") from None
    return sock


def url_of(sock: socket.socket, host: str) -> str:
    """Where the server is reached."""
    name = f"[{host}]" if ":" in host else host
    return f"http://{name}:{sock.getsockname()[1]}"


async def serve(
    emulation: Emulation, sock: socket.socket, names: tuple[str, ...], listening: Callable[[], None], end: asyncio.Event
) -> None:
    """Serve until `end` is set; `listening` is called once connections are taken."""
    config = uvicorn.Config(
        EmulatorApp(emulation, names),
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GOODBYE,
        timeout_keep_alive=KEEP_ALIVE,
    )
    server = EmulatorServer(config)
    work = asyncio.ensure_future(server.serve([sock]))
    while not server.started and not work.done():
        await asyncio.sleep(0)
    listening()
    await end.wait()
    _be_quiet()
    emulation.leave()
    server.should_exit = True
    await work
    await emulation.close()


def _be_quiet() -> None:
    """From here on connections are cut off, and uvicorn says so.

    asyncio complains of a connection that came while its server closed.
    """
    logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
    asyncio.get_running_loop().set_exception_handler(lambda _loop, _what: None)
