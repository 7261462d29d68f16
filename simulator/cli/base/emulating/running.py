"""Run the emulator in the foreground: say where it listens, print what happens, end at the first Ctrl-C."""

from __future__ import annotations

import asyncio
import signal
import webbrowser
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

from simulator.cli.base.emulating.printing import LinePrinter
from simulator.cli.base.stopping import INTERRUPTED
from simulator.cli.base.telling import tell
from simulator.errors import UsageError
from simulator.model.garbage import garbage_seldom

if TYPE_CHECKING:
    import argparse

    from simulator.server.emulation import Emulation
    from simulator.server.store.database import DatabaseJournal


def emulation_parts() -> Any:
    """The module that makes a server. Raises MissingExtraError."""
    from simulator.server import emulation

    return emulation


def run_server(emulation: Emulation, options: argparse.Namespace) -> int:
    """Serve until SIGINT or SIGTERM. Raises UsageError where the port is taken, or the folder cannot be used."""
    from simulator.server.console import ConsoleLog
    from simulator.server.keeping.restoring import keep
    from simulator.server.serving import bound, serve, url_of
    from simulator.server.warming import warm

    host: str = options.host
    if options.freeze and options.data is None:
        raise UsageError("--freeze goes with --data")
    sock = bound(host, options.port)
    try:
        journal = _journal(options.data, emulation.limits.sessions)
    except BaseException:
        sock.close()
        raise
    printer = LinePrinter()
    emulation.events.listeners.append(ConsoleLog(printer.write, options.log))

    async def until_told() -> None:
        end, loop = asyncio.Event(), asyncio.get_running_loop()
        stopping = (signal.SIGINT, signal.SIGTERM)
        for one in stopping:
            with suppress(NotImplementedError, ValueError, RuntimeError):
                loop.add_signal_handler(one, end.set)
        if journal is not None:
            keep(emulation, journal, freeze=options.freeze)
        warm()
        with garbage_seldom():
            await serve(emulation, sock, (host.lower(),), lambda: _listening(url_of(sock, host), options.open), end)

    try:
        asyncio.run(until_told())
    finally:
        printer.close()
    return INTERRUPTED


def _listening(url: str, shown: bool) -> None:
    """Say where it listens, and show the page there; a browser may take its time."""
    tell(f"listening on {url}")
    if shown:
        Thread(target=_show, args=(f"{url}/",), daemon=True).start()


def _show(url: str) -> None:
    if not webbrowser.open(url):
        tell(f"no browser was found: open {url}")


def _journal(data: str | None, most: int) -> DatabaseJournal | None:
    """The journal of a folder, which is made where it is not there."""
    if data is None:
        return None
    from simulator.files.writing import make_folder
    from simulator.server.store.database import DatabaseJournal

    folder = Path(data)
    try:
        make_folder(folder)
    except OSError as error:
        raise UsageError(f'--data "{data}" cannot be used: {error.strerror}') from None
    return DatabaseJournal(folder, most)
