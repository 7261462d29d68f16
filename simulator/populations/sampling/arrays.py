"""The columns of numpy by what they hold; nothing of it is needed when a program runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy import bool_, int64, uint64
    from numpy.typing import NDArray

    Wholes = NDArray[int64]
    Bits64 = NDArray[uint64]
    Truths = NDArray[bool_]
