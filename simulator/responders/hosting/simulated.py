"""The simulated clock for code of a customer in this process (`clock: simulated`), by the library time-machine.

While a question is answered, `time.time`, `datetime.now` and their like show the simulated instant, standing still as
the call does. What watches the time of the code goes by the monotonic clock, which stays the real one.
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta
from threading import Lock
from typing import TYPE_CHECKING

from simulator.errors import UnreachableError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

_lock = Lock()


def simulated_clock(backend: str) -> Callable[[int], AbstractContextManager[None]]:
    """What sets the clocks of this process to an instant, in ms since 1970, and back. Raises UnreachableError."""
    try:
        import time_machine  # noqa: F401 - whether it is there
    except ImportError:
        raise UnreachableError(
            f"`{backend}` is to see the simulated clock (clock: simulated), which needs time-machine, which is not "
            "installed: pip install 'callflow-simulator[clock]'"
        ) from None
    return _showing


@contextmanager
def _showing(instant: int) -> Iterator[None]:
    """Every clock of this process but the monotonic one shows an instant, whatever happens meanwhile."""
    import time_machine

    seconds, ms = divmod(instant, 1000)
    travel = time_machine.travel(seconds, tick=False)
    with _lock:
        try:
            traveller = travel.start()
        except RuntimeError as error:
            raise UsageError(f"the simulated clock cannot be shown: {error}") from None
        traveller.shift(timedelta(milliseconds=ms))
    try:
        yield
    finally:
        with _lock:
            # Another thread may have begun to travel since: the last of the stack is the one that is stopped.
            stack = time_machine.traveller_stack
            stack.remove(traveller)
            stack.append(traveller)
            travel.stop()
