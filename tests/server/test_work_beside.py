"""Long work beside the event loop: what it comes to, what it raises, and who no longer waits for it."""

from __future__ import annotations

import asyncio
from threading import Event

import pytest

from simulator.errors import UsageError
from simulator.server.beside import beside


def test_what_work_comes_to_and_what_it_raises_is_passed_on() -> None:
    def fail() -> None:
        raise UsageError("no such flow")

    async def both() -> None:
        assert await beside(lambda: 7) == 7
        with pytest.raises(UsageError, match="no such flow"):
            await beside(fail)

    asyncio.run(both())


def test_who_gave_up_waiting_is_not_told() -> None:
    go, done = Event(), Event()

    def work() -> None:
        go.wait(10)
        done.set()

    async def impatient() -> None:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(beside(work), 0.01)
        go.set()

    asyncio.run(impatient())
    assert done.wait(10)
