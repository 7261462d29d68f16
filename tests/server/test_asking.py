"""An answer of a backend of this process that nobody waits for any more is dropped."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from simulator.model.call.outcome import Unusable
from simulator.server.sessions.asking import _tell

if TYPE_CHECKING:
    from simulator.engine.answer import WebhookAnswer


@pytest.mark.parametrize("late", [False, True])
def test_an_answer_that_comes_after_the_call_ended_is_nobodys(late: bool) -> None:
    async def work() -> None:
        done: asyncio.Future[tuple[WebhookAnswer, int]] = asyncio.get_running_loop().create_future()
        if late:
            done.cancel()
        heard = Unusable(-2003, "slow"), 5
        _tell(done, heard)
        assert done.cancelled() if late else done.result() == heard

    asyncio.run(work())
