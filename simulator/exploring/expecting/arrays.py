"""The one place from which numpy comes: whole laws need it, and it is imported where somebody asks for one."""

from __future__ import annotations

from functools import cache
from typing import Any

from simulator.errors import MissingExtraError


@cache
def numpy() -> Any:
    """The module. Raises MissingExtraError."""
    try:
        import numpy
    except ImportError:
        raise MissingExtraError(
            "the whole law of a time needs numpy, which is not installed: pip install callflow-simulator[population]"
        ) from None
    return numpy
