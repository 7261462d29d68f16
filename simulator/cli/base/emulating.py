"""Run the emulator in the foreground: say where it listens, print what happens, end at the first Ctrl-C."""

from __future__ import annotations

import asyncio
import signal
import sys
from contextlib import suppress
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

from simulator.cli.base.stopping import INTERRUPTED
from simulator.cli.base.telling import tell
from simulator.errors import MissingExtraError

if TYPE_CHECKING:
    from simulator.server.emulation import Emulation


def emulation_parts() -> Any:
    """The module that makes a server. Raises MissingExtraError."""
    try:
        import starlette  # noqa: F401
        import uvicorn  # noqa: F401

        from simulator.server import emulation
    except ImportError as error:
        raise MissingExtraError(
            f"callflow serve needs {error.name}, which is not installed: pip install 'callflow-simulator[serve]'"
        ) from None
    return emulation


def is_own_host(host: str) -> bool:
    """Whether only this machine can reach a server that listens there."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def run_server(emulation: Emulation, host: str, port: int, log: str) -> int:
    """Serve until SIGINT or SIGTERM. Raises UsageError where the port is taken."""
    from simulator.server.console import ConsoleLog
    from simulator.server.serving import bound, serve, url_of

    sock = bound(host, port)
    emulation.events.listeners.append(ConsoleLog(_write, log))

    async def until_told() -> None:
        end, loop = asyncio.Event(), asyncio.get_running_loop()
        stopping = (signal.SIGINT, signal.SIGTERM)
        for one in stopping:
            with suppress(NotImplementedError, ValueError, RuntimeError):
                loop.add_signal_handler(one, end.set)
        await serve(emulation, sock, (host.lower(),), lambda: tell(f"listening on {url_of(sock, host)}"), end)

    asyncio.run(until_told())
    return INTERRUPTED


def _write(line: str) -> None:
    sys.stdout.write(line)
    sys.stdout.flush()
