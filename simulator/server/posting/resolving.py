"""The addresses that a name leads to, looked up in a thread that nobody has to wait for.

The executor of asyncio would be waited for when the program ends, however long a name server takes to say nothing.
"""

from __future__ import annotations

from socket import SOCK_STREAM, getaddrinfo

from simulator.server.beside import beside
from simulator.server.posting.allowed import LOCALHOST, as_number

_HOME = ["::1", "127.0.0.1"]
"""What `localhost` means whatever a name server says, in the order in which systems try them."""


async def numbers_of(host: str) -> list[str]:
    """The addresses of a host, in the order in which they are to be tried. Raises OSError."""
    if host == LOCALHOST:
        return _HOME
    if as_number(host) is not None:
        return [host]
    return await beside(lambda: _looked_up(host), "callflow-names")


def _looked_up(host: str) -> list[str]:
    try:
        rows = getaddrinfo(host, None, type=SOCK_STREAM)
    except UnicodeError as error:
        raise OSError(str(error)) from error
    return list(dict.fromkeys(str(address[0]) for *_, address in rows))
