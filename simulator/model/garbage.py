"""Hold the garbage collector while much is made that is kept: looking through it again and again takes a third."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def garbage_held(*, wanted: bool = True) -> Iterator[None]:
    """No collection inside, and afterwards as before; nothing at all where it is not `wanted`.

    What was made inside counts as old afterwards: else the next collection would look through all of it at once.
    """
    held = wanted and gc.isenabled()
    if held:
        gc.disable()
    try:
        yield
    finally:
        if held and not gc.get_freeze_count():
            gc.freeze()
            gc.unfreeze()
        if held:
            gc.enable()
