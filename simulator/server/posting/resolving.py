"""The addresses that a name leads to, looked up in a thread that nobody has to wait for.

The executor of asyncio would be waited for when the program ends, however long a name server takes to say nothing.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from socket import SOCK_STREAM, getaddrinfo
from threading import Thread
from typing import TYPE_CHECKING

from simulator.server.posting.allowed import LOCALHOST, as_number

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop, Future
    from collections.abc import Callable

_HOME = ["::1", "127.0.0.1"]
"""What `localhost` means whatever a name server says, in the order in which systems try them."""


async def numbers_of(host: str) -> list[str]:
    """The addresses of a host, in the order in which they are to be tried. Raises OSError."""
    if host == LOCALHOST:
        return _HOME
    if as_number(host) is not None:
        return [host]
    loop = asyncio.get_running_loop()
    found: Future[list[str]] = loop.create_future()
    Thread(target=_look_up, args=(host, loop, found), name="callflow-names", daemon=True).start()
    return await found


def _look_up(host: str, loop: AbstractEventLoop, found: Future[list[str]]) -> None:
    try:
        rows = getaddrinfo(host, None, type=SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        failed = error if isinstance(error, OSError) else OSError(str(error))
        _tell(loop, found, lambda: found.set_exception(failed))
        return
    numbers = list(dict.fromkeys(str(address[0]) for *_, address in rows))
    _tell(loop, found, lambda: found.set_result(numbers))


def _tell(loop: AbstractEventLoop, found: Future[list[str]], tell: Callable[[], None]) -> None:
    """Tell the loop, which may be over, of what may no longer be waited for."""
    with suppress(RuntimeError):
        loop.call_soon_threadsafe(lambda: None if found.done() else tell())
