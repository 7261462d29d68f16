"""Hold the garbage collector while much is made that is kept: looking through it again and again takes a third.

A server, which always makes and keeps, looks seldom.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


LEAST = 500_000
"""So many objects at least are made between two collections of what is old."""

SELDOM = 20_000
"""Objects that are made between two collections of what is young, in a process that serves."""


class _Old:
    """What was put among the old objects since these were looked through, and how many there were then."""

    def __init__(self) -> None:
        self.added = self.before = 0

    def collect(self) -> None:
        """Look through all of it, once it grew by a quarter, as Python itself does."""
        if self.added > max(LEAST, self.before // 4):
            gc.collect()
            self.added, self.before = 0, len(gc.get_objects())


_OLD = _Old()


@contextmanager
def garbage_held(*, wanted: bool = True) -> Iterator[None]:
    """No collection inside, and afterwards as before; nothing at all where it is not `wanted`.

    What was made inside counts as old afterwards: else the next collection would look through all of it at once.
    Who does this again and again would never collect at all: so what is old is looked through before, now and then.
    """
    held = wanted and gc.isenabled()
    if held:
        _OLD.collect()
        gc.disable()
    try:
        yield
    finally:
        if held and not gc.get_freeze_count():
            _OLD.added += gc.get_count()[0]
            gc.freeze()
            gc.unfreeze()
        if held:
            gc.enable()


@contextmanager
def garbage_seldom() -> Iterator[None]:
    """Look for garbage seldom inside, and never among what is there already: for a process that does nothing else."""
    before = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(SELDOM, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
