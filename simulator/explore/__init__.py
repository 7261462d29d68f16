"""Everything a caller can meet: exploration of a flow with its backend, and what is read out of it.

The public API has a function of this name. Python sets the attribute `simulator.explore` to this package as soon as
anything in it is imported, so the package can be called in the function's place.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from simulator.explore.exploration import Exploration


class _Callable(ModuleType):
    """A package that is a function too."""

    def __call__(self, *arguments: Any, **options: Any) -> Exploration:
        from simulator.explore.exploration import explore

        return explore(*arguments, **options)


sys.modules[__name__].__class__ = _Callable
