"""Run something on a loop of its own, and see that it leaves no task, no descriptor and no thread behind."""

from __future__ import annotations

import asyncio
import os
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterator

T = TypeVar("T")


def leaving_nothing(work: Coroutine[object, object, T]) -> T:
    """What the work came to; the loop then watches nothing any more."""

    async def watched() -> T:
        loop: Any = asyncio.get_running_loop()
        try:
            return await work
        finally:
            assert asyncio.all_tasks() == {asyncio.current_task()}
            assert len(loop._selector.get_map()) == 1  # the pipe that wakes it

    return asyncio.run(watched())


@contextmanager
def nothing_left() -> Iterator[None]:
    """No thread is there afterwards that was not before, and no more descriptors; what others left may go meanwhile."""
    descriptors, threads = _open(), {*threading.enumerate()}
    yield
    for thread in threading.enumerate():
        if thread.name == "callflow-names":  # it has said what it knows, and is about to end
            thread.join(5)
    assert {*threading.enumerate()} <= threads
    assert _open() <= descriptors


def _open() -> int:
    return len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - this very look is one of them each time
