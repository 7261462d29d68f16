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
    """Descriptors and threads of the whole process are as many afterwards."""
    before = _open(), threading.active_count()
    yield
    for thread in threading.enumerate():
        if thread.name == "callflow-names":  # it has said what it knows, and is about to end
            thread.join(5)
    assert (_open(), threading.active_count()) == before


def _open() -> int:
    return len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - this very look is one of them each time
