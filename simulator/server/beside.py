"""Long work beside the event loop: in steps, or in a thread that nobody has to wait for.

The executor of asyncio would be waited for when the program ends, however long a backend takes to answer.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from functools import partial
from threading import Thread
from time import perf_counter
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable

STEP = 0.005
"""Seconds of work after which all else has its turn."""
Made = TypeVar("Made")


async def beside(work: Callable[[], Made], name: str = "callflow-beside") -> Made:
    """What some work comes to; all else goes on meanwhile. Raises what it raises."""
    loop = asyncio.get_running_loop()
    made: asyncio.Future[Made] = loop.create_future()

    def worked() -> None:
        try:
            found = work()
        except Exception as error:
            _tell(loop, made, partial(made.set_exception, error))
        else:
            _tell(loop, made, partial(made.set_result, found))

    Thread(target=worked, name=name, daemon=True).start()
    return await made


async def in_steps(work: Iterable[Made]) -> AsyncIterator[list[Made]]:
    """What some work gives, in parts: after each all else has a turn of the loop."""
    found, until = list[Made](), perf_counter() + STEP
    for one in work:
        found.append(one)
        if perf_counter() > until:
            yield found
            await asyncio.sleep(0)
            found, until = [], perf_counter() + STEP
    yield found


def _tell(loop: asyncio.AbstractEventLoop, made: asyncio.Future[Made], tell: Callable[[], None]) -> None:
    """Tell the loop, which may be over, of what may no longer be waited for."""
    with suppress(RuntimeError):
        loop.call_soon_threadsafe(lambda: None if made.done() else tell())
