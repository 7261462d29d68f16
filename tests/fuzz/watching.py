"""What no input may do: raise what is no error of ours, keep the processor longer than 5 s, hang, or take 1 GB."""

from __future__ import annotations

import contextlib
import faulthandler
import sys
import time
import traceback
from typing import TYPE_CHECKING

from attrs import define, field

from simulator.errors import CallflowError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LONGEST = 5.0
"""Seconds of the processor that an input may take: by the clock on the wall, others on the machine had a share."""
GIVEN_UP = 300.0
"""Seconds by the clock on the wall after which the fuzzer itself ends, with a traceback that shows where it hung."""
MOST_MEMORY = 1 << 30
"""Bytes of address space."""


class TripError(AssertionError):
    """What was written and read again is not what it was."""


@define
class Watch:
    """Tries inputs one by one, and keeps one of each kind of fault."""

    faults: dict[str, str] = field(factory=dict)
    tried: int = 0
    whole: int = 0
    """How many went to the end of a round trip."""
    slowest: float = 0.0

    def attempt(self, what: str, raw: object, act: Callable[[], object]) -> None:
        """Do it; a fault is kept under where it happened, with the input that brings it."""
        taken = self._once(what, raw, act)
        if taken > LONGEST:  # the collector's own turn may have fallen into it
            taken = min(taken, self._once(what, raw, act))
        self.tried += 1
        self.slowest = max(self.slowest, taken)
        if taken > LONGEST:
            self.faults.setdefault(f"{taken:.1f} s", f"{what}: {raw!r:.3000}")

    def _once(self, what: str, raw: object, act: Callable[[], object]) -> float:
        """The seconds of the processor that it takes."""
        faulthandler.dump_traceback_later(GIVEN_UP, exit=True)
        begun = time.process_time()
        try:
            with contextlib.suppress(CallflowError):
                self.whole += act() is True
        except Exception as error:  # a KeyboardInterrupt is the user's
            place = _place(error)
            self.faults.setdefault(f"{type(error).__name__} in {place}", f"{what}: {raw!r:.3000}\n{error!r:.500}")
        finally:
            faulthandler.cancel_dump_traceback_later()
        return time.process_time() - begun


def _place(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "simulator" in frame.filename] or list(frames)
    return f"{ours[-1].filename}:{ours[-1].lineno}"


@contextlib.contextmanager
def bounded_memory() -> Iterator[None]:
    """At most 1 GB of address space where the system can hold us to it, as before afterwards."""
    if sys.platform == "win32":
        yield
        return
    import resource

    before = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)
