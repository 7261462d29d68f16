"""One connection of a webhook."""

from __future__ import annotations

import asyncio

from simulator.server.posting.exchange import PostProtocol, request_of


def test_a_connection_that_nobody_waits_for_any_more_is_let_go() -> None:
    async def gone() -> None:
        url = "http://127.0.0.1:1/"
        wire = PostProtocol(url, request_of(url, b"", {}), b"", 1)
        wire.lost.cancel()
        wire.connection_lost(None)
        assert wire.heard.result().words

    asyncio.run(gone())
