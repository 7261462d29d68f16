"""Workers that are processes of this machine."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from attrs import frozen

from simulator.errors import UsageError
from simulator.running.spreading.crew import NOT_STARTED, unsendable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from simulator.running.spreading.crew import Pieces


@frozen
class ProcessCrew:
    """So many processes, which are started when there is something to do."""

    size: int

    def results(self, work: Callable[..., Any], pieces: Pieces) -> Iterator[Any]:
        """What `work` makes of each piece, in order. Raises UsageError where workers fail, or nothing can be sent."""
        from concurrent.futures import ProcessPoolExecutor
        from concurrent.futures.process import BrokenProcessPool
        from multiprocessing import get_context
        from pickle import PicklingError

        try:
            with ProcessPoolExecutor(min(self.size, len(pieces)), get_context("spawn")) as pool:
                yield from _each(pool, work, pieces)
        except BrokenProcessPool:
            raise UsageError(NOT_STARTED) from None
        except (AttributeError, TypeError, PicklingError) as error:
            raise unsendable(error) or error from None


def _each(pool: Any, work: Callable[..., Any], pieces: Pieces) -> Iterator[Any]:
    some = [pool.submit(work, *piece) for piece in pieces]
    try:
        for one in some:
            yield one.result()
    finally:
        for one in some:
            one.cancel()


@contextmanager
def opened(workers: int) -> Iterator[ProcessCrew]:
    """A crew of so many processes."""
    yield ProcessCrew(workers)
